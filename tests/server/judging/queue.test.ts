import { describe, expect, test } from 'vitest';
import { assert } from '../../../src/lib/domain/assert.ts';
import { JUDGING } from '../../../src/lib/domain/limits.ts';
import { submit } from '../../../src/lib/server/judging/1-submit.ts';
import { claimNext, type Claim } from '../../../src/lib/server/judging/2-claim.ts';
import { recordReport } from '../../../src/lib/server/judging/3-record.ts';
import { createJudge } from '../../../src/lib/server/judging/judge.ts';
import { findSubmission } from '../../../src/lib/server/judging/submission-views.ts';
import { learningRecord } from '../../../src/lib/server/learning/progress.ts';
import type { Services } from '../../../src/lib/server/services.ts';
import { filesNoted, publishTemplate, reportOf, verificationOf } from '../../support/exercises.ts';
import { accountIn, databases, testServices } from '../../support/services.ts';

const OUR_FAILURE = { verdict: 'internal_error', message: 'we broke', error: null, location: null } as const;

describe.each(databases)('the queue of submissions, on %s', (database) => {
	async function site() {
		const { services, clock } = await testServices(database, {
			judge: (all) => createJudge(all, { concurrency: 0 })
		});
		const source = await publishTemplate(services);
		let sent = 0;
		const send = async (account = accountIn(services)) => {
			const learner = await account;
			sent += 1;
			const submitted = await submit(services, learner, {
				exerciseSlug: 'backoff',
				files: filesNoted(source, `change ${sent}`),
				clientKey: `key-${10_000 + sent}`
			});
			assert(submitted.ok, 'the queue takes it');
			return submitted.value;
		};
		return { services, clock, send, verification: verificationOf(source) };
	}

	test('gives each submission to one judge, however many ask at once', async () => {
		const { services, send } = await site();
		const submitted = await Promise.all(Array.from({ length: 8 }, () => send()));

		const claims = await claimUntilEmpty(services, 16);

		expect(claims.map(({ submission }) => submission.id).toSorted()).toEqual(
			submitted.map(({ id }) => id).toSorted()
		);
	});

	test('gives the oldest first, and one of each learner at a time', async () => {
		const { services, clock, send } = await site();
		const ada = accountIn(services);
		const first = await send(ada);
		clock.advance(1);
		const second = await send(ada);
		clock.advance(1);
		const others = await send();

		expect((await claimNext(services))?.submission.id).toBe(first.id);
		expect((await claimNext(services))?.submission.id).toBe(others.id);
		expect(await claimNext(services)).toBeNull();
		expect(await findSubmission(services, second.learnerId, second.id)).toMatchObject({ state: 'queued' });
	});

	test('a judge that dies loses its submission to another one, and cannot record it afterwards', async () => {
		const { services, clock, send, verification } = await site();
		const { id, learnerId } = await send();
		const dead = await claimNext(services);
		assert(dead, 'the first judge has it');

		expect(await claimNext(services)).toBeNull();
		clock.advance(JUDGING.leaseMs + 1);
		const living = await claimNext(services);
		assert(living, 'the second judge has it');

		expect(living.submission.id).toBe(id);
		expect(await recordReport(services, dead, reportOf({ checks: [] }), verification)).toBe(
			'claimed_by_another'
		);
		expect(await recordReport(services, living, reportOf(), verification)).toBe('judged');
		expect(await findSubmission(services, learnerId, id)).toMatchObject({
			state: 'judged',
			verdict: 'accepted'
		});
	});

	test('a failure of ours is tried three times and counts against nobody', async () => {
		const { services, send, verification } = await site();
		const { id, learnerId } = await send();
		const broken = reportOf({ stopped: OUR_FAILURE, checks: [] });

		const recorded: string[] = [];
		for (let claim = await claimNext(services); claim; claim = await claimNext(services)) {
			recorded.push(await recordReport(services, claim, broken, verification));
		}

		expect(recorded).toEqual(['returned_to_queue', 'returned_to_queue', 'judged']);
		expect(await findSubmission(services, learnerId, id)).toMatchObject({ verdict: 'internal_error' });
		const { acceptedExerciseSlugs } = await learningRecord(services, learnerId);
		expect([...acceptedExerciseSlugs]).toEqual([]);
	});

	test('a check that never ran was not passed', async () => {
		const { services, send, verification } = await site();
		const { id, learnerId } = await send();
		const claim = await claimNext(services);
		assert(claim, 'it is claimed');

		await recordReport(services, claim, reportOf({ checks: [] }), verification);

		const view = await findSubmission(services, learnerId, id);
		expect(view?.verdict).toBe('runtime_error');
		expect(view?.checks.map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped', 'skipped']);
	});

	test('keeps a report of bounded size, whatever a program printed', async () => {
		const { services, send, verification } = await site();
		const { id } = await send();
		const claim = await claimNext(services);
		assert(claim, 'it is claimed');
		const flood = {
			level: 'log' as const,
			values: [{ kind: 'string' as const, text: 'x'.repeat(JUDGING.reportMaxBytes) }],
			depth: 0,
			atMs: 0,
			location: null
		};

		await recordReport(services, claim, reportOf({ output: [flood] }), verification);

		const row = await services.db
			.selectFrom('submission')
			.select('report_json')
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		expect(row.report_json?.length).toBeLessThanOrEqual(JUDGING.reportMaxBytes);
	});
});

async function claimUntilEmpty(services: Services, judgesCount: number): Promise<Claim[]> {
	const claims: Claim[] = [];
	for (;;) {
		const round = await Promise.all(Array.from({ length: judgesCount }, () => claimNext(services)));
		const taken = round.filter((claim) => claim !== null);
		if (taken.length === 0) return claims;
		claims.push(...taken);
	}
}
