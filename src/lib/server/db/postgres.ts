import { PostgresDialect, type Dialect } from 'kysely';
import pg from 'pg';

const CONNECTIONS_MAX = 10;
const CONNECT_MS_MAX = 5_000;
const STATEMENT_MS_MAX = 10_000;

/** Type numbers of PostgreSQL's catalogue. */
const BIGINT = 20;
const NUMERIC = 1700;

/** PostgreSQL through `pg`. Counts and moments come as numbers, as they do from SQLite. */
export function postgresDialect(url: string): Dialect {
	pg.types.setTypeParser(BIGINT, safeInteger);
	pg.types.setTypeParser(NUMERIC, Number);

	const pool = new pg.Pool({
		connectionString: url,
		max: CONNECTIONS_MAX,
		connectionTimeoutMillis: CONNECT_MS_MAX,
		statement_timeout: STATEMENT_MS_MAX,
		idle_in_transaction_session_timeout: STATEMENT_MS_MAX,
		application_name: 'hotpath'
	});
	// A connection that was lost while idle concerns nobody: the pool opens another for the next query.
	pool.on('error', () => {});
	return new PostgresDialect({ pool });
}

function safeInteger(text: string): number {
	const value = Number(text);
	if (!Number.isSafeInteger(value))
		throw new RangeError(`${text} is beyond the integers JavaScript keeps exactly`);
	return value;
}
