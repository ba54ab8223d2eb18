/** An error of the script, as the interpreter reports it. */
export class LuaSyntaxError extends Error {}

export interface Token {
	kind: 'name' | 'number' | 'string' | 'sign' | 'end';
	text: string;
	value: number;
	line: number;
}

const KEYWORDS = new Set(
	'and break do else elseif end false for function if in local nil not or repeat return then true until while'.split(
		' '
	)
);
const SIGNS = '... == ~= <= >= .. + - * / % ^ # < > = ( ) { } [ ] ; : , .'.split(' ');
const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };

/** The words of a Lua 5.1 program (https://www.lua.org/manual/5.1/manual.html#2.1). */
export function tokensOf(source: string): Token[] {
	const tokens: Token[] = [];
	let at = 0;
	let line = 1;
	const push = (kind: Token['kind'], text: string, value = 0) => tokens.push({ kind, text, value, line });
	const match = (pattern: RegExp) => {
		pattern.lastIndex = at;
		return pattern.exec(source);
	};
	while (at < source.length) {
		const space = match(/[\s]+|--(?!\[=*\[)[^\n]*/y);
		const long = space ? null : match(/(--)?\[(=*)\[/y);
		if (space) {
			line += space[0].split('\n').length - 1;
			at += space[0].length;
		} else if (long) {
			const close = `]${long[2]}]`;
			const end = source.indexOf(close, at);
			if (end < 0) throw new LuaSyntaxError(`user_script:${line}: unfinished long string near '<eof>'`);
			const text = source.slice(at + long[0].length, end);
			if (!long[1]) push('string', text.replace(/^\r?\n/, ''));
			line += text.split('\n').length - 1;
			at = end + close.length;
		} else {
			const word = match(/[A-Za-z_]\w*/y);
			const number = word ? null : match(/0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y);
			const sign = SIGNS.find((one) => source.startsWith(one, at));
			if (word) push(KEYWORDS.has(word[0]) ? 'sign' : 'name', word[0]);
			else if (number) push('number', number[0], Number(number[0]));
			else if (source[at] === '"' || source[at] === "'") {
				const [text, end] = quoted(source, at, line);
				push('string', text);
				at = end;
				continue;
			} else if (sign) push('sign', sign);
			else throw new LuaSyntaxError(`user_script:${line}: unexpected symbol near '${source[at]}'`);
			at += (word ?? number)?.[0].length ?? sign?.length ?? 1;
		}
	}
	push('end', '<eof>');
	return tokens;
}

function quoted(source: string, start: number, line: number): [string, number] {
	let text = '';
	for (let at = start + 1; at < source.length; at++) {
		const sign = source[at] ?? '';
		if (sign === source[start]) return [text, at + 1];
		if (sign === '\n') break;
		if (sign !== '\\') {
			text += sign;
			continue;
		}
		const code = /^\d{1,3}/.exec(source.slice(at + 1, at + 4));
		if (code) {
			text += String.fromCharCode(Number(code[0]));
			at += code[0].length;
		} else {
			const next = source[++at] ?? '';
			text += ESCAPES[next] ?? next;
		}
	}
	throw new LuaSyntaxError(
		`user_script:${line}: unfinished string near '${source.slice(start, start + 20)}'`
	);
}
