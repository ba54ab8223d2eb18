export type Token =
	| { kind: 'number'; value: number; at: number }
	| { kind: 'name'; name: string; at: number }
	| { kind: 'symbol'; symbol: string; at: number };

export class CalculationError extends Error {
	override name = 'CalculationError';
	readonly at: number;

	constructor(message: string, at: number) {
		super(`${message} (at ${at})`);
		this.at = at;
	}
}

const PATTERN = /\s*(?:(?<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?)|(?<name>[a-z_]\w*)|(?<symbol>[-+*/^(),=]))/iy;

export function* tokenize(text: string): Generator<Token> {
	PATTERN.lastIndex = 0;
	const end = text.trimEnd().length;
	let at = 0;
	while (at < end) {
		PATTERN.lastIndex = at;
		const match = PATTERN.exec(text);
		if (!match?.groups)
			throw new CalculationError(`unexpected ${JSON.stringify(text.slice(at).trimStart().charAt(0))}`, at);
		const { number, name, symbol } = match.groups;
		if (number !== undefined) yield { kind: 'number', value: Number(number), at };
		else if (name !== undefined) yield { kind: 'name', name, at };
		else if (symbol !== undefined) yield { kind: 'symbol', symbol, at };
		at = PATTERN.lastIndex;
	}
}
