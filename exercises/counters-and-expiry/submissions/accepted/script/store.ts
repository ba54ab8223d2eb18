import type { RedisClientType } from 'redis';

/** How long a code is good for. */
const CODE_SECONDS = 300;

// region edit
/** Counts a view of a page. Gives how many there are now. */
export async function countView(redis: RedisClientType, page: string): Promise<number> {
	return redis.incrBy(`views:${page}`, 1);
}

/** Keeps the code that was sent to a user, for `CODE_SECONDS`. */
export async function storeCode(redis: RedisClientType, user: string, code: string): Promise<void> {
	await redis.setEx(`code:${user}`, CODE_SECONDS, code);
}

/** Deletes a key that holds this value: nothing else is executed in between. */
const DELETE_IF_EQUAL = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

/** Whether this is the code of the user. It works once. */
export async function useCode(redis: RedisClientType, user: string, code: string): Promise<boolean> {
	const deleted = await redis.eval(DELETE_IF_EQUAL, { keys: [`code:${user}`], arguments: [code] });
	return deleted === 1;
}
// endregion
