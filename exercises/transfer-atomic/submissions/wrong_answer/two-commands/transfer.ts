import { WatchError, type RedisClientType } from 'redis';

// region edit
/* @misconception Only the account that can be empty needs the transaction.
 * @fails "whoever is quicker, two of three requests are granted"
 * @message For a moment the money was in neither account. The second change was sent after the transaction, and a crash there would lose it. */
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
			await redis.multi().decrBy(account, amount).exec();
			await redis.incrBy(`account:${to}`, amount);
			return true;
		} catch (error) {
			if (!(error instanceof WatchError)) throw error;
		}
	}
}
// endregion

void WatchError;
