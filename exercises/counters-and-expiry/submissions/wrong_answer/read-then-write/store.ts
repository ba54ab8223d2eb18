import type { RedisClientType } from 'redis';

/** How long a code is good for. */
const CODE_SECONDS = 300;

// region edit
/* @misconception Two quick commands are as good as one.
 * @fails "1. Count each view > two servers lose no view"
 * @message Views are missing. Two servers read the same number, added one each, and wrote the same number back. */
/** Counts a view of a page. Gives how many there are now. */
export async function countView(redis: RedisClientType, page: string): Promise<number> {
	const views = Number(await redis.get(`views:${page}`)) + 1;
	await redis.set(`views:${page}`, views);
	return views;
}

/** Keeps the code that was sent to a user, for `CODE_SECONDS`. */
export async function storeCode(redis: RedisClientType, user: string, code: string): Promise<void> {
	await redis.set(`code:${user}`, code, { EX: CODE_SECONDS });
}

/** Whether this is the code of the user. It works once. */
export async function useCode(redis: RedisClientType, user: string, code: string): Promise<boolean> {
	const key = `code:${user}`;
	return (await redis.get(key)) === code && (await redis.del(key)) === 1;
}
// endregion
