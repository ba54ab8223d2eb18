import { redirect } from '@sveltejs/kit';
import { signOut } from '#lib/server/auth/accounts.ts';
import type { RequestHandler } from './$types';

/** Ends this session on the server, so that a copy of the cookie is worth nothing either. */
export const POST: RequestHandler = async ({ cookies, locals }) => {
	if (locals.account && locals.sessionId) {
		const blank = await signOut(locals.services, locals.account, locals.sessionId);
		cookies.set(blank.name, blank.value, blank.attributes);
	}
	redirect(303, '/');
};

/** Somebody typed the address. A link must not be able to sign anyone out. */
export const GET: RequestHandler = ({ locals }) => redirect(303, locals.account ? '/account' : '/');
