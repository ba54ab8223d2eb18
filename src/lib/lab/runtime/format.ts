import { inspected } from './inspect.ts';
import { numberText } from './inspect-text.ts';
import { toJson } from './host.ts';

/** Fills the places of a first string, as Node's `util.format` and the console do; says how many values it used. */
export function filled(
	template: string,
	values: readonly unknown[],
	options: object = {}
): { text: string; usedCount: number } {
	let usedCount = 0;
	const text = template.replace(/%[sdifjoOc%]/g, (whole: string) => {
		if (whole === '%%') return values.length > 0 ? '%' : whole;
		if (usedCount >= values.length) return whole;
		return placed(whole.charAt(1), values[usedCount++], options);
	});
	return { text, usedCount };
}

function placed(kind: string, value: unknown, options: object): string {
	switch (kind) {
		case 's':
			return asText(value, options);
		case 'd':
			return typeof value === 'symbol'
				? 'NaN'
				: typeof value === 'bigint'
					? `${value}n`
					: numberText(Number(value));
		case 'i':
			return typeof value === 'symbol'
				? 'NaN'
				: typeof value === 'bigint'
					? `${value}n`
					: numberText(Number.parseInt(String(value)));
		case 'f':
			return typeof value === 'symbol' ? 'NaN' : numberText(Number.parseFloat(String(value)));
		case 'j':
			return asJson(value);
		case 'o':
			return inspected(value, { ...options, showHidden: true, depth: 4 });
		case 'O':
			return inspected(value, options);
		default:
			return '';
	}
}

function asText(value: unknown, options: object): string {
	if (typeof value === 'number') return numberText(value);
	if (typeof value === 'bigint') return `${value}n`;
	if (typeof value !== 'object' || value === null || hasOwnText(value)) return String(value);
	return inspected(value, { ...options, compact: 3, colors: false, depth: 0 });
}

/** A `toString` of a program's own, or of its class. */
function hasOwnText(value: object): boolean {
	if (value instanceof Error || value instanceof Date)
		return value instanceof Date ? false : hasOwnTextBelow(value, Error.prototype);
	return hasOwnTextBelow(value, Object.prototype);
}

function hasOwnTextBelow(value: object, end: object): boolean {
	let layer: object | null = value;
	while (layer !== null && layer !== end) {
		if (Object.hasOwn(layer, 'toString') || Object.hasOwn(layer, Symbol.toPrimitive))
			return !isBuiltIn(layer);
		layer = Object.getPrototypeOf(layer);
	}
	return false;
}

const BUILT_IN = new Set<object>(
	[
		Object,
		Array,
		Function,
		Map,
		Set,
		Promise,
		RegExp,
		Date,
		Error,
		Number,
		String,
		Boolean,
		Symbol,
		BigInt
	].map(({ prototype }) => prototype)
);

function isBuiltIn(layer: object): boolean {
	return BUILT_IN.has(layer) || layer === Object.getPrototypeOf(Uint8Array.prototype);
}

function asJson(value: unknown): string {
	try {
		return String(toJson(value));
	} catch (error) {
		if (error instanceof TypeError && /circular/i.test(error.message)) return '[Circular]';
		throw error;
	}
}

/** `util.format`. */
export function formatWithOptions(options: object, ...values: unknown[]): string {
	const [first, ...rest] = values;
	if (typeof first !== 'string') return values.map((value) => shown(value, options)).join(' ');
	if (rest.length === 0) return first;
	const { text, usedCount } = filled(first, rest, options);
	return [text, ...rest.slice(usedCount).map((value) => shown(value, options))].join(' ');
}

function shown(value: unknown, options: object): string {
	return typeof value === 'string' ? value : inspected(value, options);
}
