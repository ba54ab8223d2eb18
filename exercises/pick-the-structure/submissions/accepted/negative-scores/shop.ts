import type { RedisClientType } from 'redis';

// region edit
/** Sets one field of a profile. */
export async function setField(redis: RedisClientType, user: string, field: string, value: string): Promise<void> {
await redis.hSet(`profile:${user}`, { [field]: value });
}

/** All fields of a profile. */
export async function profile(redis: RedisClientType, user: string): Promise<Record<string, string>> {
return redis.hGetAll(`profile:${user}`);
}

/** Notes that a user looked at a product. */
export async function visit(redis: RedisClientType, user: string, product: string): Promise<void> {
const key = `recent:${user}`;
await redis.multi().rPush(key, product).lTrim(key, -5, -1).exec();
}

/** The last five products a user looked at, newest first. */
export async function recent(redis: RedisClientType, user: string): Promise<string[]> {
return (await redis.lRange(`recent:${user}`, 0, -1)).toReversed();
}

/** Puts a tag on a product. */
export async function tag(redis: RedisClientType, product: string, name: string): Promise<void> {
await redis.sAdd(`tag:${name}`, product);
}

/** The products that have both tags. */
export async function withBoth(redis: RedisClientType, name: string, other: string): Promise<string[]> {
const products = await redis.multi().sMembers(`tag:${name}`).sMembers(`tag:${other}`).exec();
return products[0].filter((product) => products[1].includes(product));
}

/** Adds points to what a player has. */
export async function addPoints(redis: RedisClientType, player: string, points: number): Promise<void> {
await redis.zIncrBy('points', -points, player);
}

/** The names of the best players, best first. */
export async function top(redis: RedisClientType, count: number): Promise<string[]> {
return redis.zRangeByScore('points', '-inf', '+inf', { LIMIT: { offset: 0, count } });
}

/** 1 for the best player; null for one without points. */
export async function place(redis: RedisClientType, player: string): Promise<number | null> {
const above = await redis.zRank('points', player);
return typeof above === 'number' ? above + 1 : null;
}

// endregion
