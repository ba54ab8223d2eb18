import type { RedisClientType } from 'redis';

/** How long a code is good for. */
const CODE_SECONDS = 300;

// region edit
/* @misconception What was deleted cannot have been used twice.
 * @fails "3. Accept it once > of two requests at the same moment one is accepted"
 * @message Two requests used one code. Both had read it before one of them deleted it; what `DEL` answers tells them apart. */
/** Counts a view of a page. Gives how many there are now. */
export async function countView(redis: RedisClientType, page: string): Promise<number> {
	return redis.incr(`views:${page}`);
}

/** Keeps the code that was sent to a user, for `CODE_SECONDS`. */
export async function storeCode(redis: RedisClientType, user: string, code: string): Promise<void> {
	await redis.set(`code:${user}`, code, { EX: CODE_SECONDS });
}

/** Whether this is the code of the user. It works once. */
export async function useCode(redis: RedisClientType, user: string, code: string): Promise<boolean> {
	const key = `code:${user}`;
	if ((await redis.get(key)) !== code) return false;
	await redis.del(key);
	return true;
}
// endregion
