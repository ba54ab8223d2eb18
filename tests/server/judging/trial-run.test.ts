import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { THROTTLE } from '../../../src/lib/domain/limits.ts';
import type { TrialRun } from '../../../src/lib/domain/trial-run.ts';
import { configFrom } from '../../../src/lib/server/config.ts';
import { trialRun } from '../../../src/lib/server/judging/trial-run.ts';
import { createSandboxPool, type SandboxPool } from '../../../src/lib/server/sandbox-pool/sandbox-pool.ts';
import { databases, testServices } from '../../support/services.ts';

let pool: SandboxPool;

beforeAll(() => {
	pool = createSandboxPool({ machineFolder: configFrom({}).machineFolder, size: 1 });
});

afterAll(() => pool.close());

const program = (text: string): TrialRun => ({
	files: { 'main.ts': text },
	harnessFiles: {},
	entries: ['main.ts'],
	seed: 1
});

describe.each(databases)('a program that a browser cannot run, on %s', (database) => {
	async function site(sandboxPool: () => SandboxPool = () => ({ ...pool, close: async () => {} })) {
		const { services } = await testServices(database, { sandboxPool });
		return (asked: TrialRun, address = '192.0.2.7') => trialRun(services, address, asked);
	}

	test('is run here, as there', async () => {
		const run = await site();

		const answer = await run(program(`console.log('from', 'here');`));

		expect(answer).toMatchObject({
			ok: true,
			value: { stopped: null, output: [{ values: [{ text: 'from' }, { text: 'here' }] }] }
		});
	});

	test('has the limits of any run', async () => {
		const run = await site();

		const answer = await run(program('for (;;);'));

		expect(answer).toMatchObject({ ok: true, value: { stopped: { verdict: 'time_limit_exceeded' } } });
		expect(answer.ok && answer.value.stopped?.message).toContain('300 million steps');
	});

	test('is refused with a name that leaves its folder', async () => {
		const run = await site();

		const answer = await run({ ...program(''), harnessFiles: { '../main.ts': '' } });

		expect(answer).toEqual({ ok: false, fault: { code: 'file_path_invalid', path: '../main.ts' } });
	});

	test('waits when its network has run too many, and keeps nobody else waiting', async () => {
		const run = await site();
		const answers = [];
		for (let count = 0; count <= THROTTLE.trialRunsPerMinute; count++) answers.push(await run(program('')));

		expect(answers.filter(({ ok }) => ok)).toHaveLength(THROTTLE.trialRunsPerMinute);
		expect(answers.at(-1)).toMatchObject({ ok: false, fault: { code: 'running_too_fast' } });
		expect((await run(program(''), '198.51.100.1')).ok).toBe(true);
	});

	test('is told when the machines have no room for it', async () => {
		const full = createSandboxPool({ machineFolder: configFrom({}).machineFolder, size: 0, queueMax: 0 });
		const run = await site(() => full);

		expect(await run(program(''))).toMatchObject({ ok: false, fault: { code: 'machines_busy' } });
	});
});
