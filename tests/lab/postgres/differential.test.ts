import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres } from '../../support/real-postgres.ts';
import { Comparison } from './differential.ts';
import { scheduleFrom } from './schedules.ts';

/** A schedule in which one release wakes several sessions has as many outcomes as there are orders. */
const TRIES = 12;

let comparison: Comparison;
let stop: () => Promise<void>;
beforeAll(async () => {
	const server = await startPostgres();
	stop = server.stop;
	comparison = await Comparison.open(server.url);
});
afterAll(async () => {
	await comparison.close();
	await stop();
});

describe("the lab's model of many sessions does what a real PostgreSQL does", () => {
	describe.each([
		['read committed', 25],
		['repeatable read', 25],
		['serializable', 10]
	] as const)('at %s', (isolation, count) => {
		test.each(Array.from({ length: count }, (_, i) => i + 1))('in schedule %i', async (seed) => {
			expect(await comparison.run(scheduleFrom(seed, isolation), TRIES)).toBeNull();
		});
	});
});
