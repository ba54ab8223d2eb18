/**
 * Where to go after signing in: a path of this site, or the given one. `//evil.example`,
 * `/\evil.example` and everything else that a browser reads as another site is not a path of ours.
 */
export function nextPath(wanted: string | null, otherwise = '/progress'): string {
	if (wanted === null || wanted.length > 2_000 || !/^\/(?![/\\])/.test(wanted) || /[\p{Cc}\\]/u.test(wanted))
		return otherwise;
	const url = URL.parse(wanted, 'http://here.invalid');
	// Without its dots a path may begin with two slashes after all: `/.//evil.example`.
	if (url === null || url.host !== 'here.invalid' || url.pathname.startsWith('//')) return otherwise;
	return url.pathname + url.search + url.hash;
}
