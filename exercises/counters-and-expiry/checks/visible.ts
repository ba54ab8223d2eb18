import { createClient, type RedisClientType } from 'redis';
import { lab, type Redis } from 'lab';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { countView, storeCode, useCode } from '../store.ts';

let server: Redis;
let redis: RedisClientType;

beforeEach(async () => {
	server = lab.redis();
	redis = await createClient().connect();
});

describe('1. Count each view', () => {
	test('the new number is given', async () => {
		const numbers = [
			await countView(redis, '/'),
			await countView(redis, '/'),
			await countView(redis, '/prices')
		];

		expect(numbers, 'views of /, of / again, and of /prices').toEqual([1, 2, 1]);
	});

	test('two servers lose no view', async () => {
		for (const name of ['server-1', 'server-2']) {
			lab.process(name, async () => {
				const own = await createClient({ url: 'redis://redis:6379' }).connect();
				for (let view = 0; view < 20; view += 1) await countView(own, '/');
			});
		}
		await lab.run({ forMs: 1_000 });

		expect(Number(server.read('GET', 'views:/')), 'views, after 20 on each of two servers').toBe(40);
	});
});

describe('2. Forget a code after five minutes', () => {
	test('a code works until its last second', { timeout: 600_000 }, async () => {
		await storeCode(redis, 'ada', '4711');
		await sleep(299_900);

		expect(await useCode(redis, 'ada', '4711'), 'whether the code is accepted after 299.9 s').toBe(true);
	});

	test('after five minutes it is gone', { timeout: 600_000 }, async () => {
		await storeCode(redis, 'ada', '4711');
		await sleep(300_000);

		expect(server.keys(), 'the keys after 300 s').toEqual([]);
	});

	test('a new code takes the place of the old one', { timeout: 600_000 }, async () => {
		await storeCode(redis, 'ada', '4711');
		await sleep(200_000);
		await storeCode(redis, 'ada', '1234');
		await sleep(200_000);

		expect(await useCode(redis, 'ada', '4711'), 'whether the old code is accepted').toBe(false);
		expect(await useCode(redis, 'ada', '1234'), 'whether the new one is, 200 s after it was stored').toBe(
			true
		);
	});

	test('no code exists without an expiry, at any moment', async () => {
		lab.invariant('every code has an expiry', () => {
			return server.read('TTL', 'code:ada') !== -1 || 'code:ada exists, and nothing says when it expires';
		});
		lab.process('server', async () => {
			const own = await createClient({ url: 'redis://redis:6379' }).connect();
			await storeCode(own, 'ada', '4711');
		});
		await lab.run({ forMs: 100 });
	});
});

describe('3. Accept it once', () => {
	test('a code works once', async () => {
		await storeCode(redis, 'ada', '4711');
		const answers = [await useCode(redis, 'ada', '4711'), await useCode(redis, 'ada', '4711')];

		expect(answers, 'the answers to the same code, twice').toEqual([true, false]);
	});

	test('of two requests at the same moment one is accepted', async () => {
		await storeCode(redis, 'ada', '4711');
		const answers = await Promise.all([useCode(redis, 'ada', '4711'), useCode(redis, 'ada', '4711')]);

		expect(answers.filter(Boolean).length, 'how many of two requests were accepted').toBe(1);
	});

	test('a wrong code leaves the right one as it is', async () => {
		await storeCode(redis, 'ada', '4711');
		const answers = [await useCode(redis, 'ada', '0000'), await useCode(redis, 'ada', '4711')];

		expect(answers, 'the answers to a wrong code, then the right one').toEqual([false, true]);
	});
});
