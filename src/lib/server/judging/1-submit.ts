import type { Account } from '../../domain/account.ts';
import { filesFrom } from '../../domain/files.ts';
import { JUDGING, THROTTLE } from '../../domain/limits.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { submittableFiles } from '../../domain/submittable-files.ts';
import type { NewSubmission, Submission, SubmitFault } from '../../domain/submission.ts';
import { lockAccount } from '../db/accounts.ts';
import * as exercises from '../db/exercises.ts';
import * as fileSnapshots from '../db/file-snapshots.ts';
import { countAgainst } from '../db/rate-limits.ts';
import * as submissions from '../db/submissions.ts';
import type { Services } from '../services.ts';

export interface SubmitRequest {
	exerciseSlug: string;
	files: Readonly<Record<string, unknown>>;
	/** Chosen by the browser: the same key again is the same submission. */
	clientKey: string;
}

/**
 * Accepts a learner's files for judging and returns at once. What it returns is kept: the judge
 * takes it from the queue and records the verdict later, whatever happens to this process.
 */
export async function submit(
	services: Services,
	learner: Account | null,
	{ exerciseSlug, files, clientKey }: SubmitRequest
): Promise<Result<Submission, SubmitFault>> {
	if (learner === null) return refuse({ code: 'sign_in_required' });
	const { db, clock, newId, judge } = services;

	const sent = filesFrom(files);
	if (!sent.ok) return sent;
	const revision = await exercises.findCurrentRevision(db, exerciseSlug);
	if (revision === null) return refuse({ code: 'exercise_unknown', slug: exerciseSlug });
	const allowed = submittableFiles(revision.source.starter, sent.value);
	if (!allowed.ok) return allowed;

	const outcome = await db.transaction().execute(async (tx): Promise<Result<Submission, SubmitFault>> => {
		await lockAccount(tx, learner.id);
		const replayed = await submissions.findByClientKey(tx, learner.id, clientKey);
		if (replayed) return ok(replayed);

		const fileSnapshotId = await fileSnapshots.keep(tx, allowed.value);
		const submission: NewSubmission = {
			id: newId('sub'),
			clientKey,
			learnerId: learner.id,
			exerciseSlug,
			revisionId: revision.id,
			fileSnapshotId,
			submittedAt: clock.now()
		};
		const fault = await reasonAgainst(services, tx, submission);
		if (fault) return refuse(fault);

		const inserted = await submissions.insertQueued(tx, submission);
		return ok(inserted ?? { ...submission, state: 'queued' });
	});

	if (outcome.ok && outcome.value.state === 'queued') judge.wake();
	return outcome;
}

/** The throttle comes last, because asking it counts. */
async function reasonAgainst(
	{ clock }: Services,
	tx: Services['db'],
	{ learnerId, exerciseSlug, revisionId, fileSnapshotId }: NewSubmission
): Promise<SubmitFault | null> {
	const latest = await submissions.findLatest(tx, learnerId, exerciseSlug);
	const saysTheSame = latest?.fileSnapshotId === fileSnapshotId && latest.revisionId === revisionId;
	// After a failure of ours, sending the same again is the right thing to do.
	const isAnswered = latest?.state !== 'judged' || latest.verdict !== 'internal_error';
	if (latest && saysTheSame && isAnswered) {
		return { code: 'same_as_last_submission', submissionId: latest.id };
	}

	if ((await submissions.countWaiting(tx, learnerId)) >= JUDGING.queuedPerLearnerMax) {
		return { code: 'submitting_too_fast', retryAfterMs: RETRY_AFTER_MS };
	}
	if ((await submissions.countWaiting(tx, null)) >= JUDGING.queuedMax) {
		return { code: 'judge_overloaded', retryAfterMs: RETRY_AFTER_MS };
	}
	const throttle = { limitCount: THROTTLE.submissionsPerMinute, windowMs: 60_000 };
	const answer = await countAgainst(tx, `submit:${learnerId}`, throttle, clock.now());
	return answer.allowed ? null : { code: 'submitting_too_fast', retryAfterMs: answer.retryAfterMs };
}

/** A queue is shorter after a few runs; nobody can say by how much. */
const RETRY_AFTER_MS = 5_000;
