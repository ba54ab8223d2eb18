import { WatchError, type RedisClientType } from 'redis';

// region edit
/* @misconception MULTI protects what was read before it.
 * @fails "whoever is quicker, two of three requests are granted"
 * @message An account fell below zero. Between reading the balance and the transaction another teller took from it; MULTI says nothing about what came before. */
/** Moves an amount between two accounts. False when there is not enough. */
export async function transfer(
	redis: RedisClientType,
	from: string,
	to: string,
	amount: number
): Promise<boolean> {
	const balance = Number(await redis.get(`account:${from}`));
	if (balance < amount) return false;
	await redis.multi().decrBy(`account:${from}`, amount).incrBy(`account:${to}`, amount).exec();
	return true;
}
// endregion

void WatchError;
