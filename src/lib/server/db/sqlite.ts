import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { CompiledQuery, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import type {
	DatabaseConnection,
	Dialect,
	SqliteDatabase,
	SqliteDialectConfig,
	SqliteStatement
} from 'kysely';
import { assert } from '../../domain/assert.ts';

/** How long a writer of another process (a command, a backup) is waited for. */
const BUSY_MS_MAX = 5_000;
const STATEMENTS_CACHED_MAX = 256;

/** The first release without the WAL-reset corruption (sqlite.org, 3.7.0 to 3.51.2). */
const SQLITE_MIN = [3, 51, 3] as const;

/**
 * The SQLite of Node itself, behind Kysely. What was acknowledged survives a power cut (WAL with
 * full sync), a transaction that reads and then writes never meets SQLITE_BUSY half-way, and
 * migrations are one transaction.
 */
export function sqliteDialect(file: string): Dialect {
	if (file !== ':memory:') mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
	const database = new DatabaseSync(file, { timeout: BUSY_MS_MAX, enableForeignKeyConstraints: true });
	assertSafeVersion(database);
	database.exec(`
		pragma journal_mode = wal;
		pragma synchronous = full;
		pragma trusted_schema = off;
		pragma cache_size = -32000;
		pragma journal_size_limit = 67108864;
	`);
	return new NodeSqliteDialect({ database: statementsOf(database) });
}

function assertSafeVersion(database: DatabaseSync): void {
	const version = String(database.prepare('select sqlite_version() as version').get()?.['version']);
	const parts = version.split('.').map(Number);
	const [major = 0, minor = 0, patch = 0] = parts;
	const [majorMin, minorMin, patchMin] = SQLITE_MIN;
	const isSafe =
		major > majorMin ||
		(major === majorMin && (minor > minorMin || (minor === minorMin && patch >= patchMin)));
	assert(
		isSafe,
		`SQLite is ${SQLITE_MIN.join('.')} or newer, not ${version}: use the Node that comes with the install`
	);
}

class NodeSqliteDialect extends SqliteDialect {
	readonly #config: SqliteDialectConfig;

	constructor(config: SqliteDialectConfig) {
		super(config);
		this.#config = config;
	}

	override createDriver(): SqliteDriver {
		return new ImmediateDriver(this.#config);
	}

	override createAdapter(): SqliteAdapter {
		return new TransactionalAdapter();
	}
}

/** A deferred transaction cannot upgrade from reading to writing while another wrote; an immediate one need not. */
class ImmediateDriver extends SqliteDriver {
	override async beginTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw('begin immediate'));
	}
}

/** With this, Kysely's migrator takes one transaction, which is also the lock between processes that start together. */
class TransactionalAdapter extends SqliteAdapter {
	override get supportsTransactionalDdl(): boolean {
		return true;
	}
}

/** Node's statements in the shape Kysely asks for, prepared once per text. */
function statementsOf(database: DatabaseSync): SqliteDatabase {
	const cache = new Map<string, SqliteStatement>();
	return {
		close: () => {
			cache.clear();
			database.close();
		},
		prepare: (text) => {
			const cached = cache.get(text);
			if (cached) return cached;

			const statement = statementOf(database, text);
			const [oldest] = cache.keys();
			if (oldest !== undefined && cache.size >= STATEMENTS_CACHED_MAX) cache.delete(oldest);
			cache.set(text, statement);
			return statement;
		}
	};
}

function statementOf(database: DatabaseSync, text: string): SqliteStatement {
	const statement = database.prepare(text);
	return {
		reader: statement.columns().length > 0,
		// Node's rows have no prototype, which equality in tests and serialisers stumble over.
		all: (values) => {
			const rows = statement.all(...bindable(values));
			for (const row of rows) Object.setPrototypeOf(row, Object.prototype);
			return rows;
		},
		run: (values) => statement.run(...bindable(values)),
		// An iterator keeps its statement busy, so it gets one of its own.
		iterate: (values) => database.prepare(text).iterate(...bindable(values))
	};
}

function bindable(values: readonly unknown[]): SQLInputValue[] {
	return values.map((value) => {
		if (value === undefined || value === null) return null;
		if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
		if (value instanceof Uint8Array) return value;
		throw new TypeError(`Both databases keep text, integers and null; convert this ${typeof value} first.`);
	});
}
