import { sql } from 'kysely';
import { ddlFor, type AnyKysely } from '../src/lib/server/db/ddl.ts';

/** What is taught in exercises, and what learners did with it. */
export async function up(db: AnyKysely): Promise<void> {
	const { table, integer } = ddlFor(db);

	await table('exercise')
		.addColumn('slug', 'text', (c) => c.primaryKey().notNull())
		.addColumn('current_revision_id', 'text')
		.addColumn('retired_at', integer)
		.execute();

	await table('exercise_revision')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('exercise_slug', 'text', (c) => c.notNull().references('exercise.slug'))
		.addColumn('number', integer, (c) => c.notNull())
		.addColumn('content_hash', 'text', (c) => c.notNull())
		.addColumn('source_json', 'text', (c) => c.notNull())
		.addColumn('verification_json', 'text', (c) => c.notNull())
		.addColumn('published_at', integer, (c) => c.notNull())
		.addUniqueConstraint('exercise_revision_number', ['exercise_slug', 'number'])
		.addUniqueConstraint('exercise_revision_content', ['exercise_slug', 'content_hash'])
		.execute();

	await table('file_snapshot')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('files_json', 'text', (c) => c.notNull())
		.execute();

	await table('submission')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('client_key', 'text', (c) => c.notNull())
		.addColumn('learner_id', 'text', (c) => c.notNull().references('account.id').onDelete('cascade'))
		.addColumn('exercise_slug', 'text', (c) => c.notNull().references('exercise.slug'))
		.addColumn('exercise_revision_id', 'text', (c) => c.notNull().references('exercise_revision.id'))
		.addColumn('file_snapshot_id', 'text', (c) => c.notNull().references('file_snapshot.id'))
		.addColumn('submitted_at', integer, (c) => c.notNull())
		.addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('queued', 'judging', 'judged')`))
		.addColumn('tries_count', integer, (c) => c.notNull())
		.addColumn('claimed_at', integer)
		.addColumn('lease_expires_at', integer)
		.addColumn('judged_at', integer)
		.addColumn('verdict', 'text', (c) =>
			c.check(sql`verdict in ('internal_error', 'compile_error', 'time_limit_exceeded', 'memory_limit_exceeded',
				'output_limit_exceeded', 'runtime_error', 'wrong_answer', 'accepted')`)
		)
		.addColumn('report_json', 'text')
		.addUniqueConstraint('submission_once', ['learner_id', 'client_key'])
		.addCheckConstraint('submission_judged_has_verdict', sql`(state = 'judged') = (verdict is not null and judged_at is not null)`)
		.execute();
	await db.schema
		.createIndex('submission_by_learner')
		.on('submission')
		.columns(['learner_id', 'exercise_slug', 'submitted_at'])
		.execute();
	await db.schema.createIndex('submission_queue').on('submission').columns(['state', 'submitted_at']).execute();
	await db.schema.createIndex('submission_by_snapshot').on('submission').column('file_snapshot_id').execute();

	await table('draft')
		.addColumn('account_id', 'text', (c) => c.notNull().references('account.id').onDelete('cascade'))
		.addColumn('workspace_key', 'text', (c) => c.notNull())
		.addColumn('files_json', 'text', (c) => c.notNull())
		.addColumn('version', integer, (c) => c.notNull())
		.addColumn('updated_at', integer, (c) => c.notNull())
		.addPrimaryKeyConstraint('draft_key', ['account_id', 'workspace_key'])
		.execute();

	await table('prediction_answer')
		.addColumn('account_id', 'text', (c) => c.notNull().references('account.id').onDelete('cascade'))
		.addColumn('lesson_slug', 'text', (c) => c.notNull())
		.addColumn('prediction_id', 'text', (c) => c.notNull())
		.addColumn('choice_id', 'text', (c) => c.notNull())
		.addColumn('answered_at', integer, (c) => c.notNull())
		.addPrimaryKeyConstraint('prediction_answer_key', ['account_id', 'lesson_slug', 'prediction_id'])
		.execute();

	await table('lesson_visit')
		.addColumn('account_id', 'text', (c) => c.notNull().references('account.id').onDelete('cascade'))
		.addColumn('lesson_slug', 'text', (c) => c.notNull())
		.addColumn('section_id', 'text')
		.addColumn('visited_at', integer, (c) => c.notNull())
		.addPrimaryKeyConstraint('lesson_visit_key', ['account_id', 'lesson_slug'])
		.execute();
}

export async function down(db: AnyKysely): Promise<void> {
	for (const table of [
		'lesson_visit',
		'prediction_answer',
		'draft',
		'submission',
		'file_snapshot',
		'exercise_revision',
		'exercise'
	]) {
		await db.schema.dropTable(table).execute();
	}
}
