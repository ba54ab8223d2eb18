import { describe, expect, test } from 'vitest';
import { COMMON_PASSWORDS } from '../../../src/lib/server/auth/common-passwords.ts';
import { checkPassword, createPasswords } from '../../../src/lib/server/auth/passwords.ts';
import { valueOf } from './forms.ts';

describe('a password', () => {
	test.each([
		['of seven characters', 'seven c', 'password_too_short'],
		['of 1,026 bytes', 'é'.repeat(513), 'password_too_long'],
		['with half a character', 'broken \ud800 half', 'password_unreadable'],
		['from a list', 'password123', 'password_common'],
		['from a list in other letters', 'PassWord123', 'password_common'],
		['from a comic', 'correcthorsebatterystaple', 'password_common']
	])('%s is refused', (_, password, code) => {
		expect(checkPassword(password)).toMatchObject({ ok: false, fault: { code } });
	});

	test.each([
		['of eight letters', 'eight ch'],
		['of 1,024 bytes', 'z'.repeat(1_024)],
		['of eight bicycles', '🚲🚲🚲🚲🚲🚲🚲🚲'],
		['of blanks', '        '],
		['without letters', '44-44-44-44']
	])('%s is taken as it is: there are no rules about which characters', (_, password) => {
		expect(checkPassword(password)).toEqual({ ok: true, value: password });
	});

	test('is compared with three thousand that are guessed first, all long enough to be chosen', () => {
		expect(COMMON_PASSWORDS.size).toBeGreaterThanOrEqual(3_000);
		expect([...COMMON_PASSWORDS].filter((word) => word.length < 8 || word !== word.toLowerCase())).toEqual(
			[]
		);
	});
});

describe('hashing', () => {
	const passwords = createPasswords();

	test('keeps argon2id with 19 MiB, two passes and a salt of its own', async () => {
		const [one, other] = await Promise.all([
			passwords.hash('a walk by the river'),
			passwords.hash('a walk by the river')
		]);

		expect(valueOf(one)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
		expect(valueOf(one)).not.toBe(valueOf(other));
	});

	test('knows hashes that other programs made with the same parameters', async () => {
		// From the reference implementation: echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1
		const reference =
			'$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';

		expect(await passwords.verify('password', reference)).toEqual({
			ok: true,
			value: { isRight: true, isOutdated: false }
		});
	});

	test('tells apart every character of a long passphrase', async () => {
		const passphrase = 'Ünïcode 🚲 '.repeat(6) + 'and its end';
		const stored = valueOf(await passwords.hash(passphrase));

		const right = await Promise.all(
			[
				passphrase,
				passphrase.toLowerCase(),
				passphrase.slice(0, -1),
				`${passphrase} `,
				passphrase.normalize('NFD')
			].map(async (tried) => valueOf(await passwords.verify(tried, stored)).isRight)
		);

		expect(right).toEqual([true, false, false, false, false]);
	});

	test('answers no without a stored hash, and to what is no hash', async () => {
		const verified = await Promise.all(
			[null, '', 'none', '$argon2id$v=19$m=1,t=1,p=1$$'].map((stored) => passwords.verify('', stored))
		);

		expect(verified.map((result) => valueOf(result).isRight)).toEqual([false, false, false, false]);
	});

	test('refuses at once when too many wait, and goes on afterwards', async () => {
		const crowd = await Promise.all(Array.from({ length: 80 }, () => passwords.verify('x', null)));

		const refused = crowd.filter((result) => !result.ok);
		expect(refused).toHaveLength(80 - 63);
		expect(refused[0]).toEqual({ ok: false, fault: { code: 'server_busy', retryAfterMs: 2_000 } });
		expect(await passwords.verify('x', null)).toMatchObject({ ok: true });
	});
});
