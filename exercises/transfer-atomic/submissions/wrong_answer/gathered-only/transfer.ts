import { WatchError, type RedisClientType } from 'redis';

// region edit
/* @misconception Commands of a transaction are executed as they are written down.
 * @fails "the amount is moved"
 * @message The answer was `true` and nothing was moved. `multi()` gathers commands in the client; nothing is sent before `exec()`. */
/** Moves an amount between two accounts. False when there is not enough. */
export async function transfer(
	redis: RedisClientType,
	from: string,
	to: string,
	amount: number
): Promise<boolean> {
	const account = `account:${from}`;
	for (;;) {
		await redis.watch(account);
		const balance = Number(await redis.get(account));
		if (balance < amount) {
			await redis.unwatch();
			return false;
		}
		try {
			await redis.multi().decrBy(account, amount).incrBy(`account:${to}`, amount);
			return true;
		} catch (error) {
			if (!(error instanceof WatchError)) throw error;
		}
	}
}
// endregion

void WatchError;
