import { LuaSyntaxError, tokensOf, type Token } from './lexer.ts';
import type { Expression, Statement } from './syntax.ts';

const PRIORITY: Record<string, [left: number, right: number]> = {
	or: [1, 1],
	and: [2, 2],
	'<': [3, 3],
	'>': [3, 3],
	'<=': [3, 3],
	'>=': [3, 3],
	'~=': [3, 3],
	'==': [3, 3],
	'..': [5, 4],
	'+': [6, 6],
	'-': [6, 6],
	'*': [7, 7],
	'/': [7, 7],
	'%': [7, 7],
	'^': [10, 9]
};
const UNARY_PRIORITY = 8;

export function parseLua(source: string): Statement[] {
	const parser = new Parser(tokensOf(source));
	const body = parser.block();
	parser.expect('<eof>');
	return body;
}

class Parser {
	readonly #tokens: Token[];
	#at = 0;

	constructor(tokens: Token[]) {
		this.#tokens = tokens;
	}

	get #token(): Token {
		return this.#tokens[this.#at] ?? { kind: 'end', text: '<eof>', value: 0, line: 0 };
	}

	#is(text: string): boolean {
		return this.#token.text === text && (this.#token.kind === 'sign' || this.#token.kind === 'end');
	}

	#accept(text: string): boolean {
		if (!this.#is(text)) return false;
		this.#at++;
		return true;
	}

	expect(text: string): void {
		if (!this.#accept(text)) this.#fail(`'${text}' expected`);
	}

	#fail(what: string): never {
		throw new LuaSyntaxError(`user_script:${this.#token.line}: ${what} near '${this.#token.text}'`);
	}

	#name(): string {
		if (this.#token.kind !== 'name') this.#fail('<name> expected');
		const { text } = this.#token;
		this.#at++;
		return text;
	}

	block(): Statement[] {
		const body: Statement[] = [];
		while (!['end', 'else', 'elseif', 'until', '<eof>'].some((word) => this.#is(word))) {
			if (this.#accept('return')) {
				const isBare = ['end', 'else', 'elseif', 'until', '<eof>', ';'].some((word) => this.#is(word));
				body.push({ kind: 'return', values: isBare ? [] : this.#expressions() });
				this.#accept(';');
				break;
			}
			body.push(this.#statement());
			this.#accept(';');
		}
		return body;
	}

	#closed(): Statement[] {
		const body = this.block();
		this.expect('end');
		return body;
	}

	#statement(): Statement {
		if (this.#accept('break')) return { kind: 'break' };
		if (this.#accept('do')) return { kind: 'do', body: this.#closed() };
		if (this.#accept('while')) {
			const condition = this.#expression();
			this.expect('do');
			return { kind: 'while', condition, body: this.#closed() };
		}
		if (this.#accept('repeat')) {
			const body = this.block();
			this.expect('until');
			return { kind: 'repeat', body, condition: this.#expression() };
		}
		if (this.#accept('if')) return this.#if();
		if (this.#accept('for')) return this.#for();
		if (this.#accept('function')) return this.#functionStatement();
		if (this.#accept('local')) return this.#local();
		const first = this.#suffixed();
		if (!this.#is('=') && !this.#is(',')) {
			if (first.kind !== 'call') this.#fail("'=' expected");
			return { kind: 'expression', call: first };
		}
		const targets = [first];
		while (this.#accept(',')) targets.push(this.#suffixed());
		this.expect('=');
		return { kind: 'assign', targets, values: this.#expressions() };
	}

	#if(): Statement {
		const arms: { condition: Expression | null; body: Statement[] }[] = [];
		do {
			const condition = this.#expression();
			this.expect('then');
			arms.push({ condition, body: this.block() });
		} while (this.#accept('elseif'));
		if (this.#accept('else')) arms.push({ condition: null, body: this.block() });
		this.expect('end');
		return { kind: 'if', arms };
	}

	#for(): Statement {
		const names = [this.#name()];
		if (this.#accept('=')) {
			const range = this.#expressions();
			this.expect('do');
			return { kind: 'for', name: names[0] ?? '', range, body: this.#closed() };
		}
		while (this.#accept(',')) names.push(this.#name());
		this.expect('in');
		const values = this.#expressions();
		this.expect('do');
		return { kind: 'for-in', names, values, body: this.#closed() };
	}

	#functionStatement(): Statement {
		const { line } = this.#token;
		let target: Expression = { kind: 'name', name: this.#name() };
		while (this.#accept('.')) {
			target = { kind: 'index', object: target, key: { kind: 'constant', value: this.#name() }, line };
		}
		return { kind: 'assign', targets: [target], values: [this.#functionBody()] };
	}

	#local(): Statement {
		if (this.#accept('function'))
			return { kind: 'local-function', name: this.#name(), value: this.#functionBody() };
		const names = [this.#name()];
		while (this.#accept(',')) names.push(this.#name());
		return { kind: 'local', names, values: this.#accept('=') ? this.#expressions() : [] };
	}

	#functionBody(): Expression {
		const parameters: string[] = [];
		let isVariadic = false;
		this.expect('(');
		while (!this.#accept(')')) {
			if (this.#accept('...')) isVariadic = true;
			else parameters.push(this.#name());
			if (!this.#is(')')) this.expect(',');
		}
		return { kind: 'function', parameters, isVariadic, body: this.#closed() };
	}

	#expressions(): Expression[] {
		const list = [this.#expression()];
		while (this.#accept(',')) list.push(this.#expression());
		return list;
	}

	#expression(limit = 0): Expression {
		const { line, text, kind } = this.#token;
		let left: Expression;
		if (kind === 'sign' && ['not', '-', '#'].includes(text)) {
			this.#at++;
			left = { kind: 'unary', operator: text, operand: this.#expression(UNARY_PRIORITY), line };
		} else left = this.#simple();
		for (;;) {
			const operator = this.#token;
			const priority = operator.kind === 'sign' ? PRIORITY[operator.text] : undefined;
			if (!priority || priority[0] <= limit) return left;
			this.#at++;
			left = {
				kind: 'binary',
				operator: operator.text,
				left,
				right: this.#expression(priority[1]),
				line: operator.line
			};
		}
	}

	#simple(): Expression {
		const { kind, text, value } = this.#token;
		if (kind === 'number' || kind === 'string') {
			this.#at++;
			return { kind: 'constant', value: kind === 'number' ? value : text };
		}
		if (this.#accept('nil')) return { kind: 'constant', value: null };
		if (this.#accept('true')) return { kind: 'constant', value: true };
		if (this.#accept('false')) return { kind: 'constant', value: false };
		if (this.#accept('...')) return { kind: 'varargs' };
		if (this.#accept('function')) return this.#functionBody();
		return this.#is('{') ? this.#table() : this.#suffixed();
	}

	#table(): Expression {
		const fields: { key: Expression | null; value: Expression }[] = [];
		this.expect('{');
		while (!this.#accept('}')) {
			let key: Expression | null = null;
			if (this.#accept('[')) {
				key = this.#expression();
				this.expect(']');
				this.expect('=');
			} else if (this.#token.kind === 'name' && this.#tokens[this.#at + 1]?.text === '=') {
				key = { kind: 'constant', value: this.#name() };
				this.expect('=');
			}
			fields.push({ key, value: this.#expression() });
			if (!this.#accept(',') && !this.#accept(';') && !this.#is('}')) this.#fail("'}' expected");
		}
		return { kind: 'table', fields };
	}

	#suffixed(): Expression {
		let base: Expression;
		if (this.#accept('(')) {
			base = { kind: 'single', inner: this.#expression() };
			this.expect(')');
		} else if (this.#token.kind === 'name') base = { kind: 'name', name: this.#name() };
		else this.#fail('unexpected symbol');
		for (;;) {
			const { line, kind } = this.#token;
			if (this.#accept('.'))
				base = { kind: 'index', object: base, key: { kind: 'constant', value: this.#name() }, line };
			else if (this.#accept('[')) {
				base = { kind: 'index', object: base, key: this.#expression(), line };
				this.expect(']');
			} else if (this.#accept(':'))
				base = { kind: 'call', callee: base, method: this.#name(), args: this.#args(), line };
			else if (this.#is('(') || this.#is('{') || kind === 'string') {
				base = { kind: 'call', callee: base, method: null, args: this.#args(), line };
			} else return base;
		}
	}

	#args(): Expression[] {
		if (this.#token.kind === 'string' || this.#is('{')) return [this.#simple()];
		this.expect('(');
		if (this.#accept(')')) return [];
		const args = this.#expressions();
		this.expect(')');
		return args;
	}
}
