import { describe, expect, test } from 'vitest';
import { endOtherSessions, endSession, listSessions } from '../../../src/lib/server/auth/own-sessions.ts';
import { forgetPassed } from '../../../src/lib/server/auth/housekeeping.ts';
import { signIn, signOut } from '../../../src/lib/server/auth/accounts.ts';
import { accountIn, databases, testServices } from '../../support/services.ts';
import { adasForm, signedUp, valueOf, visitorAt, whoIs } from './forms.ts';

const DAY_MS = 86_400_000;

describe.each(databases)('a session, on %s', (database) => {
	test('is a cookie of 200 random bits that only its browser and our site can use', async () => {
		const { services } = await testServices(database, { config: { isSecure: true } });
		const account = await accountIn(services);

		const { cookie } = await services.sessions.start(account.id, null);

		expect(cookie).toEqual({
			name: '__Host-session',
			value: expect.stringMatching(/^[a-z2-7]{40}$/),
			attributes: { path: '/', httpOnly: true, secure: true, sameSite: 'lax', maxAge: 14 * 86_400 }
		});
	});

	test('has a plain name on http, where browsers refuse the other', async () => {
		const { services } = await testServices(database, { config: { isSecure: false } });
		const account = await accountIn(services);

		const { cookie } = await services.sessions.start(account.id, null);

		expect(cookie).toMatchObject({ name: 'session', attributes: { secure: false, httpOnly: true } });
	});

	test('cannot be had from a copy of the database', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);

		const rows = await services.db.selectFrom('session').selectAll().execute();

		expect(JSON.stringify(rows)).not.toContain(ada.cookie.value);
		for (const stolen of [rows[0]?.token_hash ?? '', rows[0]?.id ?? '']) {
			expect(await services.sessions.find(stolen)).toBeNull();
		}
	});

	test.each(['', ' ', 'x'.repeat(100_000), '%E0%A4%A', "' or 1=1", 'a'.repeat(40)])(
		'is not what somebody made up: %j',
		async (token) => {
			const { services } = await testServices(database);

			expect(await services.sessions.find(token)).toBeNull();
		}
	);

	test('ends after fourteen days without a visit', async () => {
		const { services, clock } = await testServices(database);
		const ada = await signedUp(services);

		clock.advance(14 * DAY_MS - 1_000);
		expect(await whoIs(services, ada)).toMatchObject({ displayName: 'Ada' });

		clock.advance(14 * DAY_MS + 1_000);
		expect(await whoIs(services, ada)).toBeNull();
		expect(await services.db.selectFrom('session').selectAll().execute()).toEqual([]);
	});

	test('is prolonged by visits, and sends the cookie again only then', async () => {
		const { services, clock } = await testServices(database);
		const ada = await signedUp(services);

		clock.advance(DAY_MS);
		expect(await services.sessions.find(ada.cookie.value)).toMatchObject({ cookie: null });
		clock.advance(7 * DAY_MS);
		expect(await services.sessions.find(ada.cookie.value)).toMatchObject({
			cookie: { value: ada.cookie.value }
		});
		expect(await services.sessions.find(ada.cookie.value)).toMatchObject({ cookie: null });
		clock.advance(13 * DAY_MS);
		expect(await whoIs(services, ada)).not.toBeNull();
	});

	test('ends after ninety days however busy', async () => {
		const { services, clock } = await testServices(database);
		const ada = await signedUp(services);

		for (let day = 0; day < 89; day++) {
			clock.advance(DAY_MS);
			expect(await whoIs(services, ada)).not.toBeNull();
		}
		clock.advance(DAY_MS);

		expect(await whoIs(services, ada)).toBeNull();
	});

	test('says when it was last seen, to the quarter of an hour', async () => {
		const { services, clock } = await testServices(database);
		const ada = await signedUp(services);

		clock.advance(20 * 60_000);
		await whoIs(services, ada);

		expect(await listSessions(services, ada.account)).toMatchObject([{ lastSeenAt: clock.now() }]);
	});

	test('ends at once when its account is suspended', async () => {
		const { services, clock } = await testServices(database);
		const ada = await signedUp(services);

		await services.db.updateTable('account').set({ suspended_at: clock.now().getTime() }).execute();

		expect(await whoIs(services, ada)).toBeNull();
		await services.db.updateTable('account').set({ suspended_at: null }).execute();
		expect(await whoIs(services, ada)).toBeNull();
	});

	test('sees a new role with the next request', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);

		await services.db.updateTable('account').set({ role: 'instructor' }).execute();

		expect(await whoIs(services, ada)).toMatchObject({ role: 'instructor' });
	});

	test('is over for every copy of its cookie after signing out', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);

		const blank = await signOut(services, ada.account, ada.sessionId);

		expect(blank).toMatchObject({ value: '', attributes: { maxAge: 0 } });
		expect(await whoIs(services, ada)).toBeNull();
	});

	test('can be ended by its owner, not by others', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);
		const bob = await signedUp(services, 'bob@example.org');

		expect(await endSession(services, bob.account, ada.sessionId)).toEqual({
			ok: false,
			fault: { code: 'session_unknown' }
		});
		expect(await whoIs(services, ada)).not.toBeNull();
		expect(await endSession(services, ada.account, ada.sessionId)).toEqual({ ok: true, value: null });
		expect(await whoIs(services, ada)).toBeNull();
		expect(await whoIs(services, bob)).not.toBeNull();
	});

	test('is listed with its device, and all others can be ended from one', async () => {
		const { services, clock } = await testServices(database);
		const desk = await signedUp(services);
		clock.advance(60_000);
		const phone = valueOf(await signIn(services, adasForm, { ...visitorAt(2), userAgent: 'Phone/1.0' }));

		const listed = await listSessions(services, desk.account);
		const endedCount = await endOtherSessions(services, desk.account, desk.sessionId);

		expect(listed.map(({ id, userAgent }) => ({ id, userAgent }))).toEqual([
			{ id: phone.sessionId, userAgent: 'Phone/1.0' },
			{ id: desk.sessionId, userAgent: visitorAt().userAgent }
		]);
		expect(endedCount).toBe(1);
		expect([await whoIs(services, desk), await whoIs(services, phone)]).toEqual([desk.account, null]);
	});

	test('is forgotten when it has run out, and what still runs is not', async () => {
		const { services, clock } = await testServices(database);
		await signedUp(services);
		clock.advance(10 * DAY_MS);
		const bob = await signedUp(services, 'bob@example.org');

		clock.advance(5 * DAY_MS);
		await forgetPassed(services);

		expect(await services.db.selectFrom('session').select('id').execute()).toEqual([{ id: bob.sessionId }]);
	});
});
