import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Machine } from '#lib/sandbox/machine.ts';
import { expectSameAsNode } from '../../support/beside-node.ts';
import { openMachine } from '../../support/machine.ts';
import { RealRedis } from '../redis/real-redis.ts';

/** What the documentation of node-redis does, in our own words: once in the lab, once with the package and a real server. */
describe('programs of node-redis print in the lab what they print with the real package and server', () => {
	let machine: Machine;
	let redis: RealRedis;

	beforeAll(async () => {
		machine = await openMachine();
		redis = await RealRedis.start();
		process.env['REDIS_URL'] = redis.url;
	});
	afterAll(() => {
		delete process.env['REDIS_URL'];
		redis.stop();
	});

	test.each(['basics', 'transactions', 'streams', 'pub-sub', 'keyspace'])('%s', async (name) => {
		expect.hasAssertions();
		await expectSameAsNode(machine, path.join(import.meta.dirname, `programs/${name}.ts`));
	});
});
