import { isDatabaseUnavailable } from '#lib/server/db/errors.ts';
import { ping } from '#lib/server/db/database.ts';
import type { RequestHandler } from './$types';

/** Whether requests would succeed: a proxy asks this before it sends any. */
export const GET: RequestHandler = async ({ locals }) => {
	const headers = { 'cache-control': 'no-store' };
	try {
		await ping(locals.services.db);
	} catch (error) {
		if (!isDatabaseUnavailable(error)) throw error;
		return new Response('the database does not answer\n', { status: 503, headers });
	}
	return new Response('ok\n', { headers });
};
