import { sql, type CreateTableBuilder, type Kysely } from 'kysely';

/** What lets a migration have one text for both databases. */
export interface Ddl {
	/** Moments, sizes and counts. */
	integer: ReturnType<typeof sql>;
	/** A table; STRICT on SQLite, so that text cannot land in an integer column. */
	table: (name: string) => CreateTableBuilder<string, never>;
}

export type Database = 'sqlite' | 'postgres';

// Migrations run against whatever schema they find, so their database has no table types.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyKysely = Kysely<any>;

export function ddlFor(db: AnyKysely): Ddl {
	const isPostgres = databaseOf(db) === 'postgres';
	return {
		integer: isPostgres ? sql`bigint` : sql`integer`,
		table: (name) => {
			const table = db.schema.createTable(name);
			return isPostgres ? table : table.modifyEnd(sql`strict`);
		}
	};
}

/** Which database this is. Kysely's SQLite adapter alone says that it has a single connection. */
export function databaseOf(db: AnyKysely): Database {
	return db.getExecutor().adapter.supportsMultipleConnections ? 'postgres' : 'sqlite';
}
