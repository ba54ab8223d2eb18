/**
 * Finds what only TypeScript itself turns into JavaScript that the engine runs: decorators,
 * `accessor` fields, `using`, namespaces, `import a = …`, `export =` and `export type { … }`.
 *
 * It reads tokens, so words in comments, strings, templates and regular expressions do not count.
 * Where it cannot be sure it says yes: TypeScript is slower, never wrong.
 */
export interface Syntax {
	needsTypeScript: boolean;
	/** Where the first decorator stands, for those that are refused. */
	decoratorAt: number | null;
}

export function scanSyntax(source: string): Syntax {
	const hasTextEnum = mayComputeTexts(source);
	if (!SUSPICIOUS.test(source)) return { needsTypeScript: hasTextEnum, decoratorAt: null };
	const { needsTypeScript, decoratorAt } = new Scanner(source).scan();
	return { needsTypeScript: needsTypeScript || hasTextEnum, decoratorAt };
}

/**
 * Members of an enum that are texts get no way back from value to name. Sucrase knows them by their
 * quotes only, TypeScript also those that are made of others.
 */
function mayComputeTexts(source: string): boolean {
	for (const [, members = ''] of source.matchAll(ENUM)) {
		for (const member of members.replace(COMMENT, ' ').split(',')) {
			const at = member.indexOf('=');
			if (at >= 0 && !PLAIN_VALUE.test(member.slice(at + 1))) return true;
		}
	}
	return false;
}

const ENUM = /\benum\s+[\w$]{1,200}\s*\{([^}]{0,20000})/g;
const COMMENT = /\/\/.*|\/\*[^]*?\*\//g;
/** A text in quotes, or a number, or what only numbers are calculated with. */
const PLAIN_VALUE = /^\s*(?:'[^'\\]*'|"[^"\\]*"|[-+~\d][^`'"]*|[^`'"+|&<*~]*[|&<*~][^`'"+]*)\s*$/;

/**
 * Most files have nothing like these, even in their comments, and are scanned no further. A tag of a
 * documentation comment stands after its asterisk, where no decorator can.
 */
const SUSPICIOUS = new RegExp(
	[
		/(?<!\*[ \t]?)@/,
		/\b(?:namespace|module)(?:\s+[\w$.\x80-\uffff]+)?\s*[{/]/,
		/\bimport\b[^'"();]{0,200}=/,
		/\bexport\s*(?:=|type\s*\{|\/)/,
		/\busing\s*(?:\/|\s[\w$\x80-\uffff]+\s*(?:[=:/]|of\b))/,
		/\baccessor\s*(?:\/|\s["'[{\w$#\x80-\uffff])/
	]
		.map(({ source }) => source)
		.join('|')
);

/** One token from where it is applied; a slash that is no comment is decided by what stood before it. */
const TOKEN =
	/(\s+|\/\/.*|\/\*(?:[^]*?\*\/|[^]*))|([A-Za-z_$#\x80-\uffff][\w$\x80-\uffff]*)|(\d[\w.]*|\.\d\w*)|('(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*")|([^])/y;
const REGULAR_EXPRESSION = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,1000}\]){1,10000}\/\w*/y;
const TEMPLATE_PART = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/y;

/** After these words a slash begins a regular expression. */
const BEFORE_VALUE = new Set(
	'return typeof instanceof in of new delete void throw case do else yield await extends default'.split(' ')
);
const BEFORE_PARENTHESIS = new Set(['if', 'while', 'for', 'with']);
const OPERATOR_WORDS = new Set(['in', 'of', 'instanceof', 'as', 'satisfies']);

interface Token {
	kind: 'word' | 'number' | 'text' | 'mark';
	text: string;
	/** Whether a line ends between it and the token before. */
	isOnNewLine: boolean;
}

const NOTHING: Token = { kind: 'mark', text: ';', isOnNewLine: true };

class Scanner {
	readonly #source: string;
	#at = 0;
	/** The last three tokens, newest first. */
	#before: [Token, Token, Token] = [NOTHING, NOTHING, NOTHING];
	/** For each open `(` whether it belongs to a statement: what follows its `)` is no division. */
	readonly #parentheses: boolean[] = [];
	/** How many braces are open, in each template that is open. */
	readonly #templates: number[] = [];
	#isStatementsParenthesis = false;
	#needsTypeScript = false;
	#decoratorAt: number | null = null;

	constructor(source: string) {
		this.#source = source;
	}

	scan(): Syntax {
		let isOnNewLine = true;
		while (this.#at < this.#source.length && this.#decoratorAt === null) {
			const start = this.#at;
			TOKEN.lastIndex = start;
			const [, space, word, number, text, mark = ''] = TOKEN.exec(this.#source) ?? [];
			this.#at = TOKEN.lastIndex > start ? TOKEN.lastIndex : start + 1;
			if (space !== undefined) {
				isOnNewLine ||= space.includes('\n');
				continue;
			}
			const kind =
				word !== undefined ? 'word' : number !== undefined ? 'number' : text !== undefined ? 'text' : 'mark';
			const token: Token = { kind, text: word ?? number ?? text ?? mark, isOnNewLine };
			if (kind === 'mark') this.#mark(mark, start);
			this.#look(token);
			this.#before = [token, this.#before[0], this.#before[1]];
			isOnNewLine = false;
		}
		return { needsTypeScript: this.#needsTypeScript, decoratorAt: this.#decoratorAt };
	}

	/** Moves past what a mark begins: a template, a regular expression. */
	#mark(mark: string, start: number): void {
		const depth = this.#templates.length - 1;
		if (mark === '@') {
			this.#needsTypeScript = true;
			this.#decoratorAt = start;
		} else if (mark === '(') {
			this.#parentheses.push(BEFORE_PARENTHESIS.has(this.#before[0].text));
		} else if (mark === ')') {
			this.#isStatementsParenthesis = this.#parentheses.pop() ?? false;
		} else if (mark === '`') {
			this.#template();
		} else if (mark === '{' && depth >= 0) {
			this.#templates[depth] = (this.#templates[depth] ?? 0) + 1;
		} else if (mark === '}' && depth >= 0) {
			const open = this.#templates[depth] ?? 0;
			if (open > 0) this.#templates[depth] = open - 1;
			else {
				this.#templates.pop();
				this.#template();
			}
		} else if (mark === '/' && this.#beginsRegularExpression()) {
			REGULAR_EXPRESSION.lastIndex = start;
			if (REGULAR_EXPRESSION.test(this.#source)) this.#at = REGULAR_EXPRESSION.lastIndex;
		}
	}

	/** Reads on in a template to its end or to its next `${`. */
	#template(): void {
		TEMPLATE_PART.lastIndex = this.#at;
		if (!TEMPLATE_PART.test(this.#source)) {
			this.#at = this.#source.length;
			this.#needsTypeScript = true;
			return;
		}
		this.#at = TEMPLATE_PART.lastIndex;
		if (this.#source[this.#at - 1] === '{') this.#templates.push(0);
	}

	#beginsRegularExpression(): boolean {
		const [{ kind, text }] = this.#before;
		if (kind === 'word') return BEFORE_VALUE.has(text);
		if (kind !== 'mark') return false;
		if (text === ')') return this.#isStatementsParenthesis;
		// After a block a regular expression begins, after an object a division.
		if (text === '}') this.#needsTypeScript = true;
		return text !== ']' && text !== '`';
	}

	/** A word tells what it is only with what follows it, so the token before is asked. */
	#look(token: Token): void {
		const [last, second, third] = this.#before;
		if (last.kind !== 'word' || second.text === '.') return;
		const isNamed = token.kind === 'word' && !token.isOnNewLine && !OPERATOR_WORDS.has(token.text);
		this.#needsTypeScript ||=
			((last.text === 'namespace' || last.text === 'module') && isNamed && second.text !== 'declare') ||
			(last.text === 'using' && isNamed) ||
			(last.text === 'accessor' && (isNamed || token.kind === 'text' || token.text === '[')) ||
			// Sucrase would take the name for a use of an import.
			(token.text === '{' && last.text === 'type' && second.text === 'export') ||
			(token.text === '=' && (last.text === 'export' || importsByName(second, third)));
	}
}

/** `import a =`, `import type a =`. */
function importsByName(last: Token, second: Token): boolean {
	return last.text === 'import' || (last.text === 'type' && second.text === 'import');
}
