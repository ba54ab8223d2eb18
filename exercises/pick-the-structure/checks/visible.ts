import { lab, type Redis } from 'lab';
import { createClient, type RedisClientType } from 'redis';
import { beforeEach, describe, expect, test } from 'vitest';
import { addPoints, place, profile, recent, setField, tag, top, visit, withBoth } from '../shop.ts';

let server: Redis;
let redis: RedisClientType;

beforeEach(async () => {
	server = lab.redis();
	redis = await createClient().connect();
});

/** Does something on two servers at the same moment. */
async function atOnce(...calls: ((own: RedisClientType) => Promise<unknown>)[]): Promise<void> {
	for (const [index, call] of calls.entries()) {
		lab.process(`server-${index + 1}`, async () => {
			await call(await createClient({ url: 'redis://redis:6379' }).connect());
		});
	}
	await lab.run({ forMs: 500 });
}

async function durationOf(call: () => Promise<unknown>): Promise<number> {
	const began = lab.now();
	await call();
	return lab.now() - began;
}

/** How many elements the longest list or set of the server has. */
function longest(): number {
	return Math.max(
		0,
		...server.keys().map((key) => {
			const type = server.read('TYPE', key);
			return Number(
				type === 'list' ? server.read('LLEN', key) : type === 'zset' ? server.read('ZCARD', key) : 0
			);
		})
	);
}

describe('1. A profile', () => {
	test('fields are set one by one', async () => {
		await setField(redis, 'ada', 'name', 'Ada');
		await setField(redis, 'ada', 'town', 'London');
		await setField(redis, 'ada', 'town', 'Paris');

		expect(await profile(redis, 'ada'), 'the profile').toEqual({ name: 'Ada', town: 'Paris' });
		expect(await profile(redis, 'bob'), 'a profile nobody wrote').toEqual({});
	});

	test('two servers that set two fields lose neither', async () => {
		await atOnce(
			(own) => setField(own, 'ada', 'name', 'Ada'),
			(own) => setField(own, 'ada', 'town', 'London')
		);

		expect(await profile(redis, 'ada'), 'the profile').toEqual({ name: 'Ada', town: 'London' });
	});
});

describe('2. The last five products', () => {
	test('the newest comes first, and the sixth is gone', async () => {
		for (const product of ['a', 'b', 'c', 'd', 'e', 'f']) await visit(redis, 'ada', product);

		expect(await recent(redis, 'ada'), 'what was visited last, after a to f').toEqual([
			'f',
			'e',
			'd',
			'c',
			'b'
		]);
		expect(await recent(redis, 'bob'), 'what a user visited who visited nothing').toEqual([]);
	});

	test('no more than five are stored', async () => {
		lab.invariant('no more than five products are stored', () => {
			return longest() <= 5 || `${longest()} products are stored`;
		});
		await atOnce(async (own) => {
			for (let product = 1; product <= 9; product += 1) await visit(own, 'ada', `product ${product}`);
		});
	});
});

describe('3. Tags', () => {
	test('products with both tags are found, each once', async () => {
		for (const product of ['lamp', 'lamp', 'chair', 'sofa']) await tag(redis, product, 'sale');
		for (const product of ['sofa', 'lamp', 'table']) await tag(redis, product, 'new');
		const both = await withBoth(redis, 'sale', 'new');

		expect(both.toSorted(), 'products that are on sale and new').toEqual(['lamp', 'sofa']);
	});
});

describe('4. A leaderboard', () => {
	beforeEach(async () => {
		for (const [player, points] of [
			['ada', 10],
			['bob', 30],
			['cyd', 20],
			['ada', 15]
		] as const)
			await addPoints(redis, player, points);
	});

	test('the best come first', async () => {
		expect(await top(redis, 2), 'the best two of ada 25, bob 30, cyd 20').toEqual(['bob', 'ada']);
	});

	test('the best has place 1', async () => {
		const places = [await place(redis, 'bob'), await place(redis, 'ada'), await place(redis, 'cyd')];

		expect(places, 'the places of bob 30, ada 25, cyd 20').toEqual([1, 2, 3]);
		expect(await place(redis, 'eve'), 'the place of somebody without points').toBe(null);
	});

	test('points from two servers are added up', async () => {
		await atOnce(
			(own) => addPoints(own, 'cyd', 6),
			(own) => addPoints(own, 'cyd', 6)
		);

		expect(await top(redis, 1), 'the best, where cyd had 20 and got 6 twice').toEqual(['cyd']);
	});
});

test('every call is one round trip', async () => {
	lab.network({ latency: 10 });
	const durations = {
		setField: await durationOf(() => setField(redis, 'ada', 'name', 'Ada')),
		profile: await durationOf(() => profile(redis, 'ada')),
		visit: await durationOf(() => visit(redis, 'ada', 'a')),
		recent: await durationOf(() => recent(redis, 'ada')),
		tag: await durationOf(() => tag(redis, 'lamp', 'new')),
		withBoth: await durationOf(() => withBoth(redis, 'new', 'sale')),
		addPoints: await durationOf(() => addPoints(redis, 'ada', 1)),
		top: await durationOf(() => top(redis, 3)),
		place: await durationOf(() => place(redis, 'ada'))
	};
	const others = Object.entries(durations).filter(([, ms]) => ms < 20 || ms >= 25);

	expect(Object.fromEntries(others), 'calls that did not take 20 to 25 ms, with 10 ms each way').toEqual({});
});
