import { describe, expect, test } from 'vitest';
import { signIn } from '../../../src/lib/server/auth/accounts.ts';
import {
	claimFirstAdmin,
	createFirstAdminLink,
	isFirstAdminLinkUsable
} from '../../../src/lib/server/auth/first-admin.ts';
import type { Services } from '../../../src/lib/server/services.ts';
import { accountIn, databases, testServices } from '../../support/services.ts';
import { adasForm, signedUp, valueOf, visitorAt, whoIs } from './forms.ts';

describe.each(databases)('the first admin, on %s', (database) => {
	test('is made by the link that the first start prints, and is signed in', async () => {
		const { services } = await testServices(database, { config: { origin: 'https://learn.example.org' } });

		const link = await createFirstAdminLink(services);
		const claimed = valueOf(await claimFirstAdmin(services, tokenOf(link), adasForm, visitorAt()));

		expect(link).toMatch(/^https:\/\/learn\.example\.org\/setup\/[A-Za-z0-9_-]{43}$/);
		expect(await whoIs(services, claimed)).toMatchObject({ role: 'admin', email: 'ada@example.org' });
		expect(await createFirstAdminLink(services)).toBeNull();
	});

	test('is nobody by default', async () => {
		const { services } = await testServices(database);
		await createFirstAdminLink(services);

		const guesses = await Promise.all(
			['admin', 'admin@example.org', 'root'].map((email) =>
				signIn(services, { email, password: 'admin' }, visitorAt())
			)
		);

		expect(guesses.map(({ ok }) => ok)).toEqual([false, false, false]);
		expect(await services.db.selectFrom('account').selectAll().execute()).toEqual([]);
	});

	test('is one, however many open the link at once', async () => {
		const { services } = await testServices(database);
		const token = await newToken(services);

		const claims = await Promise.all(
			Array.from({ length: 8 }, (_, index) =>
				claimFirstAdmin(
					services,
					token,
					{ ...adasForm, email: `admin${index}@example.org` },
					visitorAt(index)
				)
			)
		);

		expect(claims.filter(({ ok }) => ok)).toHaveLength(1);
		expect(claims.filter((claim) => !claim.ok && claim.fault.code === 'setup_link_invalid')).toHaveLength(7);
		expect(await services.db.selectFrom('account').select('role').execute()).toEqual([{ role: 'admin' }]);
	});

	test('needs the latest link, within a day', async () => {
		const { services, clock } = await testServices(database);
		const earlier = await newToken(services);
		const latest = await newToken(services);

		expect(await isFirstAdminLinkUsable(services, earlier)).toBe(false);
		expect(await isFirstAdminLinkUsable(services, latest)).toBe(true);
		clock.advance(24 * 60 * 60_000);
		expect(await isFirstAdminLinkUsable(services, latest)).toBe(false);
		expect(await claimFirstAdmin(services, latest, adasForm, visitorAt())).toEqual({
			ok: false,
			fault: { code: 'setup_link_invalid' }
		});
	});

	test('does not lose the link by a slip in the form or a taken address', async () => {
		const { services } = await testServices(database);
		await signedUp(services);
		const token = await newToken(services);

		const short = await claimFirstAdmin(services, token, { ...adasForm, password: 'x' }, visitorAt());
		const taken = await claimFirstAdmin(services, token, adasForm, visitorAt());

		expect(short).toMatchObject({ fault: { code: 'password_too_short' } });
		expect(taken).toMatchObject({ fault: { code: 'sign_up_refused' } });
		expect(await isFirstAdminLinkUsable(services, token)).toBe(true);
	});

	test('is not made by what is stored, nor by a token that somebody made up', async () => {
		const { services } = await testServices(database);
		await newToken(services);
		const { token_hash } = await services.db
			.selectFrom('account_token')
			.select('token_hash')
			.executeTakeFirstOrThrow();

		for (const token of [token_hash, '', 'A'.repeat(43), '../account']) {
			expect(await claimFirstAdmin(services, token, adasForm, visitorAt())).toMatchObject({ ok: false });
		}
	});

	test('is not asked for where an admin is', async () => {
		const { services } = await testServices(database);
		await accountIn(services, { role: 'admin' });

		expect(await createFirstAdminLink(services)).toBeNull();
		expect(await services.db.selectFrom('account_token').selectAll().execute()).toEqual([]);
	});
});

async function newToken(services: Services): Promise<string> {
	return tokenOf(await createFirstAdminLink(services));
}

function tokenOf(link: string | null): string {
	return link?.split('/').at(-1) ?? '';
}
