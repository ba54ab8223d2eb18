import { describe, expect, test } from 'vitest';
import { changePassword, changeProfile, signIn, signUp } from '../../../src/lib/server/auth/accounts.ts';
import { grantRoleByEmail } from '../../../src/lib/server/auth/grant-role.ts';
import { createPasswords } from '../../../src/lib/server/auth/passwords.ts';
import type { Services } from '../../../src/lib/server/services.ts';
import { accountIn, databases, testServices } from '../../support/services.ts';
import { adasForm, PASSWORD, signedUp, valueOf, visitorAt, whoIs } from './forms.ts';

describe.each(databases)('signing up, on %s', (database) => {
	test('makes a learner and signs them in', async () => {
		const { services, clock } = await testServices(database);

		const ada = valueOf(await signUp(services, adasForm, visitorAt()));

		expect(await whoIs(services, ada)).toEqual({
			id: expect.stringMatching(/^acc_[0-9a-f]{32}$/),
			email: 'ada@example.org',
			displayName: 'Ada',
			role: 'learner',
			createdAt: clock.now()
		});
	});

	test('makes one account of fifty sign-ups with one address in different letters', async () => {
		const { services } = await testServices(database);
		const spellings = ['ada@example.org', 'ADA@Example.ORG', ' Ada@example.org ', 'ａｄａ@example.org'];

		const answers = await Promise.all(
			Array.from({ length: 50 }, (_, index) =>
				signUp(services, { ...adasForm, email: spellings[index % 4] ?? '' }, visitorAt(index))
			)
		);

		expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
		expect(answers.filter((answer) => !answer.ok && answer.fault.code === 'sign_up_refused')).toHaveLength(
			49
		);
		expect(await services.db.selectFrom('account').select('id').execute()).toHaveLength(1);
	});

	test('does the same hashing for an address that is taken', async () => {
		const { services } = await testServices(database);
		const works = countingWorks(services);
		await signUp(services, adasForm, visitorAt());
		const worksOfNew = works.splice(0);

		await signUp(services, { ...adasForm, password: 'another long sentence' }, visitorAt());

		expect(works).toEqual(worksOfNew);
	});

	test.each([
		[{ email: 'no address' }, 'email_invalid'],
		[{ email: `${'a'.repeat(250)}@x.org` }, 'email_invalid'],
		[{ email: 'a\0@x.org' }, 'email_invalid'],
		[{ email: 'ada@localhost' }, 'email_invalid'],
		[{ displayName: '   ' }, 'display_name_invalid'],
		[{ displayName: 'A'.repeat(81) }, 'display_name_invalid'],
		[{ displayName: 'A\u202eda' }, 'display_name_invalid'],
		[{ displayName: 'A\ud800' }, 'display_name_invalid'],
		[{ password: 'short' }, 'password_too_short'],
		[{ password: 'password123' }, 'password_common']
	])('refuses %j as %s', async (wrong, code) => {
		const { services } = await testServices(database);

		const refused = await signUp(services, { ...adasForm, ...wrong }, visitorAt());

		expect(refused).toMatchObject({ ok: false, fault: { code } });
		expect(await services.db.selectFrom('account').selectAll().execute()).toEqual([]);
	});

	test('takes nothing from a form but what it asks for', async () => {
		const { services } = await testServices(database);
		const forged = { ...adasForm, role: 'admin', id: 'acc_mine', suspended_at: null };

		const ada = valueOf(await signUp(services, forged, visitorAt()));

		expect(ada.account).toMatchObject({ role: 'learner' });
		expect(ada.account.id).not.toBe('acc_mine');
	});

	test('is throttled by address, with the moment to try again', async () => {
		const { services, clock } = await testServices(database);
		const tryAgain = () => signUp(services, adasForm, visitorAt());
		for (let count = 0; count < 20; count++) await tryAgain();

		const refused = await tryAgain();

		expect(refused).toEqual({ ok: false, fault: { code: 'too_many_tries', retryAfterMs: 180_000 } });
		expect(await signUp(services, { ...adasForm, email: 'eve@example.org' }, visitorAt(2))).toMatchObject({
			ok: true
		});
		clock.advance(180_000);
		expect(await tryAgain()).toMatchObject({ ok: false, fault: { code: 'sign_up_refused' } });
	});
});

describe.each(databases)('signing in, on %s', (database) => {
	test('knows the address in any letters, and gives a new session each time', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);

		const again = valueOf(await signIn(services, { ...adasForm, email: ' ADA@example.org' }, visitorAt()));

		expect(again.account).toEqual(ada.account);
		expect(again.cookie.value).not.toBe(ada.cookie.value);
	});

	test('answers alike, after the same work, for a wrong password, an unknown address and a suspended account', async () => {
		const { services, clock } = await testServices(database);
		await signedUp(services);
		await signedUp(services, 'bob@example.org');
		await services.db
			.updateTable('account')
			.set({ suspended_at: clock.now().getTime() })
			.where('email', '=', 'bob@example.org')
			.execute();
		const works = countingWorks(services);

		const answers = [];
		for (const form of [
			{ ...adasForm, password: 'a walk by the lake' },
			{ ...adasForm, email: 'nobody@example.org' },
			{ ...adasForm, email: 'bob@example.org' }
		]) {
			answers.push({ answer: await signIn(services, form, visitorAt()), works: works.splice(0) });
		}

		const alike = { answer: { ok: false, fault: { code: 'sign_in_refused' } }, works: ['verify'] };
		expect(answers).toEqual([alike, alike, alike]);
	});

	test('replaces a hash that was made with weaker parameters', async () => {
		const { services } = await testServices(database);
		// Ten years ago somebody thought that 64 KiB were enough.
		const weak = '$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21l$';
		const account = await accountIn(services, { email: adasForm.email });
		const { argon2Sync } = await import('node:crypto');
		const hash = argon2Sync('argon2id', {
			message: PASSWORD,
			nonce: 'somesaltsome',
			parallelism: 1,
			tagLength: 32,
			memory: 64,
			passes: 1
		});
		const stored = weak + hash.toString('base64').replace(/=+$/, '');
		await services.db.updateTable('account').set({ password_hash: stored }).execute();

		const signedIn = await signIn(services, adasForm, visitorAt());

		expect(signedIn).toMatchObject({ ok: true, value: { account: { id: account.id } } });
		const { password_hash: replaced } = await services.db
			.selectFrom('account')
			.select('password_hash')
			.executeTakeFirstOrThrow();
		expect(replaced).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		expect(await signIn(services, adasForm, visitorAt())).toMatchObject({ ok: true });
	});

	test('lets ten guesses through in a burst, however concurrent', async () => {
		const { services } = await testServices(database);
		await signedUp(services);

		const answers = await Promise.all(
			Array.from({ length: 40 }, (_, guess) =>
				signIn(services, { ...adasForm, password: `guess ${guess}` }, visitorAt())
			)
		);

		expect(codesOf(answers).filter((code) => code === 'sign_in_refused')).toHaveLength(10);
		expect(codesOf(answers).filter((code) => code === 'too_many_tries')).toHaveLength(30);
	});

	test('does not lock the owner out because somebody else guesses', async () => {
		const { services } = await testServices(database);
		await signedUp(services);
		for (let guess = 0; guess < 12; guess++) {
			await signIn(services, { ...adasForm, password: `guess ${guess}` }, visitorAt(66));
		}

		expect(await signIn(services, adasForm, visitorAt(66))).toMatchObject({
			fault: { code: 'too_many_tries' }
		});
		expect(await signIn(services, adasForm, visitorAt(7))).toMatchObject({ ok: true });
	});

	test('throttles an unknown address like a known one', async () => {
		const { services } = await testServices(database);
		const form = { email: 'nobody@example.org', password: 'x' };
		const answers = [];
		for (let guess = 0; guess < 11; guess++) answers.push(await signIn(services, form, visitorAt()));

		expect(codesOf(answers)).toEqual([
			...Array.from({ length: 10 }, () => 'sign_in_refused'),
			'too_many_tries'
		]);
	});

	test('keeps on record who was refused, without the address that was typed', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);
		await signIn(services, { ...adasForm, password: 'wrong' }, visitorAt());
		await signIn(services, { email: 'nobody@example.org', password: 'wrong' }, visitorAt());

		const events = await services.db.selectFrom('audit_event').selectAll().execute();

		expect(events.map(({ action, actor_id }) => [action, actor_id]).toSorted()).toEqual(
			[
				['account_created', ada.account.id],
				['sign_in_refused', null],
				['sign_in_refused', ada.account.id]
			].toSorted()
		);
		expect(JSON.stringify(events)).not.toContain('example.org');
	});
});

describe.each(databases)('an account, on %s', (database) => {
	test('changes its password only with the current one', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);
		const next = 'a swim in the lake';
		const change = (currentPassword: string, newPassword: string) =>
			changePassword(
				services,
				ada.account,
				{ currentPassword, newPassword, endsOtherSessions: false },
				{ ...visitorAt(), sessionId: ada.sessionId }
			);

		expect(await change('not it', next)).toEqual({ ok: false, fault: { code: 'password_wrong' } });
		expect(await change(PASSWORD, 'password123')).toEqual({ ok: false, fault: { code: 'password_common' } });
		expect(await change(PASSWORD, next)).toMatchObject({ ok: true });

		expect(await signIn(services, adasForm, visitorAt())).toMatchObject({ ok: false });
		expect(await signIn(services, { ...adasForm, password: next }, visitorAt())).toMatchObject({ ok: true });
	});

	test.each([
		[true, 'ends'],
		[false, 'keeps']
	])('gets a new session with a new password; asked %s, that %s the others', async (endsOtherSessions) => {
		const { services } = await testServices(database);
		const desk = await signedUp(services);
		const phone = valueOf(await signIn(services, adasForm, visitorAt()));

		const renewed = valueOf(
			await changePassword(
				services,
				desk.account,
				{ currentPassword: PASSWORD, newPassword: 'a swim in the lake', endsOtherSessions },
				{ ...visitorAt(), sessionId: desk.sessionId }
			)
		);

		expect(await whoIs(services, renewed)).not.toBeNull();
		expect(await whoIs(services, desk)).toBeNull();
		expect((await whoIs(services, phone)) === null).toBe(endsOtherSessions);
	});

	test('is asked for its password ten times in a quarter of an hour, not more', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);
		const answers = [];
		for (let guess = 0; guess < 11; guess++) {
			answers.push(
				await changePassword(
					services,
					ada.account,
					{ currentPassword: `guess ${guess}`, newPassword: 'a swim in the lake', endsOtherSessions: true },
					{ ...visitorAt(), sessionId: ada.sessionId }
				)
			);
		}

		expect(codesOf(answers).slice(-2)).toEqual(['password_wrong', 'too_many_tries']);
	});

	test('changes its name', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);

		expect(await changeProfile(services, ada.account, { displayName: ' Ada L. ' })).toMatchObject({
			ok: true
		});
		expect(await changeProfile(services, ada.account, { displayName: '' })).toMatchObject({
			fault: { code: 'display_name_invalid' }
		});
		expect(await whoIs(services, ada)).toMatchObject({ displayName: 'Ada L.' });
	});

	test('gets a role from the command line, on record', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);

		expect(await grantRoleByEmail(services, 'nobody@example.org', 'admin')).toMatchObject({ ok: false });
		expect(await grantRoleByEmail(services, 'ADA@example.org', 'instructor')).toMatchObject({ ok: true });

		expect(await whoIs(services, ada)).toMatchObject({ role: 'instructor' });
		expect(
			await services.db
				.selectFrom('audit_event')
				.select(['action', 'target'])
				.where('action', '=', 'role_granted')
				.execute()
		).toEqual([{ action: 'role_granted', target: ada.account.id }]);
	});
});

function codesOf(answers: { ok: boolean; fault?: { code: string } }[]): (string | undefined)[] {
	return answers.map((answer) => answer.fault?.code);
}

/** Lists the costly work that is done from now on, which it leaves to the real thing. */
function countingWorks(services: Services): string[] {
	const works: string[] = [];
	const real = createPasswords();
	services.passwords = {
		hash: (password) => (works.push('hash'), real.hash(password)),
		verify: (password, stored) => (works.push('verify'), real.verify(password, stored))
	};
	return works;
}
