import { parseLegacyUrl, type LegacyUrl } from '../legacy-url.ts';
import { invalidArgument, notHere, withCode } from '../node-errors.ts';
import type { LabModule } from './lab-module.ts';
import { parse as parseQuery } from './node-querystring.ts';

/** `node:url`: the classes of the web, files as URLs on POSIX, and the old functions as far as they agree with the classes. */
function fileURLToPath(url: string | URL): string {
	const { protocol, hostname, pathname } = typeof url === 'string' ? new URL(url) : url;
	if (protocol !== 'file:')
		throw withCode(new TypeError('The URL must be of scheme file'), 'ERR_INVALID_URL_SCHEME');
	if (hostname !== '')
		throw withCode(
			new TypeError('File URL host must be "localhost" or empty on linux'),
			'ERR_INVALID_FILE_URL_HOST'
		);
	if (/%2f/i.test(pathname))
		throw withCode(
			new TypeError('File URL path must not include encoded / characters'),
			'ERR_INVALID_FILE_URL_PATH'
		);
	return decodeURIComponent(pathname);
}

function pathToFileURL(path: string): URL {
	const url = new URL('file:///');
	const whole = path.startsWith('/') ? path : `/${path}`;
	url.pathname = whole.replaceAll('%', '%25').replaceAll('\\', '%5C').replaceAll('\n', '%0A');
	return url;
}

function urlToHttpOptions(url: URL): Record<string, unknown> {
	const { protocol, hostname, hash, search, pathname, href, port, username, password } = url;
	return {
		protocol,
		hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
		hash,
		search,
		pathname,
		path: `${pathname}${search}`,
		href,
		...(port === '' ? {} : { port: Number(port) }),
		...(username === '' && password === ''
			? {}
			: { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` })
	};
}

interface FormatOptions {
	auth?: boolean;
	fragment?: boolean;
	search?: boolean;
	unicode?: boolean;
}

function format(
	url: string | URL,
	{ auth = true, fragment = true, search = true }: FormatOptions = {}
): string {
	if (typeof url !== 'string' && !(url instanceof URL))
		throw invalidArgument('url', 'of type string or an instance of URL', url);
	const copy = new URL(url);
	if (!auth) copy.username = copy.password = '';
	if (!fragment) copy.hash = '';
	if (!search) copy.search = '';
	return copy.href;
}

/** A base that is no whole URL stays one that is not. */
function resolve(from: string, to: string): string {
	const base = new URL(from, 'resolve://');
	const resolved = new URL(to, base);
	return resolved.protocol === 'resolve:'
		? `${resolved.pathname}${resolved.search}${resolved.hash}`
		: resolved.href;
}

function hostOf(domain: string): string {
	return URL.parse(`http://${domain}`)?.hostname ?? '';
}

/** @param takesQuery whether `query` is an object, as `node:querystring` reads it. */
function parse(text: string, takesQuery = false, takesHost = false): LegacyUrl {
	if (typeof text !== 'string') throw invalidArgument('url', 'of type string', text);
	return parseLegacyUrl(text, takesQuery ? parseQuery : null, takesHost);
}

const exports = {
	URL,
	URLSearchParams,
	fileURLToPath,
	pathToFileURL,
	urlToHttpOptions,
	format,
	resolve,
	domainToASCII: hostOf,
	parse,
	domainToUnicode: () => notHere('url.domainToUnicode')
};

export const nodeUrl: LabModule = { names: ['node:url', 'url'], exports };
