import { WatchError, type RedisClientType } from 'redis';

// region edit
/** Moves an amount between two accounts. False when there is not enough. */
export async function transfer(
	redis: RedisClientType,
	from: string,
	to: string,
	amount: number
): Promise<boolean> {
	const account = `account:${from}`;
	for (;;) {
// equivalent: await → nothing because Redis executes the commands of a connection in the order they were sent
		await redis.watch(account);
		const balance = Number(await redis.get(account));
		if (balance < amount) {
// equivalent: await → nothing because Redis executes the commands of a connection in the order they were sent
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
