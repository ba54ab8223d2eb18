import { fail, redirect } from '@sveltejs/kit';
import { signIn, signOut } from '#lib/server/auth/accounts.ts';
import { nextPath } from '#lib/server/http/next-path.ts';
import { signInHere, statusOf, textIn, visitorOf } from '../form-fields.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const next = nextPath(url.searchParams.get('next'));
	if (locals.account) redirect(303, next);
	return { next };
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, request, url } = event;
		const form = await request.formData();
		const email = textIn(form, 'email');

		const signedIn = await signIn(
			locals.services,
			{ email, password: textIn(form, 'password') },
			visitorOf(event)
		);
		if (!signedIn.ok) return fail(statusOf(event, signedIn.fault), { fault: signedIn.fault, email });

		// The session this browser had before, if any, has no owner at it any more.
		if (locals.account && locals.sessionId) await signOut(locals.services, locals.account, locals.sessionId);
		signInHere(event, signedIn.value);
		redirect(303, nextPath(url.searchParams.get('next')));
	}
};
