const SYMBOLS: readonly (readonly [string, number])[] = [
	['M', 1000],
	['CM', 900],
	['D', 500],
	['CD', 400],
	['C', 100],
	['XC', 90],
	['L', 50],
	['XL', 40],
	['X', 10],
	['IX', 9],
	['V', 5],
	['IV', 4],
	['I', 1]
];

export function toRoman(value: number): string {
	if (!Number.isInteger(value) || value < 1 || value > 3999)
		throw new RangeError(`${value} has no Roman numeral`);
	let rest = value;
	let text = '';
	for (const [symbol, worth] of SYMBOLS) {
		while (rest >= worth) {
			text += symbol;
			rest -= worth;
		}
	}
	return text;
}

export function fromRoman(text: string): number {
	let at = 0;
	let value = 0;
	for (const [symbol, worth] of SYMBOLS) {
		while (text.startsWith(symbol, at)) {
			value += worth;
			at += symbol.length;
		}
	}
	if (at < text.length || text === '') throw new SyntaxError(`${text} is not a Roman numeral`);
	return value;
}
