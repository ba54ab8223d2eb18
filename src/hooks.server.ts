import { EventEmitter } from 'node:events';
import type { Handle, HandleServerError, RequestEvent, ServerInit } from '@sveltejs/kit';
import type { Migration } from 'kysely/migration';
import { building, dev } from '$app/environment';
import { assert } from '#lib/domain/assert.ts';
import { audit } from '#lib/server/auth/audit.ts';
import { accessTo, policyOf } from '#lib/server/auth/policy.ts';
import { catalogFrom } from '#lib/server/catalog/catalog.ts';
import { configFrom } from '#lib/server/config.ts';
import { isDatabaseUnavailable } from '#lib/server/db/errors.ts';
import { databaseUnavailable, refusal, signInFirst } from '#lib/server/http/refusals.ts';
import { isCrossSite } from '#lib/server/http/same-site.ts';
import { addSecurityHeaders } from '#lib/server/http/security-headers.ts';
import { copyOfForm, sentFields } from '#lib/server/http/sent-fields.ts';
import { newId } from '#lib/server/services.ts';
import { startSite, startWork, type Site } from '#lib/server/start.ts';

const migrationByPath = import.meta.glob<Migration>('/migrations/*.ts', { eager: true });

const contentByPath = import.meta.glob<string>('/content/series/**/*.{svx,yaml}', {
	eager: true,
	query: '?raw',
	import: 'default'
});

/** The one thing that lives as long as the process; everything else is reached through `event.locals`. */
let site: Site | null = null;

/** Requests during which the database failed; their page was rendered without it. */
const withoutDatabase = new WeakSet<App.Locals>();

export const init: ServerInit = async () => {
	// A build only renders; it must not make a database.
	if (building) return;

	const shutdown: EventEmitter = process;
	// In development a changed file loads this module again, and the site before it makes room.
	if (dev) shutdown.emit(SHUTDOWN);
	const started = await startSite(configFrom(), migrations(), { catalog: catalogFrom(contentByPath) });
	site = started;
	shutdown.once(SHUTDOWN, async () => {
		shutdown.removeAllListeners(EXERCISES_CHANGED);
		await started.stop();
		if (!dev) process.exit(0);
	});
	await startWork(started.services);
	if (dev)
		shutdown.on(EXERCISES_CHANGED, (reload: () => void) => void startWork(started.services).then(reload));
};

/** What the development server emits when a file of an exercise was saved; see vite.config.ts. */
const EXERCISES_CHANGED = 'hotpath:exercises-changed';

/** What adapter-node and src/cli/serve.ts emit when no request is left. */
const SHUTDOWN = 'sveltekit:shutdown';

export const handle: Handle = async ({ event, resolve }) => {
	if (building) return resolve(event);
	assert(site, 'a request comes after init');
	const { services } = site;
	const startedAt = performance.now();
	Object.assign(event.locals, { services, account: null, sessionId: null, requestId: newId('req') });

	const answered = await answer(event, async () => resolve(event));
	const response = new Response(answered.body, answered);
	addSecurityHeaders(response.headers, services.config);
	response.headers.set('x-request-id', event.locals.requestId);
	if (event.locals.account) response.headers.set('cache-control', 'private, no-store');

	services.log.info({
		requestId: event.locals.requestId,
		method: event.request.method,
		route: event.route.id,
		status: response.status,
		durationMs: Math.round(performance.now() - startedAt),
		accountId: event.locals.account?.id
	});
	return response;
};

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	// A wrong address, a body too large: the message says it, and nothing of ours is broken.
	if (status < 500) return { message };

	const { requestId, services } = event.locals;
	if (isDatabaseUnavailable(error)) withoutDatabase.add(event.locals);
	services?.log.error({ requestId, route: event.route.id, err: error }, 'a request failed');
	return { message: `Something of ours broke. In the log it is ${requestId}.`, requestId };
};

async function answer(event: RequestEvent, resolve: () => Promise<Response>): Promise<Response> {
	const { request, url, locals } = event;
	if (isCrossSite(request, url.origin)) return refusal(event, { code: 'cross_site_request' });

	const form = copyOfForm(request);
	try {
		await identify(event);
		const refused = await refuseAccess(event);
		if (refused) return refused;
	} catch (error) {
		if (!isDatabaseUnavailable(error)) throw error;
		locals.services.log.error({ requestId: locals.requestId, err: error }, 'the database does not answer');
		return databaseUnavailable(event, await sentFields(form));
	}

	const response = await resolve();
	if (!withoutDatabase.has(locals)) return response;
	return databaseUnavailable(event, await sentFields(form));
}

/** A cookie that signs nobody in is taken out of the browser. */
async function identify({ cookies, locals }: RequestEvent): Promise<void> {
	const { sessions } = locals.services;
	const token = cookies.get(sessions.cookieName);
	if (token === undefined) return;

	const signedIn = await sessions.find(token);
	locals.account = signedIn?.account ?? null;
	locals.sessionId = signedIn?.sessionId ?? null;
	const cookie = signedIn ? signedIn.cookie : sessions.blankCookie();
	if (cookie) cookies.set(cookie.name, cookie.value, cookie.attributes);
}

/** Null when the request may go on. An address without a route is Kit's to answer. */
async function refuseAccess(event: RequestEvent): Promise<Response | null> {
	const { route, locals } = event;
	if (route.id === null) return null;

	switch (accessTo(policyOf(route.id), locals.account)) {
		case 'allowed':
			return null;
		case 'sign_in_required':
			return signInFirst(event);
		case 'not_allowed':
			await audit(
				locals.services,
				locals.services.db,
				locals.account?.id ?? null,
				'access_refused',
				route.id
			);
			return refusal(event, { code: 'not_allowed' });
	}
}

function migrations(): Record<string, Migration> {
	const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1, -'.ts'.length);
	return Object.fromEntries(
		Object.entries(migrationByPath).map(([path, migration]) => [nameOf(path), migration])
	);
}
