import { fieldOf, type Fields } from './wire.ts';

/** The directives of Cache-Control (RFC 9111, §5.2; RFC 5861), by name in lower case. Of one named twice the first counts (§4.2.1). */
export class CacheControl {
	readonly #directives = new Map<string, string>();

	constructor(fields: Fields) {
		const text = fieldOf(fields, 'cache-control') ?? '';
		for (const [, name = '', quoted, plain = ''] of text.matchAll(DIRECTIVE)) {
			const key = name.toLowerCase();
			if (!this.#directives.has(key)) this.#directives.set(key, quoted ?? plain);
		}
	}

	has(name: string): boolean {
		return this.#directives.has(name);
	}

	/** There, and without a value. */
	isBare(name: string): boolean {
		return this.#directives.get(name) === '';
	}

	/** Null when it is not there; 0 when it is no number, for what is not understood is stale (§4.2.1). */
	seconds(name: string): number | null {
		const value = this.#directives.get(name);
		if (value === undefined) return null;
		return /^\d+$/.test(value) ? Number(value) : 0;
	}
}

const DIRECTIVE = /([!#$%&'*+\-.^_`|~\w]+)(?:=(?:"([^"]*)"|([^\s,;]*)))?/g;
