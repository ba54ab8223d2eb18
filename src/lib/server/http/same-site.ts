const CHANGES_NOTHING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that may change something comes from a page of another site. Browsers say so in
 * one of two headers, whatever the content type; what sends neither is no browser and has no cookies
 * that it did not ask for.
 */
export function isCrossSite(request: Request, origin: string): boolean {
	if (CHANGES_NOTHING.has(request.method)) return false;
	const fetchSite = request.headers.get('sec-fetch-site');
	if (fetchSite !== null) return fetchSite !== 'same-origin';
	const from = request.headers.get('origin');
	return from !== null && from !== origin;
}
