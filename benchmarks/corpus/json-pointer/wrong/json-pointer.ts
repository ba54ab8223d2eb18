export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export class PointerError extends Error {
	override name = 'PointerError';
}

export function parsePointer(pointer: string): string[] {
	if (pointer === '') return [];
	if (!pointer.startsWith('/')) throw new PointerError(`a pointer begins with a slash: ${pointer}`);
	return pointer
		.slice(1)
		.split('/')
		.map((token) => {
			if (/~(?![01])/.test(token)) throw new PointerError(`a lone tilde in ${pointer}`);
			return token.replaceAll('~0', '~').replaceAll('~1', '/');
		});
}

export function formatPointer(tokens: readonly string[]): string {
	return tokens.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function get(document: Json, pointer: string): Json | undefined {
	return parsePointer(pointer).reduce<Json | undefined>(step, document);
}

/** A changed copy; what does not change is shared with the original. */
export function set(document: Json, pointer: string, value: Json): Json {
	return replaced(document, parsePointer(pointer), value);
}

function step(from: Json | undefined, token: string): Json | undefined {
	if (Array.isArray(from)) return isIndex(token) ? from[Number(token)] : undefined;
	if (isRecord(from)) return Object.hasOwn(from, token) ? from[token] : undefined;
	return undefined;
}

function replaced(document: Json | undefined, [token, ...rest]: string[], value: Json): Json {
	if (token === undefined) return value;
	if (Array.isArray(document)) {
		const index = token === '-' ? document.length : isIndex(token) ? Number(token) : -1;
		if (index < 0 || index > document.length) throw new PointerError(`no index ${token}`);
		return document.toSpliced(index, 1, replaced(document[index], rest, value));
	}
	if (!isRecord(document)) throw new PointerError(`nothing to step into at ${token}`);
	return { ...document, [token]: replaced(step(document, token), rest, value) };
}

function isIndex(token: string): boolean {
	return /^(0|[1-9]\d*)$/.test(token);
}

function isRecord(value: Json | undefined): value is { [key: string]: Json } {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
