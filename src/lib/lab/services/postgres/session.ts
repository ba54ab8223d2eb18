/**
 * What stands between the client `pg` and a PostgreSQL of the lab: statements in, what the server would
 * have said out. Two servers are behind it: a real one in WASM with one session, and a model with many.
 * Values are texts, as in the text format of the wire.
 * https://www.postgresql.org/docs/18/protocol-flow.html
 */
export interface Backend {
	/** Who connects; there is no password to be wrong. */
	connect: (client: SessionClient) => Session;
}

export interface SessionClient {
	/** Unique among the sessions of the server, as `pg_backend_pid()` gives it. */
	processId: number;
	user: string;
	database: string;
	applicationName: string;
	/** What NOTIFY sends to who listens; may come at any moment. */
	onNotification: (notification: Notification) => void;
}

export interface Session {
	/** One at a time: the caller waits for the outcome. A statement that waits for a lock has its outcome later. */
	run: (query: Query, done: (outcome: Outcome) => void) => void;
	/** What runs ends with 57014; nothing happens when nothing runs. */
	cancel: () => void;
	/** The client has gone: what was not committed is rolled back. */
	end: () => void;
}

export interface Query {
	text: string;
	/** Null: the simple protocol, in which `text` may be several statements; else one statement with parameters. */
	values: readonly (string | null)[] | null;
}

export interface Outcome {
	/** One for each statement that ended well. */
	results: Result[];
	/** What ended the others. */
	error: ServerMessage | null;
	/** Warnings and information, in the order they came. */
	notices: ServerMessage[];
	/** After it: idle, in a transaction, in one that has failed. */
	transactionStatus: 'I' | 'T' | 'E';
}

export interface Result {
	/** `SELECT`, `INSERT`, `CREATE TABLE`: the words of the command's tag without numbers. */
	command: string;
	/** Null where the tag has none. */
	rowCount: number | null;
	fields: Field[];
	rows: (string | null)[][];
}

export interface Field {
	name: string;
	/** The oid of its type: 23 is `int4`, 25 `text`. */
	dataTypeID: number;
	/** The oid of the table and the number of the column it comes from; 0 when it is computed. */
	tableID: number;
	columnID: number;
}

/** https://www.postgresql.org/docs/18/protocol-error-fields.html */
export interface ServerMessage {
	/** `ERROR FATAL PANIC`, or `WARNING NOTICE INFO LOG DEBUG`. */
	severity: string;
	/** SQLSTATE. */
	code: string;
	message: string;
	detail?: string;
	hint?: string;
	/** Of a character in the statement, from 1. */
	position?: number;
	where?: string;
	schema?: string;
	table?: string;
	column?: string;
	dataType?: string;
	constraint?: string;
}

export interface Notification {
	/** Of the session that sent it. */
	processId: number;
	channel: string;
	payload: string;
}
