import { WatchError, type RedisClientType } from 'redis';

// region edit
/* @misconception A transaction that was not executed is a refusal.
 * @fails "whoever is quicker, two of three requests are granted"
 * @message Fewer requests were granted than the account could pay. Another teller was quicker, which is a reason to look again. */
/** Moves an amount between two accounts. False when there is not enough. */
export async function transfer(
	redis: RedisClientType,
	from: string,
	to: string,
	amount: number
): Promise<boolean> {
	const account = `account:${from}`;
		await redis.watch(account);
		const balance = Number(await redis.get(account));
		if (balance < amount) {
			await redis.unwatch();
			return false;
		}
		try {
			await redis.multi().decrBy(account, amount).incrBy(`account:${to}`, amount).exec();
			return true;
		} catch (error) {
			if (!(error instanceof WatchError)) throw error;
			return false;
		}
}
// endregion

void WatchError;
