import type { Kysely, Selectable } from 'kysely';
import { assert } from '../../domain/assert.ts';
import type { NewSubmission, Submission } from '../../domain/submission.ts';
import { isVerdict, type Verdict } from '../../domain/verdict.ts';
import { databaseOf } from './ddl.ts';
import type { SubmissionTable, Tables } from './tables.ts';

/** A submission in the hands of one judge. `triesCount` is its ticket: a judge that comes back too late holds an old one. */
export interface Claim {
	submission: Extract<Submission, { state: 'judging' }>;
	triesCount: number;
}

/** A judged submission with what the judge saw. */
export interface SubmissionWithReport {
	submission: Submission;
	revisionNumber: number;
	reportJson: string | null;
}

/** Null when the learner has already sent one under this key. */
export async function insertQueued(
	tx: Kysely<Tables>,
	submission: NewSubmission
): Promise<Submission | null> {
	const row = await tx
		.insertInto('submission')
		.values({
			id: submission.id,
			client_key: submission.clientKey,
			learner_id: submission.learnerId,
			exercise_slug: submission.exerciseSlug,
			exercise_revision_id: submission.revisionId,
			file_snapshot_id: submission.fileSnapshotId,
			submitted_at: submission.submittedAt.getTime(),
			state: 'queued',
			tries_count: 0
		})
		.onConflict((conflict) => conflict.columns(['learner_id', 'client_key']).doNothing())
		.returningAll()
		.executeTakeFirst();
	return row ? submissionFrom(row) : null;
}

export async function findByClientKey(
	db: Kysely<Tables>,
	learnerId: string,
	clientKey: string
): Promise<Submission | null> {
	const row = await db
		.selectFrom('submission')
		.selectAll()
		.where('learner_id', '=', learnerId)
		.where('client_key', '=', clientKey)
		.executeTakeFirst();
	return row ? submissionFrom(row) : null;
}

export async function findLatest(
	db: Kysely<Tables>,
	learnerId: string,
	exerciseSlug: string
): Promise<Submission | null> {
	const row = await db
		.selectFrom('submission')
		.selectAll()
		.where('learner_id', '=', learnerId)
		.where('exercise_slug', '=', exerciseSlug)
		.orderBy('submitted_at', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ? submissionFrom(row) : null;
}

/** Also a claimed one counts: it takes the judge's time. */
export async function countWaiting(db: Kysely<Tables>, learnerId: string | null): Promise<number> {
	const { count } = await db
		.selectFrom('submission')
		.select((select) => select.fn.countAll<number>().as('count'))
		.where('state', 'in', ['queued', 'judging'])
		.$if(learnerId !== null, (query) => query.where('learner_id', '=', learnerId ?? ''))
		.executeTakeFirstOrThrow();
	return Number(count);
}

/**
 * Takes the submission that has waited longest, so that no other judge takes it too. One that a
 * judge claimed and never finished counts as waiting once its lease is over. A learner has one
 * judged at a time, so that nobody's queue stands before everybody else's.
 */
export async function claimNext(db: Kysely<Tables>, now: Date, leaseMs: number): Promise<Claim | null> {
	const at = now.getTime();
	const row = await db
		.updateTable('submission')
		.set((update) => ({
			state: 'judging',
			claimed_at: at,
			lease_expires_at: at + leaseMs,
			tries_count: update('tries_count', '+', 1)
		}))
		.where('id', '=', (query) =>
			query
				.selectFrom('submission as waiting')
				.select('waiting.id')
				.where((is) =>
					is.or([
						is('waiting.state', '=', 'queued'),
						is.and([is('waiting.state', '=', 'judging'), is('waiting.lease_expires_at', '<', at)])
					])
				)
				.where((is) =>
					is.not(
						is.exists(
							is
								.selectFrom('submission as other')
								.select('other.id')
								.whereRef('other.learner_id', '=', 'waiting.learner_id')
								.where('other.state', '=', 'judging')
								.where('other.lease_expires_at', '>=', at)
						)
					)
				)
				.orderBy('waiting.submitted_at')
				.orderBy('waiting.id')
				.limit(1)
				// SQLite writes one statement at a time; PostgreSQL would let two judges wait for one row.
				.$if(databaseOf(db) === 'postgres', (select) => select.forUpdate().skipLocked())
		)
		.where((is) => is.or([is('state', '=', 'queued'), is('lease_expires_at', '<', at)]))
		.returningAll()
		.executeTakeFirst();
	return row ? claimFrom(row) : null;
}

/** False when the claim is no longer this judge's: somebody else has judged, or is judging. */
export async function recordVerdict(
	tx: Kysely<Tables>,
	{ submission, triesCount }: Claim,
	outcome: { verdict: Verdict; reportJson: string | null; judgedAt: Date }
): Promise<boolean> {
	const row = await tx
		.updateTable('submission')
		.set({
			state: 'judged',
			verdict: outcome.verdict,
			report_json: outcome.reportJson,
			judged_at: outcome.judgedAt.getTime(),
			lease_expires_at: null
		})
		.where('id', '=', submission.id)
		.where('state', '=', 'judging')
		.where('tries_count', '=', triesCount)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Puts it back where it stood in the queue, for another try. */
export async function returnToQueue(db: Kysely<Tables>, { submission, triesCount }: Claim): Promise<void> {
	await db
		.updateTable('submission')
		.set({ state: 'queued', claimed_at: null, lease_expires_at: null })
		.where('id', '=', submission.id)
		.where('state', '=', 'judging')
		.where('tries_count', '=', triesCount)
		.execute();
}

export async function findState(db: Kysely<Tables>, id: string): Promise<Submission['state'] | null> {
	const row = await db.selectFrom('submission').select('state').where('id', '=', id).executeTakeFirst();
	return row?.state ?? null;
}

/** Null for a foreign one, as for one that does not exist. */
export async function findOwn(
	db: Kysely<Tables>,
	learnerId: string,
	id: string
): Promise<SubmissionWithReport | null> {
	const row = await withRevisionNumber(db)
		.where('submission.learner_id', '=', learnerId)
		.where('submission.id', '=', id)
		.executeTakeFirst();
	return row ? submissionWithReportFrom(row) : null;
}

/** The latest first. */
export async function listOwn(
	db: Kysely<Tables>,
	learnerId: string,
	exerciseSlug: string,
	limit: number
): Promise<SubmissionWithReport[]> {
	const rows = await withRevisionNumber(db)
		.where('submission.learner_id', '=', learnerId)
		.where('submission.exercise_slug', '=', exerciseSlug)
		.orderBy('submission.submitted_at', 'desc')
		.orderBy('submission.id', 'desc')
		.limit(limit)
		.execute();
	return rows.map(submissionWithReportFrom);
}

/** Per exercise: when a submission was first accepted, if one was, and when the learner last submitted it. */
export async function summarize(
	db: Kysely<Tables>,
	learnerId: string
): Promise<
	{ exerciseSlug: string; isAccepted: boolean; firstAcceptedAt: Date | null; lastSubmittedAt: Date }[]
> {
	const rows = await db
		.selectFrom('submission')
		.select((select) => [
			'exercise_slug',
			select.fn.max('submitted_at').as('last_submitted_at'),
			// The aggregate passes over the rows for which the case has no value.
			select.fn
				.min<number | null>(
					select.case().when('verdict', '=', 'accepted').then(select.ref('submitted_at')).end()
				)
				.as('first_accepted_at')
		])
		.where('learner_id', '=', learnerId)
		.groupBy('exercise_slug')
		.execute();
	return rows.map((row) => ({
		exerciseSlug: row.exercise_slug,
		isAccepted: row.first_accepted_at !== null,
		firstAcceptedAt: row.first_accepted_at === null ? null : new Date(Number(row.first_accepted_at)),
		lastSubmittedAt: new Date(Number(row.last_submitted_at))
	}));
}

/** The latest first, of all exercises. */
export async function listRecent(
	db: Kysely<Tables>,
	learnerId: string,
	limit: number
): Promise<Submission[]> {
	const rows = await db
		.selectFrom('submission')
		.selectAll()
		.where('learner_id', '=', learnerId)
		.orderBy('submitted_at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
	return rows.map(submissionFrom);
}

function withRevisionNumber(db: Kysely<Tables>) {
	return db
		.selectFrom('submission')
		.innerJoin('exercise_revision', 'exercise_revision.id', 'submission.exercise_revision_id')
		.selectAll('submission')
		.select('exercise_revision.number as revision_number');
}

function submissionWithReportFrom(
	row: Selectable<SubmissionTable> & { revision_number: number }
): SubmissionWithReport {
	return {
		submission: submissionFrom(row),
		revisionNumber: row.revision_number,
		reportJson: row.report_json
	};
}

function claimFrom(row: Selectable<SubmissionTable>): Claim {
	const submission = submissionFrom(row);
	assert(submission.state === 'judging', 'a claimed submission is being judged');
	return { submission, triesCount: row.tries_count };
}

function submissionFrom(row: Selectable<SubmissionTable>): Submission {
	const common = {
		id: row.id,
		clientKey: row.client_key,
		learnerId: row.learner_id,
		exerciseSlug: row.exercise_slug,
		revisionId: row.exercise_revision_id,
		fileSnapshotId: row.file_snapshot_id,
		submittedAt: new Date(row.submitted_at)
	};

	switch (row.state) {
		case 'queued':
			return { ...common, state: 'queued' };
		case 'judging':
			assert(row.claimed_at !== null, 'a submission being judged has been claimed');
			return { ...common, state: 'judging', claimedAt: new Date(row.claimed_at) };
		case 'judged':
			assert(row.judged_at !== null, 'a judged submission has a time of judgement');
			assert(isVerdict(row.verdict), `a judged submission has a verdict, not ${row.verdict}`);
			return { ...common, state: 'judged', judgedAt: new Date(row.judged_at), verdict: row.verdict };
	}
}

/** What was judged, without whose it is. */
export interface JudgedSnapshot {
	submissionId: string;
	fileSnapshotId: string;
	verdict: Verdict;
	reportJson: string | null;
}

/** The newest submission of each set of files, newest first; our own failures are no verdicts. */
export async function listJudgedSnapshots(
	db: Kysely<Tables>,
	exerciseSlug: string,
	limit: number
): Promise<JudgedSnapshot[]> {
	const rows = await db
		.selectFrom('submission')
		.where('exercise_slug', '=', exerciseSlug)
		.where('state', '=', 'judged')
		.where('verdict', '!=', 'internal_error')
		.where('submitted_at', '=', (newest) =>
			newest
				.selectFrom('submission as other')
				.whereRef('other.file_snapshot_id', '=', 'submission.file_snapshot_id')
				.whereRef('other.exercise_slug', '=', 'submission.exercise_slug')
				.where('other.state', '=', 'judged')
				.select((select) => select.fn.max('other.submitted_at').as('submitted_at'))
		)
		.select(['id', 'file_snapshot_id', 'verdict', 'report_json'])
		.orderBy('submitted_at', 'desc')
		.limit(limit)
		.execute();
	const seen = new Set<string>();
	return rows.flatMap((row) => {
		if (row.verdict === null || seen.has(row.file_snapshot_id)) return [];
		seen.add(row.file_snapshot_id);
		return [
			{
				submissionId: row.id,
				fileSnapshotId: row.file_snapshot_id,
				verdict: row.verdict,
				reportJson: row.report_json
			}
		];
	});
}
