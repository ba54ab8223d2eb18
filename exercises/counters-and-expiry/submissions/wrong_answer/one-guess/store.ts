import type { RedisClientType } from 'redis';

/** How long a code is good for. */
const CODE_SECONDS = 300;

// region edit
/* @misconception Reading and deleting in one command is always better.
 * @fails "3. Accept it once > a wrong code leaves the right one as it is"
 * @message A wrong code has used up the right one. `GETDEL` deletes before anybody compares, so a stranger can lock a user out. */
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
	return (await redis.getDel(`code:${user}`)) === code;
}
// endregion
