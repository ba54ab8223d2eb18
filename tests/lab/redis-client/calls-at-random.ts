import { RandomStream } from '#lib/lab/kernel/random-stream.ts';

/** A call of a client's method, as JSON. */
export interface ClientCall {
	method: string;
	args: unknown[];
}

/** Methods whose reply has no order of its own. */
export const UNORDERED = new Set(['sMembers', 'sInter', 'sUnion', 'sDiff', 'keys', 'hKeys', 'hVals']);

/** Many calls with all forms of arguments, on few keys, so that types meet and wrong ones happen. */
export function callsAtRandom(seed: number, count: number): ClientCall[] {
	const random = new RandomStream(seed, 'calls');
	const one = <Item>(items: readonly Item[]): Item => {
		const item = items[random.below(items.length)];
		if (item === undefined) throw new RangeError('nothing to choose from');
		return item;
	};
	const some = <Item>(make: () => Item): Item[] => Array.from({ length: 1 + random.below(3) }, make);
	const maybe = <Item>(value: Item): Item | undefined => (random.next() < 0.5 ? value : undefined);
	const oneOrMany = (make: () => string) => (random.next() < 0.5 ? make() : some(make));
	const number = () => random.below(7) - 3;
	const text = () => one(['a', 'b', 'c', 'ä', '1', '2.5', '', 'long text with spaces']);
	const string = () => one(['str:1', 'str:2', 'any']);
	const hash = () => one(['hash:1', 'hash:2', 'any']);
	const list = () => one(['list:1', 'list:2', 'any']);
	const set = () => one(['set:1', 'set:2', 'any']);
	const zset = () => one(['zset:1', 'zset:2', 'any']);
	const key = () => one([string, hash, list, set, zset])();
	const score = () => one([1, 2, 2.5, -1, 1e20, 0]);
	const member = () => ({ score: score(), value: text() });
	const members = () => (random.next() < 0.5 ? member() : some(member));
	const side = () => one(['LEFT', 'RIGHT']);
	const limit = () => maybe({ LIMIT: { offset: random.below(2), count: 2 } });
	const bounds = () => [one<unknown>(['-inf', 0, '(1']), one<unknown>(['+inf', 3, '(2'])];
	const weighed = () =>
		one<unknown>([
			some(zset),
			[
				{ key: zset(), weight: 2 },
				{ key: set(), weight: 0.5 }
			],
			{ key: zset(), weight: 3 }
		]);
	const aggregate = () => maybe({ AGGREGATE: one(['SUM', 'MIN', 'MAX']) });
	const expiry = () =>
		one<unknown>([
			null,
			{ EX: 1_000 },
			{ NX: true },
			{ XX: true, GET: true },
			{ expiration: { type: 'PX', value: 500_000 }, condition: 'NX' },
			{ KEEPTTL: true },
			{ expiration: 'KEEPTTL' }
		]);
	const forms: Record<string, () => unknown[]> = {
		set: () => [string(), one<unknown>([text(), 5]), expiry()],
		get: () => [string()],
		getDel: () => [string()],
		getEx: () => [string(), one<unknown>([{ type: 'EX', value: 900 }, { PERSIST: true }, { EX: 900 }])],
		getSet: () => [string(), text()],
		getRange: () => [string(), number(), number()],
		setRange: () => [string(), random.below(5), text()],
		append: () => [string(), text()],
		strLen: () => [string()],
		incr: () => [string()],
		incrBy: () => [string(), number()],
		incrByFloat: () => [string(), 0.25],
		decrBy: () => [string(), number()],
		mGet: () => [some(string)],
		mSet: () => [one<unknown>([{ 'str:1': text(), 'str:2': '4' }, ['str:1', text()], [['str:2', text()]]])],
		mSetNX: () => [{ [string()]: text() }],
		setBit: () => [string(), random.below(20), 1],
		bitCount: () => [string(), maybe({ start: 0, end: number() })],
		bitPos: () => [string(), 1, maybe(0)],
		lcsLen: () => [string(), string()],
		hSet: () =>
			one<unknown[]>([
				[hash(), text(), text()],
				[hash(), { f: 1, g: text() }],
				[hash(), ['f', text(), 'h', 2]]
			]),
		hSetNX: () => [hash(), text(), text()],
		hGet: () => [hash(), one(['f', 'g', text()])],
		hmGet: () => [hash(), oneOrMany(() => one(['f', 'g', 'x']))],
		hGetAll: () => [hash()],
		hDel: () => [hash(), oneOrMany(text)],
		hIncrBy: () => [hash(), one(['f', 'n']), number()],
		hIncrByFloat: () => [hash(), 'n', 1.5],
		hExists: () => [hash(), 'f'],
		hKeys: () => [hash()],
		hVals: () => [hash()],
		hScan: () => [hash(), '0', maybe({ MATCH: '*', COUNT: 50 })],
		hRandFieldCountWithValues: () => [one(['nothing', 'list:1']), 2],
		lPush: () => [list(), oneOrMany(text)],
		rPush: () => [list(), oneOrMany(text)],
		rPushX: () => [list(), text()],
		lPop: () => [list()],
		rPopCount: () => [list(), 2],
		lRange: () => [list(), number(), number()],
		lRem: () => [list(), number(), text()],
		lSet: () => [list(), number(), text()],
		lInsert: () => [list(), one(['BEFORE', 'AFTER']), text(), text()],
		lPos: () => [list(), text(), maybe({ RANK: -1 })],
		lPosCount: () => [list(), text(), 0, maybe({ MAXLEN: 3 })],
		lTrim: () => [list(), 0, random.below(5)],
		lMove: () => [list(), list(), side(), side()],
		lmPop: () => [oneOrMany(list), side(), maybe({ COUNT: 2 })],
		blPop: () => [oneOrMany(() => one(['list:1', 'any'])), 0.01],
		sAdd: () => [set(), oneOrMany(text)],
		sRem: () => [set(), oneOrMany(text)],
		sMembers: () => [set()],
		smIsMember: () => [set(), oneOrMany(text)],
		sMove: () => [set(), set(), text()],
		sInter: () => [oneOrMany(set)],
		sUnion: () => [oneOrMany(set)],
		sDiffStore: () => [set(), oneOrMany(set)],
		sInterCard: () => [oneOrMany(set), one<unknown>([null, 1, { LIMIT: 2 }])],
		zAdd: () => [
			zset(),
			members(),
			one<unknown>([null, { NX: true }, { condition: 'XX', CH: true }, { GT: true }])
		],
		zAddIncr: () => [zset(), member(), maybe({ condition: 'XX' })],
		zIncrBy: () => [zset(), score(), text()],
		zScore: () => [zset(), text()],
		zmScore: () => [zset(), oneOrMany(text)],
		zRank: () => [zset(), text()],
		zCount: () => [zset(), ...bounds()],
		zRange: () => [zset(), 0, -1, maybe({ REV: true })],
		zRangeWithScores: () => [zset(), ...bounds(), { BY: 'SCORE', ...limit() }],
		zRangeByScore: () => [zset(), ...bounds(), limit()],
		zRangeByScoreWithScores: () => [zset(), ...bounds(), limit()],
		zRangeByLex: () => [zset(), '-', '+', limit()],
		zRangeStore: () => ['zset:2', zset(), 0, 2],
		zPopMin: () => [zset()],
		zPopMaxCount: () => [zset(), 2],
		zmPop: () => [oneOrMany(zset), one(['MIN', 'MAX']), maybe({ COUNT: 2 })],
		bzPopMax: () => [oneOrMany(zset), 0.01],
		bzmPop: () => [0.01, zset(), 'MIN'],
		zRem: () => [zset(), oneOrMany(text)],
		zRemRangeByScore: () => [zset(), ...bounds()],
		zUnionWithScores: () => [weighed(), aggregate()],
		zInterStore: () => [zset(), weighed(), aggregate()],
		zDiffWithScores: () => [oneOrMany(zset)],
		zInterCard: () => [some(zset), maybe({ LIMIT: 1 })],
		zScan: () => [zset(), '0'],
		type: () => [key()],
		exists: () => [oneOrMany(key)],
		del: () => [key()],
		rename: () => [string(), string()],
		copy: () => [key(), key(), maybe({ REPLACE: true })],
		expire: () => [key(), 1_000, maybe(one(['NX', 'XX']))],
		persist: () => [key()],
		objectEncoding: () => [string()],
		pfAdd: () => ['hll', oneOrMany(text)],
		pfCount: () => ['hll'],
		eval: () => [
			'return {KEYS[1], ARGV, redis.call("EXISTS", KEYS[1])}',
			{ keys: [key()], arguments: some(text) }
		],
		ping: () => [maybe(text())],
		configGet: () => ['maxmemory-policy'],
		get_wrong: () => [one<unknown>([1, null, { a: 1 }])],
		expire_wrong: () => [key()]
	};
	const methods = Object.keys(forms);
	return Array.from({ length: count }, () => {
		const name = one(methods);
		const args = forms[name]?.() ?? [];
		return {
			method: name.replace('_wrong', ''),
			args:
				args.at(-1) === null && name !== 'get_wrong'
					? args.slice(0, -1)
					: args.filter((arg) => arg !== undefined)
		};
	});
}
