import { CalculationError, tokenize, type Token } from './tokens.ts';

type Scope = Map<string, number>;

const BINARY: Record<string, { power: number; isRight?: boolean; apply: (a: number, b: number) => number }> =
	{
		'+': { power: 1, apply: (a, b) => a + b },
		'-': { power: 1, apply: (a, b) => a - b },
		'*': { power: 2, apply: (a, b) => a * b },
		'/': { power: 2, apply: (a, b) => a / b },
		'^': { power: 4, isRight: true, apply: (a, b) => a ** b }
	};
const NEGATION_POWER = 3;

const FUNCTIONS: Record<string, (...args: number[]) => number> = {
	max: (...args) => Math.max(...args),
	min: (...args) => Math.min(...args),
	sqrt: (x = Number.NaN) => Math.sqrt(x),
	sum: (...args) => args.reduce((a, b) => a + b, 0)
};

/** Remembers what was assigned: `x = 3`, then `x * 2`. */
export class Calculator {
	readonly #scope: Scope = new Map([['pi', Math.PI]]);

	evaluate(text: string): number {
		const reader = new Reader([...tokenize(text)], this.#scope);
		const value = reader.statement();
		reader.end();
		return value;
	}
}

class Reader {
	readonly #tokens: readonly Token[];
	readonly #scope: Scope;
	#next = 0;

	constructor(tokens: readonly Token[], scope: Scope) {
		this.#tokens = tokens;
		this.#scope = scope;
	}

	statement(): number {
		const [first, second] = this.#tokens;
		if (first?.kind !== 'name' || second?.kind !== 'symbol' || second.symbol !== '=')
			return this.#expression(0);
		this.#next = 2;
		const value = this.#expression(0);
		this.#scope.set(first.name, value);
		return value;
	}

	end(): void {
		if (this.#next < this.#tokens.length) throw new CalculationError('expected an operator', this.#at());
	}

	#expression(minimum: number): number {
		let left = this.#prefix();
		for (;;) {
			const token = this.#tokens[this.#next];
			const operator =
				token?.kind === 'symbol' && Object.hasOwn(BINARY, token.symbol) ? BINARY[token.symbol] : undefined;
			if (!operator || operator.power <= minimum) return left;
			this.#next += 1;
			left = operator.apply(left, this.#expression(operator.power));
		}
	}

	#prefix(): number {
		const token = this.#tokens[this.#next++];
		if (token?.kind === 'number') return token.value;
		if (token?.kind === 'name')
			return this.#take('(') ? this.#call(token.name, token.at) : this.#variable(token.name, token.at);
		if (token?.kind === 'symbol' && token.symbol === '-') return -this.#expression(NEGATION_POWER);
		if (token?.kind === 'symbol' && token.symbol === '(') {
			const value = this.#expression(0);
			this.#demand(')');
			return value;
		}
		throw new CalculationError('expected a value', token?.at ?? this.#at());
	}

	#variable(name: string, at: number): number {
		const value = this.#scope.get(name);
		if (value === undefined) throw new CalculationError(`${name} has no value`, at);
		return value;
	}

	#call(name: string, at: number): number {
		const work = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
		if (!work) throw new CalculationError(`there is no ${name}()`, at);
		const args: number[] = [];
		if (this.#take(')')) return work();
		do args.push(this.#expression(0));
		while (this.#take(','));
		this.#demand(')');
		return work(...args);
	}

	#take(symbol: string): boolean {
		const token = this.#tokens[this.#next];
		const isThere = token?.kind === 'symbol' && token.symbol === symbol;
		if (isThere) this.#next += 1;
		return isThere;
	}

	#demand(symbol: string): void {
		if (!this.#take(symbol)) throw new CalculationError(`expected ${symbol}`, this.#at());
	}

	#at(): number {
		return this.#tokens[this.#next]?.at ?? (this.#tokens.at(-1)?.at ?? -1) + 1;
	}
}
