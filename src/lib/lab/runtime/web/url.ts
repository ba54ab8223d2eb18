import 'core-js/modules/web.url.js';
import 'core-js/modules/web.url.can-parse.js';
import 'core-js/modules/web.url.parse.js';
import 'core-js/modules/web.url.to-json.js';
import 'core-js/modules/web.url-search-params.js';
import 'core-js/modules/web.url-search-params.delete.js';
import 'core-js/modules/web.url-search-params.has.js';
import 'core-js/modules/web.url-search-params.size.js';
import { defineGlobal } from '../host.ts';

/**
 * `URL` and `URLSearchParams` (WHATWG URL Standard) are core-js's, which keeps to the standard's own
 * tests. Only these modules of it are loaded; the store it leaves on the global object goes again.
 */
export function installUrl(): void {
	Reflect.deleteProperty(globalThis, '__core-js_shared__');
	defineGlobal('URL', NodeUrl);
	Object.defineProperty(NodeUrl, 'name', { value: 'URL' });
}

const StandardUrl = URL;

/** With the error that Node gives. */
class NodeUrl extends StandardUrl {
	constructor(url: string, base?: string | URL) {
		try {
			super(url, base);
		} catch (error) {
			if (!(error instanceof TypeError)) throw error;
			const invalid = new TypeError('Invalid URL');
			throw Object.assign(invalid, {
				code: 'ERR_INVALID_URL',
				input: String(url),
				...(base === undefined ? {} : { base: String(base) })
			});
		}
	}

	static override parse(url: string, base?: string | URL): URL | null {
		try {
			return new NodeUrl(url, base);
		} catch {
			return null;
		}
	}
}
