import querystring from 'querystring-es3';
import type { LabModule } from './lab-module.ts';

/** `node:querystring`, from `querystring-es3`. */
const members = {
	parse: querystring.parse,
	decode: querystring.parse,
	stringify: querystring.stringify,
	encode: querystring.stringify,
	escape: encodeURIComponent,
	unescape(text: string): string {
		try {
			return decodeURIComponent(text);
		} catch {
			return unescaped(text);
		}
	}
};

/** What is no valid percent encoding stays as it is. */
function unescaped(text: string): string {
	return text.replace(/%[0-9a-f]{2}/gi, (pair) => String.fromCharCode(Number.parseInt(pair.slice(1), 16)));
}

export const nodeQuerystring: LabModule = { names: ['node:querystring', 'querystring'], exports: members };
