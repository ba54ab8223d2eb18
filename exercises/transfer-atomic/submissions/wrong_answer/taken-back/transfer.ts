import { WatchError, type RedisClientType } from 'redis';

// region edit
/* @misconception What is put back at once was never gone.
 * @fails "more than there is is refused, and nothing changes"
 * @message A request that had to be refused changed the accounts and changed them back. Others saw the debt in between, and an account that did not exist has a number now. */
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
		try {
			await redis.multi().decrBy(account, amount).incrBy(`account:${to}`, amount).exec();
			if (balance >= amount) return true;
			await redis.multi().incrBy(account, amount).decrBy(`account:${to}`, amount).exec();
			return false;
		} catch (error) {
			if (!(error instanceof WatchError)) throw error;
		}
	}
}
// endregion

void WatchError;
