/**
 * `url.parse`, as Node had it before the web's URL: it takes parts of an address, too, as servers find
 * them in a request. For whole addresses it agrees with Node where both agree with the standard.
 */
export interface LegacyUrl {
	protocol: string | null;
	slashes: boolean | null;
	auth: string | null;
	host: string | null;
	port: string | null;
	hostname: string | null;
	hash: string | null;
	search: string | null;
	query: string | Record<string, string | string[]> | null;
	pathname: string | null;
	path: string | null;
	href: string;
}

/** Protocol, authority after `//`, path, query, fragment: the expression of RFC 3986, appendix B. */
const PARTS = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/s;
const WITH_SLASHES = /^(?:https?|ftp|file|wss?)$/;

export function parseLegacyUrl(
	text: string,
	queryOf: ((query: string) => Record<string, string | string[]>) | null,
	takesHost: boolean
): LegacyUrl {
	const [, scheme, authority, path = '', search = null, hash = null] = PARTS.exec(text.trim()) ?? [];
	const hasHost = authority !== undefined && (scheme !== undefined || takesHost);
	const protocol = scheme === undefined ? null : `${scheme.toLowerCase()}:`;
	const { auth, host, hostname, port } = hasHost ? authorityOf(authority) : NOWHERE;
	const isOfServer = hasHost && scheme !== undefined && WITH_SLASHES.test(scheme.toLowerCase());
	const written = authority !== undefined && !hasHost ? `//${authority}${path}` : path;
	const pathname = written === '' ? (isOfServer ? '/' : null) : escaped(written);
	const query = search === null ? null : escaped(search.slice(1));
	const shownSearch = query === null ? null : `?${query}`;
	const shownHash = hash === null ? null : escaped(hash);
	const wholePath = pathname === null && !shownSearch ? null : `${pathname ?? ''}${shownSearch ?? ''}`;
	return {
		protocol,
		slashes: hasHost ? true : null,
		auth,
		host,
		port,
		hostname,
		hash: shownHash,
		search: shownSearch,
		query: queryOf ? queryOf(query ?? '') : query,
		pathname,
		path: wholePath,
		href: `${protocol ?? ''}${hasHost ? '//' : ''}${auth === null ? '' : `${encodeURIComponent(auth).replace('%3A', ':')}@`}${host ?? ''}${pathname ?? ''}${shownSearch ?? ''}${shownHash ?? ''}`
	};
}

const NOWHERE = { auth: null, host: null, hostname: null, port: null };

function authorityOf(authority: string) {
	const at = authority.lastIndexOf('@');
	const auth = at < 0 ? null : decodeURIComponent(authority.slice(0, at));
	const [, name = '', port = null] = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority.slice(at + 1)) ?? [];
	const hostname = name.replace(/^\[(.*)\]$/, '$1').toLowerCase();
	const shown = name.startsWith('[') ? `[${hostname}]` : hostname;
	return { auth, host: port ? `${shown}:${port}` : shown, hostname, port: port || null };
}

/** What Node escapes of its own accord. */
function escaped(text: string): string {
	return text.replace(/[\t\n\r "'<>\\^`{|}]/g, (character) =>
		character === '\\' ? '/' : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
	);
}
