import { error, fail, redirect } from '@sveltejs/kit';
import { claimFirstAdmin, isFirstAdminLinkUsable } from '#lib/server/auth/first-admin.ts';
import { signInHere, statusOf, STATUS, textIn, visitorOf } from '../../form-fields.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	// The address is a secret until it has been used.
	setHeaders({ 'cache-control': 'no-store' });
	if (await isFirstAdminLinkUsable(locals.services, params.token)) return {};
	error(
		STATUS.setup_link_invalid,
		'This set-up link no longer works. Each start of the server prints a new one while nobody is admin.'
	);
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request } = event;
		const form = await request.formData();
		const values = { email: textIn(form, 'email'), displayName: textIn(form, 'displayName') };

		const claimed = await claimFirstAdmin(
			locals.services,
			params.token,
			{ ...values, password: textIn(form, 'password') },
			visitorOf(event)
		);
		if (!claimed.ok) return fail(statusOf(event, claimed.fault), { fault: claimed.fault, values });
		signInHere(event, claimed.value);
		redirect(303, '/account');
	}
};
