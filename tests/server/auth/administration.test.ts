import { describe, expect, test } from 'vitest';
import { listAccounts, listAuditEvents } from '../../../src/lib/server/auth/admin-views.ts';
import { audit } from '../../../src/lib/server/auth/audit.ts';
import { grantRole, grantRoleByEmail } from '../../../src/lib/server/auth/grant-role.ts';
import type { Services } from '../../../src/lib/server/services.ts';
import { databases, testServices } from '../../support/services.ts';
import { PASSWORD, signedUp, valueOf, whoIs } from './forms.ts';
import { deleteAccount } from '../../../src/lib/server/auth/account-data.ts';

async function adminOf(services: Services, email = 'root@example.org') {
	const signedIn = await signedUp(services, email);
	return { ...signedIn, account: valueOf(await grantRoleByEmail(services, email, 'admin')) };
}

const everybody = { text: '', role: null, page: 1 };
const newest = { action: null, before: null };

describe.each(databases)('an admin, on %s', (database) => {
	test('makes somebody an instructor, from the next request on, and it stays on record who did', async () => {
		const { services, clock } = await testServices(database);
		const admin = await adminOf(services);
		const ada = await signedUp(services);
		clock.advance(1);

		const granted = await grantRole(services, admin.account, ada.account.id, 'instructor');

		expect(granted).toMatchObject({ ok: true, value: { role: 'instructor' } });
		expect(await whoIs(services, ada)).toMatchObject({ role: 'instructor' });
		const { events } = await listAuditEvents(services, { action: 'role_granted', before: null });
		expect(events[0]).toMatchObject({
			actorId: admin.account.id,
			target: ada.account.id,
			targetName: 'Ada',
			detail: 'instructor'
		});
	});

	test('cannot leave the site without an admin, nor can the command', async () => {
		const { services } = await testServices(database);
		const admin = await adminOf(services);
		const refused = { ok: false, fault: { code: 'last_admin' } };

		expect(await grantRole(services, admin.account, admin.account.id, 'learner')).toEqual(refused);
		expect(await grantRoleByEmail(services, 'root@example.org', 'learner')).toEqual(refused);

		await adminOf(services, 'second@example.org');
		expect(await grantRole(services, admin.account, admin.account.id, 'learner')).toMatchObject({ ok: true });
	});

	test('is told when the account is gone', async () => {
		const { services } = await testServices(database);
		const admin = await adminOf(services);

		expect(await grantRole(services, admin.account, 'acc_nobody', 'instructor')).toEqual({
			ok: false,
			fault: { code: 'account_unknown' }
		});
	});

	test('finds accounts by a part of the address or name, in any case, and by role, page by page', async () => {
		const { services } = await testServices(database);
		const admin = await adminOf(services);
		for (let each = 0; each < 52; each++) await signedUp(services, `learner_${each}@example.org`);
		const texts = async (text: string) => (await listAccounts(services, { ...everybody, text })).total;

		expect(await texts('ROOT@')).toBe(1);
		expect(await texts('ada')).toBe(53);
		expect([await texts('_5'), await texts('%'), await texts('\\')]).toEqual([3, 0, 0]);
		expect((await listAccounts(services, { ...everybody, role: 'admin' })).accounts).toEqual([admin.account]);
		const second = await listAccounts(services, { ...everybody, page: 2 });
		expect([second.accounts.length, second.total, second.pagesCount]).toEqual([3, 53, 2]);
	});

	test('reads what was done, newest first, page by page, also while more is done, by action', async () => {
		const { services, clock } = await testServices(database);
		await signedUp(services);
		for (let each = 0; each < 150; each++) {
			if (each % 3 === 0) clock.advance(1);
			await audit(services, services.db, null, 'access_refused', `/studio/${each}`);
		}

		const first = await listAuditEvents(services, newest);
		await audit(services, services.db, null, 'access_refused', '/later');
		const second = await listAuditEvents(services, { action: null, before: first.next });

		const ids = [...first.events, ...second.events].map(({ id }) => id);
		expect([first.events.length, second.events.length, second.next]).toEqual([100, 51, null]);
		expect(new Set(ids).size).toBe(151);
		const made = await listAuditEvents(services, { action: 'account_created', before: null });
		expect(made.events).toMatchObject([{ actorName: 'Ada' }]);
	});

	test('still reads what an account did that is gone, without its name', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);
		await deleteAccount(services, ada.account, PASSWORD);

		const { events } = await listAuditEvents(services, { action: 'account_created', before: null });
		expect(events).toMatchObject([{ actorId: null, actorName: null }]);
	});
});
