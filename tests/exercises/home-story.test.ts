import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/lib/domain/report.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { FAILING_SEED, SCENARIO } from '../../src/lib/ui/home/double-charge/scenario.ts';
import { MENDED_WORKER, WORKER } from '../../src/lib/ui/home/double-charge/worker.ts';
import { programJob } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

function run(worker: string, seed: number): Promise<Report> {
	return runJob(machine, { ...programJob(SCENARIO, {}, { 'worker.ts': worker }), schedule: { seed } });
}

describe('the story of the front page', () => {
	test('charges somebody twice under the seed it names', async () => {
		const { stopped } = await run(WORKER, FAILING_SEED);

		expect(stopped?.message).toMatch(/Not true at \d+ ms: nobody is charged twice/);
	});

	test('has an end without it: one line of the worker is changed, and no crash charges twice or loses an order', async () => {
		expect(MENDED_WORKER).not.toBe(WORKER);

		for (let seed = 1; seed <= 20; seed += 1) {
			const { stopped } = await run(MENDED_WORKER, seed);
			expect(stopped, `under seed ${seed}`).toBeNull();
		}
	});
});
