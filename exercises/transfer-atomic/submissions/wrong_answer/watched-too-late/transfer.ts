import { WatchError, type RedisClientType } from 'redis';

// region edit
/* @misconception It does not matter in which order one watches and reads.
 * @fails "whoever is quicker, two of three requests are granted"
 * @message An account fell below zero. It changed after it was read and before it was watched, so the transaction saw no change. */
/** Moves an amount between two accounts. False when there is not enough. */
export async function transfer(
	redis: RedisClientType,
	from: string,
	to: string,
	amount: number
): Promise<boolean> {
	const account = `account:${from}`;
	for (;;) {
		const balance = Number(await redis.get(account));
		await redis.watch(account);
		if (balance < amount) {
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
