import { WatchError, type RedisClientType } from 'redis';

// region edit
/* @misconception An account must keep something.
 * @fails "all there is can be moved"
 * @message A request for all there is was refused. Exactly enough is enough. */
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
		if (balance <= amount) {
			await redis.unwatch();
			return false;
		}
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
