declare module 'pg' {
	import type { EventEmitter } from 'node:events';

	/** How a client reaches its server. What is not said comes from `PGHOST`, `PGPORT`, `PGUSER` … and `defaults`. */
	export interface ClientConfig {
		/** `localhost` when nothing is said; in a lab, the name of a node. */
		host?: string;
		/** 5432. */
		port?: number;
		user?: string;
		/** The user's name when nothing is said. */
		database?: string;
		/** Servers of the lab ask for none. */
		password?: string | (() => string | Promise<string>);
		/** `postgres://user@host:5432/database`; goes before the other fields. */
		connectionString?: string;
		/** How other sessions see this one in `pg_stat_activity`. */
		application_name?: string;
		/** `application_name` when none is given. */
		fallback_application_name?: string;
		/** The server ends a statement that takes longer: 57014, in milliseconds. */
		statement_timeout?: number | false;
		/** The server ends a statement that waits longer for a lock: 55P03, in milliseconds. */
		lock_timeout?: number | false;
		/** The server ends a session that does nothing in an open transaction for so long: 25P03. */
		idle_in_transaction_session_timeout?: number | false;
		/** The client waits no longer for the answer to a query: "Query read timeout". The server goes on. */
		query_timeout?: number;
		/** The client waits no longer for a connection; for ever when nothing is said. */
		connectionTimeoutMillis?: number;
		/** Parsers for this client, instead of those that `types` has. */
		types?: CustomTypesConfig;
		/** Settings of the session: `'-c search_path=shop'`. */
		options?: string;
		keepAlive?: boolean;
		/** Sends each query at once, without waiting for the answers to those before it. */
		pipeline?: boolean;
		/** `UTF8`. */
		client_encoding?: string;
		Promise?: PromiseConstructorLike;
	}
	export type ConnectionConfig = ClientConfig;

	/** Of a pool, and of each of its clients. */
	export interface PoolConfig extends ClientConfig {
		/** Clients at most: 10. Who asks for one more waits. */
		max?: number;
		/** So many idle clients are kept. */
		min?: number;
		/** An idle client is closed after so long: 10,000; 0 for never. */
		idleTimeoutMillis?: number | null;
		/** Who waits longer for a client is told "timeout exceeded when trying to connect"; 0 waits for ever. */
		connectionTimeoutMillis?: number;
		/** A client is closed after it was released so often. */
		maxUses?: number;
		/** A client is closed after so long, once it is released. */
		maxLifetimeSeconds?: number;
		/** Idle clients keep no program from its end. */
		allowExitOnIdle?: boolean;
		/** Is awaited for each new client, before anybody gets it. */
		onConnect?: (client: PoolClient) => unknown;
		/** Asked for each new client; an error turns it away. */
		verify?: (client: PoolClient, done: (error?: Error) => void) => void;
		log?: (...messages: any[]) => void;
		Client?: new (config?: ClientConfig) => Client;
	}

	export interface CustomTypesConfig {
		getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => any;
	}

	export interface QueryConfig {
		/** Parameters stand as `$1`, `$2` … */
		text: string;
		/** Never part of the text: a value cannot become SQL. */
		values?: any[];
		/** Prepared under this name once for each client, then only executed. */
		name?: string;
		types?: CustomTypesConfig;
		/** `'array'` gives rows as arrays, in the order of the columns. */
		rowMode?: 'array';
		query_timeout?: number;
		/** `'extended'` prepares a text without values, too. */
		queryMode?: 'extended';
	}
	export interface QueryArrayConfig extends QueryConfig {
		rowMode: 'array';
	}

	export interface FieldDef {
		name: string;
		/** The table it comes from; 0 when it is computed. */
		tableID: number;
		columnID: number;
		/** The oid of its type. */
		dataTypeID: number;
		dataTypeSize: number;
		dataTypeModifier: number;
		format: string;
	}

	export type QueryResultRow = Record<string, any>;
	export interface QueryResultBase {
		/** `SELECT`, `INSERT`, `BEGIN` … */
		command: string;
		/** Rows found or changed; null for a command that counts none. */
		rowCount: number | null;
		oid: number;
		fields: FieldDef[];
	}
	export interface QueryResult<Row extends QueryResultRow = any> extends QueryResultBase {
		rows: Row[];
	}
	export interface QueryArrayResult<Row extends any[] = any[]> extends QueryResultBase {
		rows: Row[];
	}

	export interface Notification {
		/** Of the session that sent it. */
		processId: number;
		channel: string;
		payload?: string;
	}

	interface Said {
		severity: string | undefined;
		/** SQLSTATE: `23505` for a value that is there already. */
		code: string | undefined;
		detail: string | undefined;
		hint: string | undefined;
		/** Of a character in the text of the query, from 1. */
		position: string | undefined;
		internalPosition: string | undefined;
		internalQuery: string | undefined;
		where: string | undefined;
		schema: string | undefined;
		table: string | undefined;
		column: string | undefined;
		dataType: string | undefined;
		/** Which was violated: `users_email_key`. */
		constraint: string | undefined;
		/** Where in the source of the server it was said: not told by a server of the lab. */
		file: string | undefined;
		line: string | undefined;
		routine: string | undefined;
	}
	/** What the server says without ending the query: warnings, `RAISE NOTICE`. */
	export interface NoticeMessage extends Said {
		message: string | undefined;
	}
	/** The server has refused the query. `code` says why. */
	export class DatabaseError extends Error implements Said {
		constructor(message: string, length: number, name: 'error');
		readonly length: number;
		severity: string | undefined;
		code: string | undefined;
		detail: string | undefined;
		hint: string | undefined;
		position: string | undefined;
		internalPosition: string | undefined;
		internalQuery: string | undefined;
		where: string | undefined;
		schema: string | undefined;
		table: string | undefined;
		column: string | undefined;
		dataType: string | undefined;
		constraint: string | undefined;
		file: string | undefined;
		line: string | undefined;
		routine: string | undefined;
	}

	/** An object that sends itself, as `Query` does. */
	export interface Submittable {
		submit(connection: Connection): unknown;
	}

	interface Queryable {
		query<Sent extends Submittable>(query: Sent): Sent;
		query<Row extends any[] = any[]>(
			config: QueryArrayConfig,
			values?: any[]
		): Promise<QueryArrayResult<Row>>;
		/**
		 * Runs one statement, with values for its parameters; or several, without any: then the result is an
		 * array, one for each.
		 */
		query<Row extends QueryResultRow = any>(
			text: string | QueryConfig,
			values?: any[]
		): Promise<QueryResult<Row>>;
		query<Row extends any[] = any[]>(
			config: QueryArrayConfig,
			callback: (error: Error, result: QueryArrayResult<Row>) => void
		): void;
		query<Row extends QueryResultRow = any>(
			text: string | QueryConfig,
			callback: (error: Error, result: QueryResult<Row>) => void
		): void;
		query<Row extends QueryResultRow = any>(
			text: string,
			values: any[],
			callback: (error: Error, result: QueryResult<Row>) => void
		): void;
	}

	interface ClientEvents {
		connect: [];
		/** Nothing is waiting to be sent any more. */
		drain: [];
		end: [];
		/** The connection is lost, or the server has ended it. Without a listener that ends the program. */
		error: [error: Error];
		notice: [notice: NoticeMessage];
		/** Of a channel that this client listens to. */
		notification: [message: Notification];
	}

	/** One connection to a PostgreSQL, and its session there. Queries run one after the other. */
	export interface ClientBase extends Queryable {}
	export class ClientBase extends EventEmitter<ClientEvents> {
		constructor(config?: string | ClientConfig);
		connect(): Promise<this>;
		connect(callback: (error: Error | null) => void): void;
		/** As an identifier in the text of a query: `"we""ird"`. */
		escapeIdentifier(text: string): string;
		/** As a literal in the text of a query. Values are better given as parameters. */
		escapeLiteral(text: string): string;
		setTypeParser: typeof types.setTypeParser;
		getTypeParser: typeof types.getTypeParser;
		/** `I`: in no transaction. `T`: in one. `E`: in one that has failed. */
		getTransactionStatus(): 'I' | 'T' | 'E' | null;
		ref(): void;
		unref(): void;
	}

	export class Client extends ClientBase {
		user?: string;
		database?: string;
		port: number;
		host: string;
		password?: string;
		ssl: boolean;
		readonly pipeline: boolean;
		readonly connection: Connection;
		/** `pg_backend_pid()` of its session. */
		readonly processID: number | null;
		/** Ends the session; the client cannot be connected again. */
		end(): Promise<void>;
		end(callback: (error?: Error) => void): void;
		/** Asks the server to end what another client runs. @param client this one asks. */
		cancel(client: Client, query: unknown): void;
	}

	/** A client that belongs to a pool until it is released. */
	export interface PoolClient extends Client {
		/** Gives it back. With an error, or `true`, it is closed and another one takes its place. */
		release(destroy?: Error | boolean): void;
	}

	interface PoolEvents {
		/** A client has been connected. */
		connect: [client: PoolClient];
		acquire: [client: PoolClient];
		release: [error: Error | undefined, client: PoolClient];
		remove: [client: PoolClient];
		/** An idle client has lost its connection. Without a listener that ends the program. */
		error: [error: Error, client: PoolClient];
	}

	/** Clients that are lent, one to each who asks. */
	export interface Pool extends Queryable {}
	export class Pool extends EventEmitter<PoolEvents> {
		constructor(config?: PoolConfig);
		/** Clients there are. */
		readonly totalCount: number;
		/** Of them, those nobody has. */
		readonly idleCount: number;
		/** Who waits for one. */
		readonly waitingCount: number;
		readonly expiredCount: number;
		readonly ending: boolean;
		readonly ended: boolean;
		options: PoolConfig & { max: number };
		/** Lends a client: give it back with `release()`, in a `finally`. Transactions need one client for all their queries. */
		connect(): Promise<PoolClient>;
		connect(
			callback: (
				error: Error | undefined,
				client: PoolClient | undefined,
				done: (destroy?: Error | boolean) => void
			) => void
		): void;
		/** Closes all clients, once they are released. */
		end(): Promise<void>;
		end(callback: () => void): void;
	}

	interface QueryEvents {
		row: [row: any, result: QueryResult | undefined];
		error: [error: Error];
		end: [result: QueryResult];
	}
	/** A query as an object: emits each `row`, then `end`. */
	export class Query extends EventEmitter<QueryEvents> implements Submittable {
		constructor(text?: string | QueryConfig, callback?: (error: Error, result: QueryResult) => void);
		constructor(
			text?: string | QueryConfig,
			values?: any[],
			callback?: (error: Error, result: QueryResult) => void
		);
		submit(connection: Connection): Error | null;
	}

	/** What a client sends and hears. For those who write a `Submittable`. */
	export class Connection extends EventEmitter {
		query(text: string): void;
		parse(query: { text: string; name?: string }): void;
		bind(config: { statement?: string; values?: any[]; valueMapper(value: unknown): unknown }): void;
		describe(message: { type: 'P' | 'S'; name?: string }): void;
		execute(config: { portal?: string }): void;
		sync(): void;
		end(): void;
	}

	export class Result<Row extends QueryResultRow = any> implements QueryResult<Row> {
		constructor(rowMode: string, types: CustomTypesConfig);
		command: string;
		rowCount: number | null;
		oid: number;
		fields: FieldDef[];
		rows: Row[];
	}

	/** Parsers of one's own, and behind them those of others. */
	export class TypeOverrides implements CustomTypesConfig {
		constructor(types?: CustomTypesConfig);
		setTypeParser(oid: number, parse: (value: string) => any): void;
		setTypeParser(oid: number, format: 'text' | 'binary', parse: (value: string) => any): void;
		getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => any;
	}

	/** How texts of the server become values. */
	export const types: {
		/** `types.setTypeParser(types.builtins.INT8, Number)`: of every client of this process. */
		setTypeParser(oid: number, parse: (value: string) => any): void;
		setTypeParser(oid: number, format: 'text' | 'binary', parse: (value: string) => any): void;
		getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => any;
		arrayParser: {
			create(text: string, parse?: (value: string) => any): { parse(): any[] };
		};
		/** Oids by the names of types. An `INT8` or a `NUMERIC` is given as a text: it may be too large for a number. */
		builtins: Record<BuiltinType, number>;
	};

	type BuiltinType =
		| 'BOOL'
		| 'BYTEA'
		| 'CHAR'
		| 'INT8'
		| 'INT2'
		| 'INT4'
		| 'REGPROC'
		| 'TEXT'
		| 'OID'
		| 'TID'
		| 'XID'
		| 'CID'
		| 'JSON'
		| 'XML'
		| 'PATH'
		| 'POLYGON'
		| 'CIDR'
		| 'FLOAT4'
		| 'FLOAT8'
		| 'CIRCLE'
		| 'MACADDR8'
		| 'MONEY'
		| 'MACADDR'
		| 'INET'
		| 'ACLITEM'
		| 'BPCHAR'
		| 'VARCHAR'
		| 'DATE'
		| 'TIME'
		| 'TIMESTAMP'
		| 'TIMESTAMPTZ'
		| 'INTERVAL'
		| 'TIMETZ'
		| 'BIT'
		| 'VARBIT'
		| 'NUMERIC'
		| 'REFCURSOR'
		| 'REGCLASS'
		| 'REGTYPE'
		| 'UUID'
		| 'TXID_SNAPSHOT'
		| 'PG_LSN'
		| 'TSVECTOR'
		| 'TSQUERY'
		| 'REGCONFIG'
		| 'JSONB'
		| 'REGNAMESPACE'
		| 'REGROLE';

	export const defaults: ClientConfig & {
		max?: number;
		rows?: number;
		binary?: boolean;
		idleTimeoutMillis?: number;
		/** Gives `INT8` as numbers. */
		parseInt8?: boolean;
		/** Sends a `Date` in UTC. */
		parseInputDatesAsUTC?: boolean;
	};

	export function escapeIdentifier(text: string): string;
	export function escapeLiteral(text: string): string;

	const pg: {
		Client: typeof Client;
		Pool: typeof Pool;
		Query: typeof Query;
		Connection: typeof Connection;
		Result: typeof Result;
		DatabaseError: typeof DatabaseError;
		TypeOverrides: typeof TypeOverrides;
		types: typeof types;
		defaults: typeof defaults;
		escapeIdentifier: typeof escapeIdentifier;
		escapeLiteral: typeof escapeLiteral;
	};
	namespace pg {
		type Client = import('pg').Client;
		type ClientBase = import('pg').ClientBase;
		type ClientConfig = import('pg').ClientConfig;
		type DatabaseError = import('pg').DatabaseError;
		type FieldDef = import('pg').FieldDef;
		type Notification = import('pg').Notification;
		type Pool = import('pg').Pool;
		type PoolClient = import('pg').PoolClient;
		type PoolConfig = import('pg').PoolConfig;
		type QueryArrayConfig = import('pg').QueryArrayConfig;
		type QueryConfig = import('pg').QueryConfig;
		type QueryResultRow = import('pg').QueryResultRow;
		type QueryResult<Row extends QueryResultRow = any> = import('pg').QueryResult<Row>;
		type QueryArrayResult<Row extends any[] = any[]> = import('pg').QueryArrayResult<Row>;
	}
	export default pg;
}
