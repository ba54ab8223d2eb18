import type { RedisClientType } from 'redis';

// region edit
/** Sets one field of a profile. */
export async function setField(
	redis: RedisClientType,
	user: string,
	field: string,
	value: string
): Promise<void> {
	const fields = await profile(redis, user);
	await redis.set(`profile:${user}`, JSON.stringify({ ...fields, [field]: value }));
}

/** All fields of a profile. */
export async function profile(redis: RedisClientType, user: string): Promise<Record<string, string>> {
	return JSON.parse((await redis.get(`profile:${user}`)) ?? '{}');
}

/** Notes that a user looked at a product. */
export async function visit(redis: RedisClientType, user: string, product: string): Promise<void> {
	await redis.set(`recent:${user}`, JSON.stringify([product]));
}

/** The last five products a user looked at, newest first. */
export async function recent(redis: RedisClientType, user: string): Promise<string[]> {
	return JSON.parse((await redis.get(`recent:${user}`)) ?? '[]');
}

/** Puts a tag on a product. */
export async function tag(redis: RedisClientType, product: string, name: string): Promise<void> {
	await redis.set(`tag:${name}`, JSON.stringify([product]));
}

/** The products that have both tags. */
export async function withBoth(redis: RedisClientType, name: string, other: string): Promise<string[]> {
	return JSON.parse((await redis.get(`tag:${name}`)) ?? '[]').slice(other.length);
}

/** Adds points to what a player has. */
export async function addPoints(redis: RedisClientType, player: string, points: number): Promise<void> {
	await redis.set(`points:${player}`, points);
}

/** The names of the best players, best first. */
export async function top(redis: RedisClientType, count: number): Promise<string[]> {
	return (await redis.keys('points:*')).slice(0, count);
}

/** 1 for the best player; null for one without points. */
export async function place(redis: RedisClientType, player: string): Promise<number | null> {
	return Number(await redis.get(`points:${player}`));
}
// endregion
