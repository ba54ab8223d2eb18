import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assert } from '../../../src/lib/domain/assert.ts';
import { JUDGING } from '../../../src/lib/domain/limits.ts';
import { configFrom } from '../../../src/lib/server/config.ts';
import { submit } from '../../../src/lib/server/judging/1-submit.ts';
import { claimNext } from '../../../src/lib/server/judging/2-claim.ts';
import { awaitVerdict, createJudge } from '../../../src/lib/server/judging/judge.ts';
import { findSubmission, listSubmissions } from '../../../src/lib/server/judging/submission-views.ts';
import { typeFaults } from '../../../src/lib/server/publishing/source-types.ts';
import { verifyExercise } from '../../../src/lib/authoring/verify-exercise.ts';
import { publishRevision } from '../../../src/lib/server/publishing/2-publish.ts';
import type { Verification } from '../../../src/lib/authoring/verification.ts';
import { createSandboxPool, type SandboxPool } from '../../../src/lib/server/sandbox-pool/sandbox-pool.ts';
import { filesNoted, sampleFiles, templateSource } from '../../support/exercises.ts';
import { accountIn, databases, testServices } from '../../support/services.ts';

const WAIT_MS = 20_000;

let pool: SandboxPool;
let verification: Verification;

beforeAll(async () => {
	pool = createSandboxPool({ machineFolder: configFrom({}).machineFolder, size: 2 });
	const verified = await verifyExercise(await templateSource(), {
		runJob: (job) => pool.run(job),
		typeFaults
	});
	assert(verified.ok, 'the template is green');
	verification = verified.value;
});

afterAll(() => pool.close());

describe.each(databases)('the judge, on %s', (database) => {
	async function site({ concurrency = 2 } = {}) {
		const { services, clock } = await testServices(database, {
			sandboxPool: () => lent(pool),
			judge: (all) => createJudge(all, { concurrency })
		});
		const source = await templateSource();
		await publishRevision(services, source, verification);
		const ada = await accountIn(services);
		const send = async (text: string, clientKey = 'key-00001') => {
			const files = { 'backoff.ts': text };
			const submitted = await submit(services, ada, { exerciseSlug: 'backoff', files, clientKey });
			assert(submitted.ok, 'it is queued');
			return submitted.value.id;
		};
		const judged = async (id: string) => {
			expect(await awaitVerdict(services, id, WAIT_MS)).toBe('judged');
			return findSubmission(services, ada.id, id);
		};
		const sample = (name: string) => sampleFiles(source, name)['backoff.ts'] ?? '';
		return { services, clock, source, ada, send, judged, sample };
	}

	test('accepts right code, and tells a known mistake what it is', async () => {
		const { services, ada, send, judged, sample } = await site();

		expect(await judged(await send(sample('array-from'), 'key-00001'))).toMatchObject({
			verdict: 'accepted',
			misconception: null,
			checks: [{ outcome: 'accepted' }, { outcome: 'accepted' }, { outcome: 'accepted', isHidden: true }]
		});

		const renamed = sample('no-cap')
			.replaceAll('retry)', 'n)')
			.replace('(_, retry', '(_, n')
			.replace('** retry', '** n');
		expect(await judged(await send(renamed, 'key-00002'))).toMatchObject({
			verdict: 'wrong_answer',
			misconception: {
				idea: expect.stringMatching(/\w/),
				message: expect.stringContaining('go on doubling past the cap')
			}
		});
		const listed = await listSubmissions(services, ada.id, 'backoff', 5);
		const advice = listed.flatMap(({ misconception }) => misconception?.message ?? []);
		expect(advice).toEqual([expect.stringContaining('go on doubling past the cap')]);
		await services.judge.stop();
	});

	test.each([
		['an endless loop', 'for (;;) {}', 'time_limit_exceeded'],
		[
			'a memory bomb',
			'const all = []; for (;;) all.push(new Array(100_000).fill(1));',
			'memory_limit_exceeded'
		],
		['a flood', "for (;;) console.log('x'.repeat(10_000));", 'output_limit_exceeded'],
		['an error', "throw new Error('mine');", 'runtime_error'],
		['no program', 'const = ;', 'compile_error']
	])('ends %s in its verdict, and judges the next submission', async (_what, body, verdict) => {
		const { services, send, judged, sample } = await site();
		const program = [
			'// region edit',
			`export function retryDelays(): number[] { ${body} }`,
			'// endregion',
			''
		].join('\n');

		expect(await judged(await send(program, 'key-00001'))).toMatchObject({ verdict });
		expect(await judged(await send(sample('loop'), 'key-00002'))).toMatchObject({ verdict: 'accepted' });
		await services.judge.stop();
	});

	test('takes over what a dead judge had claimed', async () => {
		const { services, clock, send, judged, sample } = await site({ concurrency: 0 });
		const id = await send(sample('loop'));
		const dead = await claimNext(services);
		expect(dead?.submission.id).toBe(id);
		await services.judge.stop();

		clock.advance(JUDGING.leaseMs + 1);
		const heir = createJudge(services, { concurrency: 1 });
		await heir.whenJudged(id, WAIT_MS);

		expect(await judged(id)).toMatchObject({ verdict: 'accepted' });
		await heir.stop();
	});

	test('judges many learners at once, each once', async () => {
		const { services, source } = await site();
		const learners = await Promise.all(Array.from({ length: 12 }, () => accountIn(services)));
		const submitted = await Promise.all(
			learners.map((learner) =>
				submit(services, learner, {
					exerciseSlug: 'backoff',
					files: filesNoted(source, learner.id),
					clientKey: 'key-00001'
				})
			)
		);

		const states = submitted.map((each) => each.ok && awaitVerdict(services, each.value.id, WAIT_MS));
		expect(await Promise.all(states)).toEqual(learners.map(() => 'judged'));
		const tries = await services.db.selectFrom('submission').select('tries_count').execute();
		expect(tries.map(({ tries_count }) => tries_count)).toEqual(learners.map(() => 1));
		await services.judge.stop();
	});
});

/** A pool that outlives the services of one test. */
function lent(all: SandboxPool): SandboxPool {
	return { ...all, close: async () => {} };
}
