import { describe, expect, test } from 'vitest';
import { databaseUnavailable, refusal, signInFirst } from '../../../src/lib/server/http/refusals.ts';
import { isCrossSite } from '../../../src/lib/server/http/same-site.ts';
import { addSecurityHeaders } from '../../../src/lib/server/http/security-headers.ts';
import { copyOfForm, sentFields } from '../../../src/lib/server/http/sent-fields.ts';

const ORIGIN = 'https://learn.example.org';

describe('a request from another site', () => {
	const CONTENT_TYPES = [
		'text/plain',
		'application/json',
		'application/x-www-form-urlencoded',
		'multipart/form-data',
		null
	];
	const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'];
	const FOREIGN: Record<string, string>[] = [
		{ 'sec-fetch-site': 'cross-site' },
		{ 'sec-fetch-site': 'same-site' },
		{ 'sec-fetch-site': 'none' },
		{ origin: 'https://evil.example' },
		{ origin: 'null' },
		{ origin: 'http://learn.example.org' },
		{ 'sec-fetch-site': 'cross-site', origin: ORIGIN }
	];

	test('is recognised by every method that changes something, whatever its content type', () => {
		const missed = METHODS.flatMap((method) =>
			CONTENT_TYPES.flatMap((type) =>
				FOREIGN.filter(
					(headers) =>
						!isCrossSite(asked('/', { method, headers: { ...headers, ...typeHeader(type) } }).request, ORIGIN)
				)
			)
		);

		expect(missed).toEqual([]);
	});

	test('may read, as any link does', () => {
		expect(isCrossSite(asked('/', { headers: { 'sec-fetch-site': 'cross-site' } }).request, ORIGIN)).toBe(
			false
		);
	});

	test('is not a request of our own pages, nor of a program without either header', () => {
		const ours: Record<string, string>[] = [{ 'sec-fetch-site': 'same-origin' }, { origin: ORIGIN }, {}];

		expect(
			ours.map((headers) => isCrossSite(asked('/', { method: 'POST', headers }).request, ORIGIN))
		).toEqual([false, false, false]);
	});
});

describe('a refusal', () => {
	test('is a page for a person and JSON for a program', async () => {
		const page = refusal(asked('/series', html), { code: 'cross_site_request' });
		const json = refusal(asked('/api/drafts'), { code: 'sign_in_required' });

		expect([page.status, page.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
		expect(await page.text()).toContain('href="/faults/cross_site_request"');
		expect([json.status, await json.json()]).toEqual([
			401,
			{ ok: false, fault: { code: 'sign_in_required' } }
		]);
	});

	test('to someone not signed in leads to the door and back', async () => {
		const page = signInFirst(asked('/account?x=1', html));
		const data = signInFirst({ ...asked('/account'), isDataRequest: true });
		const form = signInFirst(
			asked('/account', { method: 'POST', headers: { 'x-sveltekit-action': 'true' } })
		);

		expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in?next=%2Faccount%3Fx%3D1']);
		expect(await data.json()).toEqual({ type: 'redirect', location: '/sign-in?next=%2Faccount' });
		expect(await form.json()).toEqual({
			type: 'redirect',
			status: 303,
			location: '/sign-in?next=%2Faccount'
		});
		expect(signInFirst(asked('/api/drafts', html)).status).toBe(401);
	});
});

describe('while the database is down', () => {
	test('a form comes back with everything that was typed, but no password', async () => {
		const typed = new URLSearchParams({
			email: 'ada@example.org"><script>',
			code: 'const a = 1;\nconst b = "</textarea>";',
			currentPassword: 'a walk by the river'
		});
		const sent = asked('/sign-in?next=%2F', { method: 'POST', body: typed, headers: html.headers });

		const response = databaseUnavailable(sent, await sentFields(copyOfForm(sent.request)));
		const page = await response.text();

		expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30']);
		expect(page).toContain('action="/sign-in?next=%2F"');
		expect(page).toContain('name="email" value="ada@example.org&#34;&#62;&#60;script&#62;"');
		expect(page).toContain('const b = &#34;&#60;/textarea&#62;&#34;;</textarea>');
		expect(page).toContain('type="password" name="currentPassword"');
		expect(page).not.toContain('a walk by the river');
	});

	test('a page says what to do, and its scripts hear it in their own way', async () => {
		expect(await databaseUnavailable(asked('/progress', html), null).text()).toContain(
			'href="/progress">Load again'
		);
		expect(await databaseUnavailable(asked('/api/drafts'), null).json()).toEqual({
			ok: false,
			fault: { code: 'database_unavailable', retryAfterMs: 30_000 }
		});
		expect(
			await databaseUnavailable(
				asked('/sign-in', { method: 'POST', headers: { 'x-sveltekit-action': 'true' } }),
				null
			).json()
		).toMatchObject({ type: 'error', status: 503 });
	});
});

describe('every response', () => {
	test('carries the headers that keep it in its place, and HSTS only over https', () => {
		const [secure, plain] = [new Headers(), new Headers()];
		addSecurityHeaders(secure, { isSecure: true });
		addSecurityHeaders(plain, { isSecure: false });

		expect(Object.fromEntries(secure)).toMatchObject({
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'strict-origin-when-cross-origin',
			'cross-origin-opener-policy': 'same-origin',
			'permissions-policy': expect.stringContaining('camera=()'),
			'strict-transport-security': 'max-age=31536000; includeSubDomains'
		});
		expect(plain.has('strict-transport-security')).toBe(false);
	});
});

const html = { headers: { accept: 'text/html,application/xhtml+xml' } };

function asked(path: string, init: RequestInit = {}) {
	const url = new URL(path, ORIGIN);
	return { request: new Request(url, init), url, isDataRequest: false };
}

function typeHeader(type: string | null): Record<string, string> {
	return type === null ? {} : { 'content-type': type };
}
