import { sql } from 'kysely';
import { ddlFor, type AnyKysely } from '../src/lib/server/db/ddl.ts';

/** Who may come in, and what keeps others out. */
export async function up(db: AnyKysely): Promise<void> {
	const { table, integer } = ddlFor(db);

	await table('account')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('email', 'text', (c) => c.notNull())
		.addColumn('email_normalized', 'text', (c) => c.notNull().unique())
		.addColumn('display_name', 'text', (c) => c.notNull())
		.addColumn('password_hash', 'text', (c) => c.notNull())
		.addColumn('role', 'text', (c) => c.notNull().check(sql`role in ('learner', 'instructor', 'admin')`))
		.addColumn('created_at', integer, (c) => c.notNull())
		.addColumn('updated_at', integer, (c) => c.notNull())
		.addColumn('suspended_at', integer)
		.execute();

	await table('session')
		.addColumn('token_hash', 'text', (c) => c.primaryKey().notNull())
		.addColumn('id', 'text', (c) => c.notNull().unique())
		.addColumn('account_id', 'text', (c) => c.notNull().references('account.id').onDelete('cascade'))
		.addColumn('created_at', integer, (c) => c.notNull())
		.addColumn('expires_at', integer, (c) => c.notNull())
		.addColumn('absolute_expires_at', integer, (c) => c.notNull())
		.addColumn('last_seen_at', integer, (c) => c.notNull())
		.addColumn('user_agent', 'text')
		.execute();
	await db.schema.createIndex('session_by_account').on('session').column('account_id').execute();
	await db.schema.createIndex('session_by_expiry').on('session').column('expires_at').execute();

	await table('account_token')
		.addColumn('token_hash', 'text', (c) => c.primaryKey().notNull())
		.addColumn('purpose', 'text', (c) => c.notNull().check(sql`purpose in ('first_admin')`))
		.addColumn('created_at', integer, (c) => c.notNull())
		.addColumn('expires_at', integer, (c) => c.notNull())
		.addColumn('used_at', integer)
		.execute();

	await table('rate_limit')
		.addColumn('key', 'text', (c) => c.primaryKey().notNull())
		.addColumn('theoretical_arrival_at', integer, (c) => c.notNull())
		.execute();

	await table('audit_event')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('at', integer, (c) => c.notNull())
		.addColumn('actor_id', 'text')
		.addColumn('action', 'text', (c) => c.notNull())
		.addColumn('target', 'text')
		.execute();
	await db.schema.createIndex('audit_event_by_time').on('audit_event').column('at').execute();
}

export async function down(db: AnyKysely): Promise<void> {
	for (const table of ['audit_event', 'rate_limit', 'account_token', 'session', 'account']) {
		await db.schema.dropTable(table).execute();
	}
}
