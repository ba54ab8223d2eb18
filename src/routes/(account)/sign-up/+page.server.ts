import { fail, redirect } from '@sveltejs/kit';
import { signOut, signUp } from '#lib/server/auth/accounts.ts';
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
		const values = { email: textIn(form, 'email'), displayName: textIn(form, 'displayName') };

		const signedUp = await signUp(
			locals.services,
			{ ...values, password: textIn(form, 'password') },
			visitorOf(event)
		);
		if (!signedUp.ok) return fail(statusOf(event, signedUp.fault), { fault: signedUp.fault, values });

		if (locals.account && locals.sessionId) await signOut(locals.services, locals.account, locals.sessionId);
		signInHere(event, signedUp.value);
		redirect(303, nextPath(url.searchParams.get('next')));
	}
};
