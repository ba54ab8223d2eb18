import type { RequestFault } from '../../domain/request-fault.ts';
import { refuse } from '../../domain/result.ts';
import { escape, formAgain, plainPage } from './plain-page.ts';

/** What a response has to know of the request it refuses. */
export interface Asked {
	request: Request;
	url: URL;
	/** Asked by Kit's client for the data of a page. */
	isDataRequest: boolean;
}

const STATUS: Record<RequestFault['code'], number> = {
	sign_in_required: 401,
	not_allowed: 403,
	cross_site_request: 403,
	database_unavailable: 503
};

const TITLE: Record<RequestFault['code'], string> = {
	sign_in_required: 'Sign in first',
	not_allowed: 'Your account may not do this',
	cross_site_request: 'This request came from another site',
	database_unavailable: 'The database does not answer'
};

const DATABASE_RETRY_MS = 30_000;

/** Refuses in the way the asker reads: as JSON to a program, as a page to a person. */
export function refusal(asked: Asked, fault: RequestFault): Response {
	const headers = new Headers({ 'cache-control': 'no-store' });
	if ('retryAfterMs' in fault) headers.set('retry-after', String(Math.ceil(fault.retryAfterMs / 1000)));
	const status = STATUS[fault.code];
	if (asked.isDataRequest) return Response.json({ message: TITLE[fault.code] }, { status, headers });
	if (isFormOfScript(asked)) {
		// As Kit's forms read it: the page stays as it is, with all that was typed, and says what happened.
		return Response.json(
			{ type: 'error', status, error: { message: TITLE[fault.code] } },
			{ status, headers }
		);
	}
	if (!wantsPage(asked)) return Response.json(refuse(fault), { status, headers });
	const more = `<p><a href="/faults/${fault.code}">What this means and what to do</a></p>`;
	return page(status, headers, plainPage(TITLE[fault.code], more));
}

/** `fields` are those of the form that could not be handled; null when nothing was sent. */
export function databaseUnavailable(asked: Asked, fields: readonly [string, string][] | null): Response {
	const fault: RequestFault = { code: 'database_unavailable', retryAfterMs: DATABASE_RETRY_MS };
	if (!wantsPage(asked)) return refusal(asked, fault);

	const path = asked.url.pathname + asked.url.search;
	const kept = fields === null ? 'What you wrote is kept in this browser.' : 'What you typed is kept below.';
	const again = fields === null ? `<p><a href="${escape(path)}">Load again</a></p>` : formAgain(path, fields);
	const body = `<p>The site runs, but it cannot read or keep anything at the moment. ${kept}
Wait a minute, then try again. Who runs the site finds the reason in its log.</p>${again}`;
	const headers = new Headers({
		'cache-control': 'no-store',
		'retry-after': String(DATABASE_RETRY_MS / 1000)
	});
	return page(503, headers, plainPage(TITLE[fault.code], body));
}

/** To the sign-in page and back; a program gets the refusal itself. */
export function signInFirst(asked: Asked): Response {
	const location = `/sign-in?next=${encodeURIComponent(asked.url.pathname + asked.url.search)}`;
	if (asked.isDataRequest) return Response.json({ type: 'redirect', location });
	if (isFormOfScript(asked)) return Response.json({ type: 'redirect', status: 303, location });
	if (!wantsPage(asked)) return refusal(asked, { code: 'sign_in_required' });
	return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

function page(status: number, headers: Headers, html: string): Response {
	headers.set('content-type', 'text/html; charset=utf-8');
	headers.set(
		'content-security-policy',
		"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	);
	return new Response(html, { status, headers });
}

function isFormOfScript({ request }: Asked): boolean {
	return request.headers.get('x-sveltekit-action') === 'true';
}

function wantsPage(asked: Asked): boolean {
	if (asked.isDataRequest || isFormOfScript(asked) || asked.url.pathname.startsWith('/api/')) return false;
	return asked.request.headers.get('accept')?.includes('text/html') ?? false;
}
