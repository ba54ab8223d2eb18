import { WatchError, type RedisClientType } from 'redis';

// region edit
/** Redis executes nothing else while a script runs. */
const TRANSFER = `
if tonumber(redis.call('GET', KEYS[1]) or '0') < tonumber(ARGV[1]) then return 0 end
redis.call('DECRBY', KEYS[1], ARGV[1])
redis.call('INCRBY', KEYS[2], ARGV[1])
return 1`;

/** Moves an amount between two accounts. False when there is not enough. */
export async function transfer(
	redis: RedisClientType,
	from: string,
	to: string,
	amount: number
): Promise<boolean> {
	const options = { keys: [`account:${from}`, `account:${to}`], arguments: [String(amount)] };
	return (await redis.eval(TRANSFER, options)) === 1;
}
// endregion

void WatchError;
