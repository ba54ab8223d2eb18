import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeReply } from '#lib/lab/services/redis/resp.ts';
import { labRedis } from './lab-redis.ts';
import { compareRun } from './differential.ts';
import { RealRedis } from './real-redis.ts';
import { SCRIPTS } from './scripts-to-compare.ts';

let redis: RealRedis;
beforeAll(async () => {
	redis = await RealRedis.start();
});
afterAll(() => redis.stop());

describe("the lab's Redis answers as the real one does", () => {
	test.each(Array.from({ length: 20 }, (_, i) => i + 1))('to random commands from seed %i', async (seed) => {
		expect(await compareRun(redis, seed, 200, seed % 3 === 0 ? 3 : 2)).toEqual([]);
	});

	test('to scripts', async () => {
		const real = await redis.connect();
		const lab = labRedis(undefined, () => 0.5);
		const session = lab.connect();
		await real.call(['FLUSHALL']);

		const answers = [];
		for (const source of SCRIPTS) {
			const words = ['EVAL', source, '1', 'key', 'text'];
			answers.push([
				source,
				encodeReply(await real.call(words), 2),
				encodeReply(lab.execute(session, words), 2)
			]);
		}

		for (const [source, theirs, ours] of answers) expect([source, ours]).toEqual([source, theirs]);
	});
});
