import * as accountTokens from '../db/account-tokens.ts';
import * as rateLimits from '../db/rate-limits.ts';
import * as sessions from '../db/sessions.ts';
import type { Services } from '../services.ts';

/** Forgets what has run out: sessions, links, counts of tries. */
export async function forgetPassed({ db, clock }: Services): Promise<void> {
	const now = clock.now();
	await sessions.deletePassed(db, now);
	await accountTokens.deletePassed(db, now);
	await rateLimits.deletePassed(db, now);
}
