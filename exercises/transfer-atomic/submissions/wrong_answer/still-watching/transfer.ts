import { WatchError, type RedisClientType } from 'redis';

// region edit
/* @misconception Returning ends a watch.
 * @fails "after a refusal the connection watches nothing"
 * @message After a refusal the connection still watches the account, so the next transaction on it fails for no reason of its own. */
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
		if (balance < amount) return false;
		try {
			await redis.multi().decrBy(account, amount).incrBy(`account:${to}`, amount).exec();
			return true;
		} catch (error) {
			if (!(error instanceof WatchError)) throw error;
		}
	}
}
// endregion

void WatchError;
