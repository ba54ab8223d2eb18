import { error, fail } from '@sveltejs/kit';
import { ROLES } from '#lib/domain/account.ts';
import { listAccounts } from '#lib/server/auth/admin-views.ts';
import { grantRole } from '#lib/server/auth/grant-role.ts';
import { statusOf, textIn } from '../../../(account)/form-fields.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { services } }) => {
	const text = (url.searchParams.get('q') ?? '').slice(0, 200);
	const role = ROLES.find((each) => each === url.searchParams.get('role')) ?? null;
	const page = Math.min(Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1), 1_000_000);
	return { ...(await listAccounts(services, { text, role, page })), text, role };
};

export const actions: Actions = {
	role: async (event) => {
		const { account: admin, services } = event.locals;
		const form = await event.request.formData();
		const accountId = textIn(form, 'accountId');
		const role = ROLES.find((each) => each === textIn(form, 'role'));
		// The policy of this route lets nobody else in, and its form offers no other role.
		if (!admin || !role) error(400, 'Choose a role from the list.');
		const granted = await grantRole(services, admin, accountId, role);
		if (!granted.ok)
			return fail(statusOf(event, granted.fault), { accountId, fault: granted.fault, done: null });
		const { displayName } = granted.value;
		return { accountId, fault: null, done: `${displayName} is ${role} now.` };
	}
};
