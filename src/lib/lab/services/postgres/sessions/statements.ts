import { parse, type Statement as ParsedStatement } from 'pgsql-ast-parser';
import { tokensOf, type Token } from './lexer.ts';
import { parseControl, type Control } from './control-statements.ts';
import { notInThisModel, SqlError, syntaxError } from './sql-error.ts';

/** A statement as it was written, and read. */
export interface Statement {
	text: string;
	command: Control | QueryCommand;
}

export interface QueryCommand {
	kind: 'query';
	parsed: ParsedStatement;
	/** Of `FOR UPDATE OF`: whose rows are locked; null for all. */
	lockedTables: string[] | null;
	explicitNumbers: ReadonlyMap<number, string>;
}

const KNOWN_MAX_COUNT = 500;

/** Reads texts once: programs send the same statements again and again. */
export class StatementReader {
	readonly #known = new Map<string, Statement[]>();

	read(text: string): Statement[] {
		const known = this.#known.get(text);
		if (known) return known;
		const statements = statementsIn(text);
		if (this.#known.size >= KNOWN_MAX_COUNT) this.#known.clear();
		this.#known.set(text, statements);
		return statements;
	}
}

function statementsIn(text: string): Statement[] {
	const statements: Statement[] = [];
	let tokens: Token[] = [];
	const end = (): void => {
		const first = tokens[0];
		const last = tokens.at(-1);
		if (first && last) statements.push(readStatement(text.slice(first.start, last.end), tokens));
		tokens = [];
	};
	for (const token of tokensOf(text)) {
		if (token.kind === 'symbol' && token.text === ';') end();
		else tokens.push(token);
	}
	end();
	return statements;
}

function readStatement(text: string, tokens: readonly Token[]): Statement {
	const control = parseControl(tokens);
	if (control !== null) return { text, command: control };
	refuseByName(tokens);
	const offset = tokens[0]?.start ?? 0;
	const { rewritten, lockedTables } = withoutLockedTables(text, tokens, offset);
	try {
		const [parsed] = parse(rewritten, { locationTracking: true });
		if (!parsed) throw syntaxError(null);
		return { text, command: { kind: 'query', parsed, lockedTables, explicitNumbers: numbersIn(rewritten) } };
	} catch (error) {
		if (error instanceof SqlError) throw error;
		throw withHint(syntaxError(nearOf(error, rewritten)));
	}
}

/** The parser keeps no zeros at the end of a number: `1.50` is found again by its place. */
function numbersIn(text: string): Map<number, string> {
	const numbers = new Map<number, string>();
	for (const token of tokensOf(text)) {
		if (token.kind === 'number' && token.text.includes('.')) numbers.set(token.start, token.text);
	}
	return numbers;
}

function withHint(error: SqlError): SqlError {
	return new SqlError(error.code, error.message, {
		hint: "If PostgreSQL accepts it, this lab's model of many sessions cannot read it: see its model card."
	});
}

function nearOf(error: unknown, text: string): string | null {
	const message = error instanceof Error ? error.message : '';
	const place = /line (\d+) col (\d+)/.exec(message);
	if (!place) return null;
	const lines = text.split('\n').slice(0, Number(place[1]) - 1);
	const at = lines.join('\n').length + (lines.length > 0 ? 1 : 0) + Number(place[2]) - 1;
	return tokensOf(text).find((token) => token.end > at)?.text ?? null;
}

/** Forms the parser would not tell from a slip of the pen. */
function refuseByName(tokens: readonly Token[]): void {
	const words = tokens.map((token) => (token.kind === 'string' ? '' : token.text)).join(' ');
	if (words.startsWith('delete from') && / using /.test(words)) throw notInThisModel('DELETE … USING');
	if (/ is (?:not )?distinct from /.test(words)) throw notInThisModel('IS DISTINCT FROM');
	if (/^(?:explain|copy|merge|analyze|reindex|cluster|prepare|execute|declare|fetch|call)\b/.test(words)) {
		throw notInThisModel(words.split(' ', 1)[0]?.toUpperCase() ?? '');
	}
}

/** Takes `OF a, b` out of `FOR UPDATE OF a, b`, and `DEFAULT VALUES` into a form the parser has. */
function withoutLockedTables(
	text: string,
	tokens: readonly Token[],
	offset: number
): { rewritten: string; lockedTables: string[] | null } {
	const isWord = (i: number, ...words: string[]) =>
		tokens[i]?.kind === 'word' && words.includes(tokens[i]?.text ?? '');
	for (let i = 0; i < tokens.length; i++) {
		if (isWord(i, 'default') && isWord(i + 1, 'values')) {
			const before = text.slice(0, (tokens[i]?.start ?? 0) - offset);
			const after = text.slice((tokens[i + 1]?.end ?? 0) - offset);
			return { rewritten: `${before}values (default)${after}`, lockedTables: null };
		}
		if (!isWord(i, 'of') || !isWord(i - 1, 'update', 'share')) continue;
		const names: string[] = [];
		let last = i;
		do {
			names.push(tokens[last + 1]?.text ?? '');
			last += 2;
		} while (tokens[last]?.text === ',');
		const before = text.slice(0, (tokens[i]?.start ?? 0) - offset);
		return { rewritten: before + text.slice((tokens[last - 1]?.end ?? 0) - offset), lockedTables: names };
	}
	return { rewritten: text, lockedTables: null };
}
