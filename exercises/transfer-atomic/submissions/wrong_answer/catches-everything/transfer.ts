import { WatchError, type RedisClientType } from 'redis';

// region edit
/* @misconception Whatever EXEC rejects with, nothing was done.
 * @fails "another error is passed on"
 * @message Every error was taken for a quicker teller. One command of the transaction failed and the other was done, so each new try took from Ada again. */
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
			await redis.multi().decrBy(account, amount).incrBy(`account:${to}`, amount).exec();
			return true;
		} catch {
			// Somebody was quicker.
		}
	}
}
// endregion

void WatchError;
