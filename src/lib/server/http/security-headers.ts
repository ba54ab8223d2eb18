/** What every response says besides the content security policy of pages, which Kit writes. */
export function addSecurityHeaders(headers: Headers, { isSecure }: { isSecure: boolean }): void {
	headers.set('x-content-type-options', 'nosniff');
	headers.set('referrer-policy', 'strict-origin-when-cross-origin');
	headers.set('cross-origin-opener-policy', 'same-origin');
	headers.set(
		'permissions-policy',
		'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()'
	);
	if (isSecure) headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
}
