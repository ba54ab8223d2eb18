import { WatchError, type RedisClientType } from 'redis';

// region edit
/** Moves an amount between two accounts. False when there is not enough. */
export async function transfer(
	redis: RedisClientType,
	from: string,
	to: string,
	amount: number
): Promise<boolean> {
	const balance = Number(await redis.get(`account:${from}`));
	if (balance < amount) return false;
	await redis.decrBy(`account:${from}`, amount);
	await redis.incrBy(`account:${to}`, amount);
	return true;
}
// endregion

void WatchError;
