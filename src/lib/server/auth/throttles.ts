import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { TooManyTriesFault } from '../../domain/account-fault.ts';
import { THROTTLE } from '../../domain/limits.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { normalizeEmail } from '../db/accounts.ts';
import { countAgainst, type RateLimit } from '../db/rate-limits.ts';
import type { Services } from '../services.ts';

const QUARTER_HOUR_MS = 15 * 60_000;
const HOUR_MS = 60 * 60_000;

type Throttled = Promise<Result<null, TooManyTriesFault>>;

/**
 * Counts a try to sign in. Whether the account exists makes no difference here. The strictest count is
 * of one address at one account, so that guessing from elsewhere does not lock the owner out.
 */
export function throttleSignIn(services: Services, email: string, address: string): Throttled {
	const account = fingerprint(normalizeEmail(email));
	const network = networkOf(address);
	return countAll(services, [
		[`sign-in/network/${network}`, { limitCount: THROTTLE.signInPerAddressPerHour, windowMs: HOUR_MS }],
		[`sign-in/${account}/${network}`, { limitCount: THROTTLE.signInPer15Min, windowMs: QUARTER_HOUR_MS }],
		[`sign-in/${account}`, { limitCount: THROTTLE.signInPerAccountPerHour, windowMs: HOUR_MS }]
	]);
}

export function throttleSignUp(services: Services, address: string): Throttled {
	const limit = { limitCount: THROTTLE.signUpPerAddressPerHour, windowMs: HOUR_MS };
	return countAll(services, [[`sign-up/${networkOf(address)}`, limit]]);
}

export function throttlePasswordConfirm(services: Services, accountId: string): Throttled {
	const limit = { limitCount: THROTTLE.passwordConfirmsPer15Min, windowMs: QUARTER_HOUR_MS };
	return countAll(services, [[`confirm/${accountId}`, limit]]);
}

async function countAll(
	{ db, clock }: Services,
	limits: readonly [key: string, limit: RateLimit][]
): Throttled {
	for (const [key, limit] of limits) {
		const answer = await countAgainst(db, key, limit, clock.now());
		if (!answer.allowed) return refuse({ code: 'too_many_tries', retryAfterMs: answer.retryAfterMs });
	}
	return ok(null);
}

/** Whoever has one IPv6 address has a whole /64 of them. */
export function networkOf(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (mapped) return mapped;
	if (!isIPv6(address)) return address.slice(0, 64);

	const [head = '', tail = ''] = address.replace(/%.*$/, '').toLowerCase().split('::');
	const groups = head === '' ? [] : head.split(':');
	const missingCount = 8 - groups.length - (tail === '' ? 0 : tail.split(':').length);
	const all = address.includes('::')
		? [...groups, ...Array<string>(missingCount).fill('0'), ...tail.split(':')]
		: groups;
	return `${all
		.slice(0, 4)
		.map((group) => parseInt(group || '0', 16).toString(16))
		.join(':')}::/64`;
}

/** The table of limits does not have to know addresses. */
function fingerprint(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
