export interface SqlStatement {
	/** Without the semicolon and the space around it. */
	text: string;
	/** Of its first character in the whole. */
	offset: number;
}

/**
 * Splits a script where `psql` would send: at semicolons outside of quotes, comments, parentheses and
 * bodies in the manner of the standard (BEGIN ATOMIC … END). What has no statement in it, is left out.
 * https://www.postgresql.org/docs/18/sql-syntax-lexical.html
 */
export function splitStatements(script: string): SqlStatement[] {
	const statements: SqlStatement[] = [];
	let start = 0;
	let hasCode = false;
	let depth = 0;
	let bodyDepth = 0;
	let firstWord = '';
	const finish = (end: number) => {
		const text = script.slice(start, end);
		const offset = start + (text.length - text.trimStart().length);
		if (hasCode) statements.push({ text: text.trim(), offset });
		start = end + 1;
		hasCode = false;
		depth = 0;
		bodyDepth = 0;
		firstWord = '';
	};
	for (const { kind, text, at } of tokensOf(script)) {
		if (kind === 'blank') continue;
		if (text === ';' && depth === 0 && bodyDepth === 0) {
			finish(at);
			continue;
		}
		hasCode = true;
		if (text === '(') depth++;
		if (text === ')') depth = Math.max(0, depth - 1);
		if (kind !== 'word') continue;
		const word = text.toUpperCase();
		firstWord ||= word;
		if (firstWord !== 'CREATE') continue;
		if (word === 'ATOMIC' || (bodyDepth > 0 && word === 'CASE')) bodyDepth++;
		if (bodyDepth > 0 && word === 'END') bodyDepth--;
	}
	finish(script.length);
	return statements;
}

interface Token {
	kind: 'blank' | 'quoted' | 'word' | 'mark';
	text: string;
	at: number;
}

const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /\d[\w.]*/y;
const DOLLAR = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
const SPACE = /\s+/y;

function* tokensOf(script: string): Generator<Token> {
	let at = 0;
	while (at < script.length) {
		const { kind, end } = nextToken(script, at);
		yield { kind, text: script.slice(at, end), at };
		at = end;
	}
}

function nextToken(script: string, at: number): { kind: Token['kind']; end: number } {
	const pair = script.slice(at, at + 2);
	if (pair === '--') return { kind: 'blank', end: endOf(script, '\n', at) };
	if (pair === '/*') return { kind: 'blank', end: endOfComment(script, at) };
	if (/^[eE]'/.test(pair)) return { kind: 'quoted', end: endOfQuote(script, at + 1, true) };
	if (pair[0] === "'" || pair[0] === '"') return { kind: 'quoted', end: endOfQuote(script, at, false) };
	const dollar = matchAt(DOLLAR, script, at);
	if (dollar !== null) return { kind: 'quoted', end: endOf(script, dollar, at + dollar.length) };
	for (const [kind, pattern] of [
		['blank', SPACE],
		['word', WORD],
		['mark', NUMBER]
	] as const) {
		const text = matchAt(pattern, script, at);
		if (text !== null) return { kind, end: at + text.length };
	}
	return { kind: 'mark', end: at + 1 };
}

function matchAt(pattern: RegExp, script: string, at: number): string | null {
	pattern.lastIndex = at;
	return pattern.exec(script)?.[0] ?? null;
}

function endOf(script: string, mark: string, from: number): number {
	const found = script.indexOf(mark, from);
	return found < 0 ? script.length : found + mark.length;
}

/** Comments nest. */
function endOfComment(script: string, at: number): number {
	let depth = 0;
	for (let index = at; index < script.length; index++) {
		const pair = script.slice(index, index + 2);
		if (pair === '/*') depth++;
		if (pair === '*/') depth--;
		if (pair === '/*' || pair === '*/') index++;
		if (depth === 0) return index + 1;
	}
	return script.length;
}

/** A doubled quote is one; after E a backslash escapes. */
function endOfQuote(script: string, at: number, hasEscapes: boolean): number {
	const quote = script[at];
	for (let index = at + 1; index < script.length; index++) {
		if (hasEscapes && script[index] === '\\') index++;
		else if (script[index] === quote) {
			if (script[index + 1] !== quote) return index + 1;
			index++;
		}
	}
	return script.length;
}
