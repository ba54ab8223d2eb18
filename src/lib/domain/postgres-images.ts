import type { Json } from './trace.ts';

/**
 * What figures draw of a PostgreSQL: written into a trace by the lab, read from it by the page. From
 * `pageinspect` where the server is the real one, from its own tuples where it is the model.
 * https://www.postgresql.org/docs/18/storage-page-layout.html
 */

/** `heap/<db>/<table>/<block>` */
export interface HeapPageImage {
	table: string;
	block: number;
	/** Bytes from the page's beginning: where line pointers end, and where tuples begin. */
	lower: number;
	upper: number;
	pageBytes: number;
	isAllVisible: boolean;
	linePointers: LinePointerImage[];
}

export interface LinePointerImage {
	/** From 1, as in a ctid. */
	number: number;
	/** `lp_flags`: 0 unused, 1 normal, 2 redirect, 3 dead. */
	state: 'unused' | 'normal' | 'redirect' | 'dead';
	/** Of a redirect: the number it leads to. */
	redirectsTo: number | null;
	tuple: TupleImage | null;
}

export interface TupleImage {
	/** Bytes from the page's beginning, and how many. */
	offset: number;
	bytes: number;
	xmin: number;
	/** 0 when nobody has deleted or locked it. */
	xmax: number;
	/** `t_ctid`: itself, or its next version. */
	ctid: { block: number; number: number };
	/** Names of PostgreSQL's flags, as `heap_tuple_infomask_flags` gives them: `HEAP_XMIN_COMMITTED`. */
	flags: string[];
	/** As texts, by column. */
	values: Record<string, string | null>;
}

/** `index/<db>/<index>` */
export interface BTreeImage {
	index: string;
	table: string;
	root: number;
	/** Levels above the leaves. */
	level: number;
	pages: BTreePageImage[];
}

export interface BTreePageImage {
	block: number;
	/** 0 for leaves. */
	level: number;
	/** To the right; null at the end of a level. */
	next: number | null;
	items: BTreeItemImage[];
	/** Of a large page only the first items are listed. */
	omittedCount: number;
}

export interface BTreeItemImage {
	/** Of an inner page null stands for "less than all". */
	key: string | null;
	/** Of an inner page the block below, else null. */
	child: number | null;
	/** Of a leaf the tuples of the table it leads to, `(block,number)`. */
	tuples: string[];
	isHighKey: boolean;
	isDead: boolean;
}

/** `snapshot/<db>/<session>`; https://www.postgresql.org/docs/18/functions-info.html#FUNCTIONS-INFO-SNAPSHOT */
export interface SnapshotImage {
	/** All transactions before have ended. */
	xmin: number;
	/** The first that had not begun. */
	xmax: number;
	/** Of those between, the ones that run. */
	running: number[];
	/** Transactions that were rolled back, as far as tuples name them. */
	aborted: number[];
	/** The session's own transaction, when it has a number. */
	own: number | null;
	/** Why it was taken: for each statement, or once for the transaction. */
	scope: 'statement' | 'transaction';
}

/** `session/<db>/<session>` */
export interface SessionImage {
	state: 'idle' | 'active' | 'waiting' | 'idle in transaction' | 'idle in transaction (aborted)';
	isolation: 'read committed' | 'repeatable read' | 'serializable' | null;
	/** When it has one: only who writes gets a number. */
	transaction: number | null;
	statement: string | null;
	/** While it waits: sessions it waits for, and the lock. */
	waitsFor: { sessions: string[]; lock: string } | null;
	/** How the last transaction ended, set for one moment with the state that follows. */
	ended: 'commit' | 'rollback' | null;
}

/** `lock/<db>/<what>`; `what` is `table accounts`, `tuple accounts (0,1)`, `transaction 731`. */
export interface LockImage {
	what: string;
	holders: { session: string; mode: string }[];
	/** First comes first. */
	waiters: { session: string; mode: string }[];
}

/** `plan/<db>/<number>` */
export interface PlanImage {
	statement: string;
	/** The object `Plan` of EXPLAIN (FORMAT JSON). */
	plan: Json;
}
