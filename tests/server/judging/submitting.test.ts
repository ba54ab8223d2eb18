import { describe, expect, test } from 'vitest';
import type { Account } from '../../../src/lib/domain/account.ts';
import { JUDGING, THROTTLE } from '../../../src/lib/domain/limits.ts';
import type { Submission, SubmitFault } from '../../../src/lib/domain/submission.ts';
import type { Result } from '../../../src/lib/domain/result.ts';
import * as fileSnapshots from '../../../src/lib/server/db/file-snapshots.ts';
import { submit } from '../../../src/lib/server/judging/1-submit.ts';
import { claimNext } from '../../../src/lib/server/judging/2-claim.ts';
import { recordReport } from '../../../src/lib/server/judging/3-record.ts';
import { createJudge } from '../../../src/lib/server/judging/judge.ts';
import { findSubmission } from '../../../src/lib/server/judging/submission-views.ts';
import type { Services } from '../../../src/lib/server/services.ts';
import {
	filesNoted,
	publishTemplate,
	reportOf,
	sampleFiles,
	templateSource,
	verificationOf
} from '../../support/exercises.ts';
import { accountIn, databases, testServices } from '../../support/services.ts';

describe.each(databases)('submitting, on %s', (database) => {
	/** A judge that takes nothing, so that a test sees the queue as it is. */
	async function site() {
		const { services, clock } = await testServices(database, {
			judge: (all) => createJudge(all, { concurrency: 0 })
		});
		const source = await publishTemplate(services);
		return { services, clock, source, ada: await accountIn(services) };
	}

	test('queues the files under the revision of that moment, without what is read-only', async () => {
		const { services, source, ada } = await site();
		const files = sampleFiles(source, 'loop');

		const submitted = await submit(services, ada, { exerciseSlug: 'backoff', files, clientKey: 'key-00001' });

		expect(submitted).toMatchObject({ ok: true, value: { state: 'queued', learnerId: ada.id } });
		const snapshotId = submitted.ok ? submitted.value.fileSnapshotId : '';
		expect(await fileSnapshots.get(services.db, snapshotId)).toEqual(files);
	});

	test('refuses whoever is not signed in, unknown exercises, and files that are not the learner’s to send', async () => {
		const { services, source, ada } = await site();
		const right = sampleFiles(source, 'loop');
		const send = (files: Record<string, unknown>, exerciseSlug = 'backoff', account: Account | null = ada) =>
			submit(services, account, { exerciseSlug, files, clientKey: 'key-00001' });

		expect(await send(right, 'backoff', null)).toMatchObject({ fault: { code: 'sign_in_required' } });
		expect(await send(right, 'nothing')).toMatchObject({ fault: { code: 'exercise_unknown' } });
		expect(await send({})).toMatchObject({ fault: { code: 'file_missing', path: 'backoff.ts' } });
		expect(await send({ ...right, 'checks/hidden.ts': '' })).toMatchObject({
			fault: { code: 'file_not_editable', path: 'checks/hidden.ts' }
		});
		expect(await send({ 'backoff.ts': `import '../x.ts';\n${right['backoff.ts']}` })).toMatchObject({
			fault: { code: 'file_not_editable', path: 'backoff.ts' }
		});
		expect(await send({ ...right, '../backoff.ts': '' })).toMatchObject({
			fault: { code: 'file_path_invalid' }
		});
		expect(await send({ 'backoff.ts': 'a\0b' })).toMatchObject({ fault: { code: 'file_text_invalid' } });
		expect(await send({ 'backoff.ts': 'x'.repeat(70_000) })).toMatchObject({
			fault: { code: 'file_too_large' }
		});
		expect(await claimNext(services)).toBeNull();
	});

	test('the same key fifty times at once is one submission, and everyone gets it', async () => {
		const { services, source, ada } = await site();
		const request = { exerciseSlug: 'backoff', files: sampleFiles(source, 'loop'), clientKey: 'key-00001' };

		const answers = await Promise.all(Array.from({ length: 50 }, () => submit(services, ada, request)));

		const ids = new Set(answers.map((answer) => (answer.ok ? answer.value.id : answer.fault.code)));
		expect(ids.size).toBe(1);
		const { count } = await services.db
			.selectFrom('submission')
			.select((select) => select.fn.countAll<number>().as('count'))
			.executeTakeFirstOrThrow();
		expect(Number(count)).toBe(1);
	});

	test('the same files as last time are refused with what they became, unless that was a failure of ours', async () => {
		const { services, source, ada } = await site();
		const files = sampleFiles(source, 'loop');
		const send = (clientKey: string) => submit(services, ada, { exerciseSlug: 'backoff', files, clientKey });
		const first = await send('key-00001');

		expect(await send('key-00002')).toMatchObject({
			fault: { code: 'same_as_last_submission', submissionId: idOf(first) }
		});

		await failThreeTimes(services);
		expect(await send('key-00003')).toMatchObject({ ok: true });
	});

	test('one learner does not fill the queue, and does not submit faster than a person', async () => {
		const { services, clock, source, ada } = await site();
		let sent = 0;
		const send = () => {
			sent += 1;
			const files = filesNoted(source, `change ${sent}`);
			return submit(services, ada, { exerciseSlug: 'backoff', files, clientKey: `key-${10_000 + sent}` });
		};

		for (let waiting = 0; waiting < JUDGING.queuedPerLearnerMax; waiting += 1) {
			expect(await send()).toMatchObject({ ok: true });
		}
		expect(await send()).toMatchObject({ fault: { code: 'submitting_too_fast' } });

		let accepted: number = JUDGING.queuedPerLearnerMax;
		while (accepted < THROTTLE.submissionsPerMinute) {
			await judgeAll(services);
			expect(await send()).toMatchObject({ ok: true });
			accepted += 1;
		}
		await judgeAll(services);
		expect(await send()).toMatchObject({ fault: { code: 'submitting_too_fast' } });
		clock.advance(60_000);
		expect(await send()).toMatchObject({ ok: true });
	});

	test('a submission is shown to who sent it, and to nobody else', async () => {
		const { services, source, ada } = await site();
		const eve = await accountIn(services, { displayName: 'Eve' });
		const submitted = await submit(services, ada, {
			exerciseSlug: 'backoff',
			files: sampleFiles(source, 'loop'),
			clientKey: 'key-00001'
		});

		expect(await findSubmission(services, ada.id, idOf(submitted))).toMatchObject({ state: 'queued' });
		expect(await findSubmission(services, eve.id, idOf(submitted))).toBeNull();
		expect(await findSubmission(services, ada.id, 'sub_unknown')).toBeNull();
	});

	async function judgeAll(services: Services): Promise<void> {
		const verification = verificationOf(await templateSource());
		for (let claim = await claimNext(services); claim; claim = await claimNext(services)) {
			await recordReport(services, claim, reportOf(), verification);
		}
	}

	async function failThreeTimes(services: Services): Promise<void> {
		const verification = verificationOf(await templateSource());
		const broken = reportOf({ stopped: OUR_FAILURE, checks: [] });
		for (let claim = await claimNext(services); claim; claim = await claimNext(services)) {
			await recordReport(services, claim, broken, verification);
		}
	}
});

const OUR_FAILURE = { verdict: 'internal_error', message: 'we broke', error: null, location: null } as const;

function idOf(submitted: Result<Submission, SubmitFault>): string {
	return submitted.ok ? submitted.value.id : `refused: ${submitted.fault.code}`;
}
