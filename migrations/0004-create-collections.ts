import { sql } from 'kysely';
import { ddlFor, type AnyKysely } from '../src/lib/server/db/ddl.ts';

/** Exercises and texts that an instructor puts into an order, and what readers see of them. */
export async function up(db: AnyKysely): Promise<void> {
	const { table, integer } = ddlFor(db);

	await table('collection')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('slug', 'text', (c) => c.notNull().unique())
		.addColumn('owner_id', 'text', (c) => c.references('account.id').onDelete('set null'))
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('summary', 'text', (c) => c.notNull())
		.addColumn('items_json', 'text', (c) => c.notNull())
		.addColumn('version', integer, (c) => c.notNull())
		.addColumn('published_at', integer)
		.addColumn('published_json', 'text')
		.addColumn('created_at', integer, (c) => c.notNull())
		.addColumn('updated_at', integer, (c) => c.notNull())
		.addCheckConstraint('collection_published_whole', sql`(published_at is null) = (published_json is null)`)
		.execute();
	await db.schema
		.createIndex('collection_by_owner')
		.on('collection')
		.columns(['owner_id', 'updated_at'])
		.execute();
	await db.schema.createIndex('collection_by_publication').on('collection').column('published_at').execute();
}

export async function down(db: AnyKysely): Promise<void> {
	await db.schema.dropTable('collection').execute();
}
