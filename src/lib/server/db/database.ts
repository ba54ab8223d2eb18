import { Kysely, sql } from 'kysely';
import { postgresDialect } from './postgres.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Tables } from './tables.ts';

/**
 * Opens the database a URL names: `postgres://…`, a path of an SQLite file, or `:memory:`.
 * Throws when it cannot be reached. Whoever opens it calls `destroy()`.
 */
export async function openDatabase(url: string): Promise<Kysely<Tables>> {
	const dialect = /^postgres(ql)?:/.test(url)
		? postgresDialect(url)
		: sqliteDialect(url.replace(/^(sqlite|file):/, ''));
	const db = new Kysely<Tables>({ dialect });
	try {
		await ping(db);
	} catch (error) {
		await db.destroy();
		throw error;
	}
	return db;
}

/** Throws unless the database answers. */
export async function ping(db: Kysely<Tables>): Promise<void> {
	await sql`select 1`.execute(db);
}
