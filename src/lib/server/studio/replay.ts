import { exerciseSourceFrom } from '../../authoring/reading/exercise-source.ts';
import { inLanes } from '../../authoring/lanes.ts';
import { judgingSeeds, runSubmission } from '../../authoring/run-submission.ts';
import { contentHashOf, demandedCheckIds, type Verification } from '../../authoring/verification.ts';
import type { Account } from '../../domain/account.ts';
import type { ExerciseSource } from '../../domain/exercise.ts';
import { STUDIO } from '../../domain/limits.ts';
import type { Report } from '../../domain/report.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { FlippedVerdict, Replay, ReplayFailure, StudioFault } from '../../domain/source-draft.ts';
import { submittableFiles } from '../../domain/submittable-files.ts';
import { verdictOf } from '../../domain/verdict.ts';
import * as fileSnapshots from '../db/file-snapshots.ts';
import * as drafts from '../db/source-drafts.ts';
import * as submissions from '../db/submissions.ts';
import type { JudgedSnapshot } from '../db/submissions.ts';
import * as verifications from '../db/verifications.ts';
import { engineHashIn } from '../sandbox-pool/engine-hash.ts';
import type { Services } from '../services.ts';
import type { WorkState } from './long-work.ts';

type Answer<Value> = Promise<Result<Value, StudioFault>>;

/** Of a draft as it stands now; null when nobody has asked for it since the server started. */
export async function findReplay(
	services: Services,
	reader: Account,
	id: string
): Answer<WorkState<Replay> | null> {
	const draft = await drafts.find(services.db, id, reader);
	if (!draft) return refuse({ code: 'source_draft_unknown' });
	return ok(services.replays.find(draft.contentHash ?? ''));
}

/**
 * Judges again, by a draft that is verified, what learners have sent in so far: the newest of each set of files.
 * Nothing of it is kept and no learner is told; it shows the author whose verdict a publication would turn.
 */
export async function replaySubmissions(
	services: Services,
	author: Account,
	id: string
): Answer<WorkState<Replay> | null> {
	const { db, config, replays } = services;
	const draft = await drafts.find(db, id, author);
	if (!draft || !(await drafts.mayChange(db, id, author.id))) return refuse({ code: 'source_draft_unknown' });
	const source = exerciseSourceFrom(draft.slug, draft.files);
	if (!source.ok) return refuse({ code: 'source_not_verified' });
	const contentHash = contentHashOf(source.value);
	const kept = await verifications.find(db, contentHash, await engineHashIn(config.machineFolder));
	const verification = kept?.verification;
	if (!verification) return refuse({ code: 'source_not_verified' });

	const isStarted = replays.start(contentHash, (onProgress) =>
		replay(services, { source: source.value, verification }, onProgress)
	);
	return isStarted
		? ok(replays.find(contentHash))
		: refuse({ code: 'verifier_busy', retryAfterMs: STUDIO.verifyAgainMs });
}

interface Proved {
	source: ExerciseSource;
	verification: Verification;
}

async function replay(
	services: Services,
	proved: Proved,
	onProgress: (done: number, total: number) => void
): Promise<Replay> {
	const judged = await submissions.listJudgedSnapshots(
		services.db,
		proved.source.slug,
		STUDIO.replayedSubmissionsMax
	);
	let doneCount = 0;
	const outcomes = await inLanes(judged, STUDIO.replayLanesCount, async (each) => {
		const outcome = await judgeAgain(services, proved, each);
		onProgress((doneCount += 1), judged.length);
		return outcome;
	});
	const flips = outcomes.filter((outcome) => typeof outcome !== 'string');
	return {
		total: judged.length,
		flipsCount: flips.length,
		// Accepted work that would not be accepted any more comes first.
		flips: flips
			.toSorted((a, b) => Number(b.before === 'accepted') - Number(a.before === 'accepted'))
			.slice(0, STUDIO.flipsShownMax),
		unfitCount: outcomes.filter((outcome) => outcome === 'unfit').length
	};
}

async function judgeAgain(
	{ db, sandboxPool, typeChecker }: Services,
	{ source, verification }: Proved,
	{ submissionId, fileSnapshotId, verdict, reportJson }: JudgedSnapshot
): Promise<FlippedVerdict | 'same' | 'unfit'> {
	const sent = submittableFiles(source.starter, await fileSnapshots.get(db, fileSnapshotId));
	// A file came, went, or may not be changed any more: this work cannot be sent again as it is.
	if (!sent.ok) return 'unfit';
	const report = await runSubmission((job) => sandboxPool.run(job, 'studio'), source, sent.value, {
		jobId: submissionId,
		seeds: judgingSeeds(source),
		checkTypes: typeChecker.check,
		endsAtFirstFailure: true
	});
	const after = verdictOf(report, demandedCheckIds(verification));
	if (after === verdict || after === 'internal_error') return 'same';
	const reportBefore: Report | null = reportJson === null ? null : JSON.parse(reportJson);
	return {
		files: sent.value,
		before: verdict,
		after,
		failureBefore: reportBefore && failureOf(reportBefore),
		failureAfter: failureOf(report)
	};
}

function failureOf({ checks, stopped }: Report): ReplayFailure | null {
	const failed = checks.find(({ outcome }) => outcome !== 'accepted' && outcome !== 'skipped');
	if (failed) return { title: failed.title, message: failed.message ?? '' };
	return stopped && { title: '', message: stopped.message };
}
