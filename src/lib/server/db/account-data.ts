import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

const PAGE_ROWS = 50;
/** Bound variables have a limit in both databases. */
const CHUNK_ROWS = 500;

/** Every table with rows about an account. A test compares this with the columns of the schema. */
export const EXPORTED_TABLES = [
	'account',
	'session',
	'audit_event',
	'submission',
	'draft',
	'prediction_answer',
	'lesson_visit',
	'exercise_draft',
	'exercise_draft_share',
	'collection'
] as const;

type ExportedTable = (typeof EXPORTED_TABLES)[number];
type Row = Record<string, string | number | null>;

/** The account's rows of one table, page by page. */
export function rowsOf(db: Kysely<Tables>, table: ExportedTable, accountId: string): AsyncIterable<Row> {
	switch (table) {
		case 'account':
			return oneRow(db, accountId);
		case 'session':
			return paged(
				(after) =>
					db
						.selectFrom('session')
						.select([
							'id',
							'account_id',
							'created_at',
							'expires_at',
							'absolute_expires_at',
							'last_seen_at',
							'user_agent'
						])
						.where('account_id', '=', accountId)
						.where('id', '>', after)
						.orderBy('id')
						.limit(PAGE_ROWS)
						.execute(),
				(row) => row.id
			);
		case 'audit_event':
			return paged(
				(after) =>
					db
						.selectFrom('audit_event')
						.selectAll()
						.where((where) => where.or([where('actor_id', '=', accountId), where('target', '=', accountId)]))
						.where('id', '>', after)
						.orderBy('id')
						.limit(PAGE_ROWS)
						.execute(),
				(row) => row.id
			);
		case 'submission':
			return submissions(db, accountId);
		case 'draft':
			return paged(
				(after) =>
					db
						.selectFrom('draft')
						.selectAll()
						.where('account_id', '=', accountId)
						.where('workspace_key', '>', after)
						.orderBy('workspace_key')
						.limit(PAGE_ROWS)
						.execute(),
				(row) => row.workspace_key
			);
		case 'prediction_answer':
			return paged(
				(after) =>
					db
						.selectFrom('prediction_answer')
						.selectAll()
						.where('account_id', '=', accountId)
						.where((where) =>
							where(where.refTuple('lesson_slug', 'prediction_id'), '>', where.tuple(...pairFrom(after)))
						)
						.orderBy('lesson_slug')
						.orderBy('prediction_id')
						.limit(PAGE_ROWS)
						.execute(),
				(row) => `${row.lesson_slug}/${row.prediction_id}`
			);
		case 'lesson_visit':
			return paged(
				(after) =>
					db
						.selectFrom('lesson_visit')
						.selectAll()
						.where('account_id', '=', accountId)
						.where('lesson_slug', '>', after)
						.orderBy('lesson_slug')
						.limit(PAGE_ROWS)
						.execute(),
				(row) => row.lesson_slug
			);
		case 'exercise_draft':
			return paged(
				(after) =>
					db
						.selectFrom('exercise_draft')
						.selectAll()
						.where('owner_id', '=', accountId)
						.where('id', '>', after)
						.orderBy('id')
						.limit(PAGE_ROWS)
						.execute(),
				(row) => row.id
			);
		case 'exercise_draft_share':
			return paged(
				(after) =>
					db
						.selectFrom('exercise_draft_share')
						.selectAll()
						.where('account_id', '=', accountId)
						.where('draft_id', '>', after)
						.orderBy('draft_id')
						.limit(PAGE_ROWS)
						.execute(),
				(row) => row.draft_id
			);
		case 'collection':
			return paged(
				(after) =>
					db
						.selectFrom('collection')
						.selectAll()
						.where('owner_id', '=', accountId)
						.where('id', '>', after)
						.orderBy('id')
						.limit(PAGE_ROWS)
						.execute(),
				(row) => row.id
			);
	}
}

/** Submissions, and the files that nobody else sent, too; files are kept once however often they were sent. */
export async function deleteWork(tx: Kysely<Tables>, accountId: string): Promise<void> {
	const sent = await tx
		.selectFrom('submission')
		.select('file_snapshot_id')
		.distinct()
		.where('learner_id', '=', accountId)
		.execute();
	await tx.deleteFrom('submission').where('learner_id', '=', accountId).execute();

	for (let start = 0; start < sent.length; start += CHUNK_ROWS) {
		const ids = sent.slice(start, start + CHUNK_ROWS).map((row) => row.file_snapshot_id);
		await tx
			.deleteFrom('file_snapshot')
			.where('id', 'in', ids)
			.where((where) =>
				where.not(
					where.exists(
						where
							.selectFrom('submission')
							.select('submission.id')
							.whereRef('submission.file_snapshot_id', '=', 'file_snapshot.id')
					)
				)
			)
			.execute();
	}
}

/** Limits are kept under keys that may name the account. */
export async function deleteThrottles(tx: Kysely<Tables>, accountId: string): Promise<void> {
	await tx.deleteFrom('rate_limit').where('key', 'like', `%${accountId}%`).execute();
}

async function* oneRow(db: Kysely<Tables>, accountId: string): AsyncGenerator<Row> {
	yield* await db
		.selectFrom('account')
		.select([
			'id',
			'email',
			'email_normalized',
			'display_name',
			'role',
			'created_at',
			'updated_at',
			'suspended_at'
		])
		.where('id', '=', accountId)
		.execute();
}

/** With the files themselves in place of the name they are kept under. */
function submissions(db: Kysely<Tables>, accountId: string): AsyncIterable<Row> {
	return paged(
		(after) =>
			db
				.selectFrom('submission')
				.innerJoin('file_snapshot', 'file_snapshot.id', 'submission.file_snapshot_id')
				.select([
					'submission.id',
					'submission.client_key',
					'submission.learner_id',
					'submission.exercise_slug',
					'submission.exercise_revision_id',
					'submission.file_snapshot_id',
					'submission.submitted_at',
					'submission.state',
					'submission.tries_count',
					'submission.claimed_at',
					'submission.lease_expires_at',
					'submission.judged_at',
					'submission.verdict',
					'file_snapshot.files_json'
				])
				.where('submission.learner_id', '=', accountId)
				.where('submission.id', '>', after)
				.orderBy('submission.id')
				.limit(PAGE_ROWS)
				.execute(),
		(row) => row.id
	);
}

async function* paged<Found extends Row>(
	pageAfter: (key: string) => Promise<Found[]>,
	keyOf: (row: Found) => string
): AsyncGenerator<Row> {
	let after = '';
	for (;;) {
		const rows = await pageAfter(after);
		yield* rows;
		const last = rows.at(-1);
		if (last === undefined || rows.length < PAGE_ROWS) return;
		after = keyOf(last);
	}
}

/** Slugs have no slash, so the first one parts the two. */
function pairFrom(key: string): [string, string] {
	const slash = key.indexOf('/');
	return slash < 0 ? ['', ''] : [key.slice(0, slash), key.slice(slash + 1)];
}
