import { notInThisModel, SqlError } from './sql-error.ts';

/** A word is in lower case unless it was quoted. */
export interface Token {
	kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol';
	text: string;
	start: number;
	end: number;
}

const SPACE = /(?:\s+|--[^\n]*)+/y;
const WORD = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)/y;
const QUOTED = /"(?:[^"]|"")*"/y;
const STRING = /'(?:[^']|'')*'/y;
const ESCAPED = /[eE]'(?:[^'\\]|''|\\[\s\S])*'/y;
const DOLLAR = /\$([A-Za-z_]*)\$[\s\S]*?\$\1\$/y;

/** The server's scanner, as far as telling statements apart needs it. */
export function tokensOf(text: string): Token[] {
	const tokens: Token[] = [];
	let at = 0;
	const match = (pattern: RegExp): string | null => {
		pattern.lastIndex = at;
		return pattern.exec(text)?.[0] ?? null;
	};
	const push = (kind: Token['kind'], raw: string, value: string) => {
		tokens.push({ kind, text: value, start: at, end: at + raw.length });
		at += raw.length;
	};
	while (at < text.length) {
		const space = match(SPACE);
		if (space !== null) {
			at += space.length;
			continue;
		}
		if (text.startsWith('/*', at)) {
			at = afterComment(text, at);
			continue;
		}
		const string = match(ESCAPED) ?? match(STRING);
		if (string !== null) {
			push('string', string, string.slice(string.indexOf("'") + 1, -1).replaceAll("''", "'"));
			continue;
		}
		const dollar = match(DOLLAR);
		if (dollar !== null) {
			const mark = dollar.indexOf('$', 1) + 1;
			push('string', dollar, dollar.slice(mark, -mark));
			continue;
		}
		const word = match(WORD);
		if (word !== null) {
			push('word', word, word.toLowerCase());
			continue;
		}
		const quoted = match(QUOTED);
		if (quoted !== null) {
			push('quoted', quoted, quoted.slice(1, -1).replaceAll('""', '"'));
			continue;
		}
		const number = match(NUMBER);
		if (number !== null) {
			push('number', number, number);
			refuseJunk(text, at, number);
			continue;
		}
		const symbol = text[at] ?? '';
		if (symbol === "'" || symbol === '"') {
			throw new SqlError('42601', `unterminated quoted ${symbol === "'" ? 'string' : 'identifier'}`);
		}
		push('symbol', symbol, symbol);
	}
	return tokens;
}

/** Comments of the standard nest. */
function afterComment(text: string, start: number): number {
	let depth = 0;
	for (let at = start; at < text.length; at++) {
		if (text.startsWith('/*', at)) {
			depth++;
			at++;
		} else if (text.startsWith('*/', at)) {
			depth--;
			at++;
			if (depth === 0) return at + 1;
		}
	}
	throw new SqlError('42601', 'unterminated /* comment');
}

/** The parser behind this reads `1e3` as 1 named "e3"; better no answer than that one. */
function refuseJunk(text: string, at: number, number: string): void {
	const next = text[at] ?? '';
	if (/[eE]/.test(next) && /[0-9+-]/.test(text[at + 1] ?? '')) {
		throw notInThisModel(`the exponent after ${number}`);
	}
	if (/[A-Za-z_]/.test(next)) {
		throw new SqlError('42601', `trailing junk after numeric literal at or near "${number}${next}"`);
	}
}
