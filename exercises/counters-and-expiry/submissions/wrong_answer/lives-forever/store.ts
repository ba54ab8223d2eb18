import type { RedisClientType } from 'redis';

/** How long a code is good for. */
const CODE_SECONDS = 300;

// region edit
/* @misconception A key goes away when nobody uses it.
 * @fails "2. Forget a code after five minutes > no code exists without an expiry, at any moment"
 * @message The code has no expiry. Redis keeps a key until it is deleted, unless its time to live says otherwise. */
/** Counts a view of a page. Gives how many there are now. */
export async function countView(redis: RedisClientType, page: string): Promise<number> {
	return redis.incr(`views:${page}`);
}

/** Keeps the code that was sent to a user, for `CODE_SECONDS`. */
export async function storeCode(redis: RedisClientType, user: string, code: string): Promise<void> {
	await redis.set(`code:${user}`, code);
	void CODE_SECONDS;
}

/** Whether this is the code of the user. It works once. */
export async function useCode(redis: RedisClientType, user: string, code: string): Promise<boolean> {
	const key = `code:${user}`;
	return (await redis.get(key)) === code && (await redis.del(key)) === 1;
}
// endregion
