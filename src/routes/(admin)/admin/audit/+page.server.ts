import { listAuditEvents } from '#lib/server/auth/admin-views.ts';
import { AUDITED_ACTIONS } from '#lib/server/db/audit-events.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { services } }) => {
	const action = AUDITED_ACTIONS.find((each) => each === url.searchParams.get('action')) ?? null;
	const before = url.searchParams.get('before');
	return { ...(await listAuditEvents(services, { action, before })), action, actions: AUDITED_ACTIONS };
};
