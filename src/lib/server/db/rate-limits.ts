import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from './tables.ts';

export interface RateLimit {
	/** How many at once, and how many per window when they keep coming. */
	limitCount: number;
	windowMs: number;
}

export type RateLimitAnswer = { allowed: true } | { allowed: false; retryAfterMs: number };

/**
 * Counts one event under a key, unless that would pass the limit.
 *
 * GCRA (the generic cell rate algorithm) keeps one moment per key: when the bucket will be empty
 * again. Asking and counting are one statement, so a burst from many processes cannot slip through
 * between the two. An event that is refused costs nothing.
 */
export async function countAgainst(
	db: Kysely<Tables>,
	key: string,
	{ limitCount, windowMs }: RateLimit,
	now: Date
): Promise<RateLimitAnswer> {
	const at = now.getTime();
	const costMs = Math.ceil(windowMs / limitCount);
	const latestAllowed = at + windowMs - costMs;

	const counted = await db
		.insertInto('rate_limit')
		.values({ key, theoretical_arrival_at: at + costMs })
		.onConflict((conflict) =>
			conflict
				.column('key')
				.doUpdateSet({
					theoretical_arrival_at: sql<number>`case when rate_limit.theoretical_arrival_at > ${at}
						then rate_limit.theoretical_arrival_at + ${costMs} else ${at + costMs} end`
				})
				.where('rate_limit.theoretical_arrival_at', '<=', latestAllowed)
		)
		.returning('key')
		.executeTakeFirst();
	if (counted) return { allowed: true };

	const row = await db
		.selectFrom('rate_limit')
		.select('theoretical_arrival_at')
		.where('key', '=', key)
		.executeTakeFirst();
	return { allowed: false, retryAfterMs: Math.max(1, (row?.theoretical_arrival_at ?? at) - latestAllowed) };
}

/** Forgets the keys whose buckets are empty. */
export async function deletePassed(db: Kysely<Tables>, now: Date): Promise<void> {
	await db.deleteFrom('rate_limit').where('theoretical_arrival_at', '<', now.getTime()).execute();
}
