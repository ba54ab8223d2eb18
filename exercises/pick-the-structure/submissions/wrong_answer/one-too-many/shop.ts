import type { RedisClientType } from 'redis';

// region edit
/* @misconception The end of a range is left out, as in slice().
 * @fails "2. The last five products > the newest comes first, and the sixth is gone"
 * @message Six products are kept. In ranges of Redis both ends are included: 0 to 5 are six places. */
/** Sets one field of a profile. */
export async function setField(redis: RedisClientType, user: string, field: string, value: string): Promise<void> {
await redis.hSet(`profile:${user}`, field, value);
}

/** All fields of a profile. */
export async function profile(redis: RedisClientType, user: string): Promise<Record<string, string>> {
return redis.hGetAll(`profile:${user}`);
}

/** Notes that a user looked at a product. */
export async function visit(redis: RedisClientType, user: string, product: string): Promise<void> {
const key = `recent:${user}`;
await redis.multi().lPush(key, product).lTrim(key, 0, 5).exec();
}

/** The last five products a user looked at, newest first. */
export async function recent(redis: RedisClientType, user: string): Promise<string[]> {
return redis.lRange(`recent:${user}`, 0, -1);
}

/** Puts a tag on a product. */
export async function tag(redis: RedisClientType, product: string, name: string): Promise<void> {
await redis.sAdd(`tag:${name}`, product);
}

/** The products that have both tags. */
export async function withBoth(redis: RedisClientType, name: string, other: string): Promise<string[]> {
return redis.sInter([`tag:${name}`, `tag:${other}`]);
}

/** Adds points to what a player has. */
export async function addPoints(redis: RedisClientType, player: string, points: number): Promise<void> {
await redis.zIncrBy('points', points, player);
}

/** The names of the best players, best first. */
export async function top(redis: RedisClientType, count: number): Promise<string[]> {
return redis.zRange('points', 0, count - 1, { REV: true });
}

/** 1 for the best player; null for one without points. */
export async function place(redis: RedisClientType, player: string): Promise<number | null> {
const above = await redis.zRevRank('points', player);
return above === null ? null : above + 1;
}

// endregion
