import type { LabModule } from './lab-module.ts';

/**
 * `node:querystring`. Its own code: the packages that stand for it throw on a `%` that begins no
 * character, where Node leaves it as it is.
 */
type Decode = (text: string) => string;

const PAIRS_MAX = 1_000;

function unescape(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
			Buffer.from(run.replaceAll('%', ''), 'hex').toString()
		);
	}
}

function escape(value: unknown): string {
	return encodeURIComponent(String(value));
}

export function parse(
	text: unknown,
	separator?: string | null,
	equals?: string | null,
	options?: { maxKeys?: number; decodeURIComponent?: Decode } | null
): Record<string, string | string[]> {
	const found: Record<string, string | string[]> = Object.create(null);
	if (typeof text !== 'string' || text === '') return found;
	const { maxKeys = PAIRS_MAX, decodeURIComponent: own = unescape } = options ?? {};
	const decode = (part: string) => decodedBy(own, part.replaceAll('+', ' '));
	const pairs = text.split(separator || '&').filter(Boolean);
	for (const pair of maxKeys > 0 ? pairs.slice(0, maxKeys) : pairs) {
		const sign = equals || '=';
		const at = pair.indexOf(sign);
		const key = decode(at < 0 ? pair : pair.slice(0, at));
		const value = at < 0 ? '' : decode(pair.slice(at + sign.length));
		const before = found[key];
		found[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
	}
	return found;
}

function decodedBy(own: Decode, text: string): string {
	try {
		return own(text);
	} catch {
		return unescape(text);
	}
}

function stringify(
	values: unknown,
	separator?: string | null,
	equals?: string | null,
	options?: { encodeURIComponent?: Decode } | null
): string {
	if (typeof values !== 'object' || values === null) return '';
	const encode = options?.encodeURIComponent ?? escape;
	const pair = (key: string, value: unknown) => `${encode(key)}${equals || '='}${encode(primitive(value))}`;
	return Object.entries(values)
		.flatMap(([key, value]) =>
			Array.isArray(value) ? value.map((item: unknown) => pair(key, item)) : [pair(key, value)]
		)
		.join(separator || '&');
}

function primitive(value: unknown): string {
	if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
	return ['string', 'bigint', 'boolean'].includes(typeof value) ? String(value) : '';
}

export const nodeQuerystring: LabModule = {
	names: ['node:querystring', 'querystring'],
	exports: { parse, decode: parse, stringify, encode: stringify, escape, unescape }
};
