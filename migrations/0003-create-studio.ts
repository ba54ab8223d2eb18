import { sql } from 'kysely';
import { ddlFor, type AnyKysely } from '../src/lib/server/db/ddl.ts';

/** What instructors write in the studio, before and after it is published. */
export async function up(db: AnyKysely): Promise<void> {
	const { table, integer } = ddlFor(db);

	await db.schema
		.alterTable('exercise')
		.addColumn('origin', 'text', (c) =>
			c
				.notNull()
				.defaultTo('folder')
				.check(sql`origin in ('folder', 'studio')`)
		)
		.execute();
	await db.schema
		.alterTable('exercise_revision')
		.addColumn('published_by', 'text', (c) => c.references('account.id').onDelete('set null'))
		.execute();
	await db.schema
		.alterTable('exercise_revision')
		.addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
		.execute();
	await db.schema.alterTable('audit_event').addColumn('detail', 'text').execute();

	await table('exercise_draft')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('slug', 'text', (c) => c.notNull().unique())
		.addColumn('owner_id', 'text', (c) => c.notNull().references('account.id').onDelete('cascade'))
		.addColumn('texts_json', 'text', (c) => c.notNull())
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('content_hash', 'text')
		.addColumn('version', integer, (c) => c.notNull())
		.addColumn('created_at', integer, (c) => c.notNull())
		.addColumn('updated_at', integer, (c) => c.notNull())
		.addColumn('updated_by', 'text', (c) => c.references('account.id').onDelete('set null'))
		.execute();
	await db.schema
		.createIndex('exercise_draft_by_owner')
		.on('exercise_draft')
		.columns(['owner_id', 'updated_at'])
		.execute();

	await table('exercise_draft_version')
		.addColumn('draft_id', 'text', (c) => c.notNull().references('exercise_draft.id').onDelete('cascade'))
		.addColumn('version', integer, (c) => c.notNull())
		.addColumn('texts_json', 'text', (c) => c.notNull())
		.addColumn('saved_at', integer, (c) => c.notNull())
		.addColumn('saved_by', 'text', (c) => c.references('account.id').onDelete('set null'))
		.addPrimaryKeyConstraint('exercise_draft_version_key', ['draft_id', 'version'])
		.execute();

	await table('exercise_draft_share')
		.addColumn('draft_id', 'text', (c) => c.notNull().references('exercise_draft.id').onDelete('cascade'))
		.addColumn('account_id', 'text', (c) => c.notNull().references('account.id').onDelete('cascade'))
		.addColumn('shared_at', integer, (c) => c.notNull())
		.addPrimaryKeyConstraint('exercise_draft_share_key', ['draft_id', 'account_id'])
		.execute();
	await db.schema
		.createIndex('exercise_draft_share_by_account')
		.on('exercise_draft_share')
		.column('account_id')
		.execute();

	await table('exercise_verification')
		.addColumn('exercise_slug', 'text', (c) => c.notNull())
		.addColumn('content_hash', 'text', (c) => c.notNull())
		.addColumn('engine_hash', 'text', (c) => c.notNull())
		.addColumn('verified_at', integer, (c) => c.notNull())
		.addColumn('verified_by', 'text', (c) => c.references('account.id').onDelete('set null'))
		.addColumn('faults_json', 'text', (c) => c.notNull())
		.addColumn('verification_json', 'text')
		.addPrimaryKeyConstraint('exercise_verification_key', ['content_hash', 'engine_hash'])
		.execute();
}

export async function down(db: AnyKysely): Promise<void> {
	for (const table of [
		'exercise_verification',
		'exercise_draft_share',
		'exercise_draft_version',
		'exercise_draft'
	])
		await db.schema.dropTable(table).execute();
	await db.schema.alterTable('audit_event').dropColumn('detail').execute();
	await db.schema.alterTable('exercise_revision').dropColumn('note').execute();
	await db.schema.alterTable('exercise_revision').dropColumn('published_by').execute();
	await db.schema.alterTable('exercise').dropColumn('origin').execute();
}
