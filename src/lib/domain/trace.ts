/**
 * What happened in the lab, as data: one record that every figure draws from, and that a digest of
 * two runs compares. Written inside the machine, so everything in it may have been chosen by foreign code.
 *
 * Times are virtual milliseconds since the simulation began, rounded to a microsecond.
 */
export interface Trace {
	version: 1;
	seed: number;
	/** When the simulation ended. */
	endMs: number;
	/** Who took part, in the order they joined. */
	lanes: Lane[];
	/** In the order they happened; `events[i].index === i`. */
	events: TraceEvent[];
	/** The faults that happened, each with the name by which it can be left out. */
	faults: InjectedFault[];
	/** Events that were left out at the end, because there were more than `LAB.eventsMaxCount`. */
	omittedCount: number;
}

/** What a node is decides its colour, everywhere. */
export const LANE_KINDS = [
	'process',
	'kafka',
	'redis',
	'postgres',
	'http',
	'browser',
	'attacker',
	'clock'
] as const;
export type LaneKind = (typeof LANE_KINDS)[number];

export interface Lane {
	/** The node's name, unique: `worker-1`. */
	name: string;
	kind: LaneKind;
	/** Nodes of one cluster stand together: `kafka`. */
	group: string | null;
}

interface EventBase {
	index: number;
	atMs: number;
	/** The name of a lane; `''` for what happens to the whole lab (a partition). */
	node: string;
	/** The index of the event that led to this one; -1 when the scenario itself did. */
	cause: number;
	/** Lamport's clock of the node: larger than that of everything that could have influenced it. */
	lamport: number;
	/** The line of the learner's code that did it, where one did. Not part of the digest. */
	source?: TraceSource;
}

/** Lines and columns count from 1. */
export interface TraceSource {
	path: string;
	line: number;
	column: number;
}

export type TraceEvent = EventBase &
	(
		| { kind: 'start' | 'restart' | 'stop'; incarnation: number }
		/** `reason`: what ended it, in words: `fault`, `power`, or the error nobody caught. */
		| { kind: 'crash'; reason: string }
		| SendEvent
		| { kind: 'receive'; message: number; from: string }
		/** The message never arrived; stands on the lane that should have had it. */
		| { kind: 'drop'; message: number; from: string; why: DropReason }
		| { kind: 'timer'; label: string }
		| { kind: 'log'; level: LogLevel; text: string }
		/** The one thread of the node was occupied for so long. */
		| { kind: 'busy'; durationMs: number; label: string }
		/** The only way figures get data: a change of one value, named by a path (see `state keys` below). */
		| { kind: 'state'; key: string; operation: StateOperation; value?: Json }
		/** A number over time. */
		| { kind: 'gauge'; key: string; value: number }
		/** Something worth a name: `partition`, `heal`, `rebalance`, `failover`, `elected`. */
		| { kind: 'mark'; name: string; text: string }
		/** A property was broken (`ok: false`), or, at the end, held. */
		| { kind: 'property'; name: string; ok: boolean; text: string }
	);

export interface SendEvent {
	kind: 'send';
	/** Unique among the messages of the run; `receive` and `drop` name it. */
	message: number;
	to: string;
	protocol: Protocol;
	/** What a figure writes on the arrow: `Produce orders`, `GET cart:7`, `200 OK`. Short. */
	label: string;
	/** The message this one answers; answers recede. */
	answers: number | null;
	/** Routine that figures fold away: heartbeats, empty polls. */
	isRoutine?: true;
	/** A small copy of what was sent. */
	body?: Json;
	/** Of a duplicate: the message that it repeats. */
	duplicateOf?: number;
}

export const LOG_LEVELS = ['log', 'info', 'debug', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const PROTOCOLS = ['kafka', 'redis', 'http', 'postgres', 'peer'] as const;
export type Protocol = (typeof PROTOCOLS)[number];
/** `loss`: the link lost it · `partition`: no way through · `down`: nobody was there · `fault`: someone cut it by hand. */
export const DROP_REASONS = ['loss', 'partition', 'down', 'fault'] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** `set` replaces · `append` adds to a list · `trim` leaves `value` entries of a list, the newest · `delete` removes the key. */
export const STATE_OPERATIONS = ['set', 'append', 'trim', 'delete'] as const;
export type StateOperation = (typeof STATE_OPERATIONS)[number];

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/*
 * State keys. `<store>` is a node's name.
 *   value/<store>/<key>              any value one can look at; {type, value, expiresAtMs?} when the store has types and expiry
 *   log/<topic>/<partition>          appended {offset, key, value, producer?}; trimmed from the front by retention
 *   group/<group>                    {state, generation, leader, members: {<member>: ["orders/0", …]}}
 *   committed/<group>/<topic>/<p>    the next offset a restarted consumer would read
 *   position/<node>/<group>/<topic>/<p>  the next offset this consumer will fetch
 *   replica/<topic>/<p>              {leader, epoch, inSync: [names], highWatermark}
 *   queue/<name>                     {ready, unacknowledged, dead}: numbers
 *   pipe/<name>                      {length, highWaterMark, isFlowing}: not flowing while it waits for the next stage
 *   pending/<stream>/<group>         {<id>: {consumer, deliveries}}
 *   durable/<node>                   {written, synced}: bytes on disk, and of those, the ones that survive
 *   of PostgreSQL, `<db>` is a node's name:
 *   heap/<db>/<table>/<block>        a `HeapPageImage` (domain/postgres-images.ts): a page's line pointers and tuples
 *   index/<db>/<index>               a `BTreeImage`: its pages from the root
 *   snapshot/<db>/<session>          a `SnapshotImage`: what this session's transaction sees
 *   session/<db>/<session>           a `SessionImage`: its transaction, what it runs, for whom it waits
 *   lock/<db>/<what>                 a `LockImage`: who holds it, who waits
 *   plan/<db>/<number>               a `PlanImage`: a statement with its EXPLAIN
 */

/** A fault that happened. Leaving its id out of a schedule makes the same run without it. */
export interface InjectedFault {
	/** Stable from run to run while what comes before it is the same: `crash worker-1 #1`, `loss api>redis #3`. */
	id: string;
	atMs: number;
	/** In words: `worker-1 crashed`. */
	text: string;
}

/** Everything that decides what happens, beside the program: with the same schedule the same trace. */
export interface Schedule {
	seed: number;
	/** When given, of the faults the scenario plans or draws by lot only these happen. */
	onlyFaults?: readonly string[];
	/** Faults by hand: a node killed in the picture, a message dropped. */
	addedFaults?: readonly AddedFault[];
	/** Draws anew which of two things that happen at the same moment comes first. */
	tieBreak?: number;
}

export type AddedFault =
	| { kind: 'crash'; node: string; atMs: number; downMs: number }
	| { kind: 'drop'; message: number }
	| { kind: 'cut'; nodes: readonly [string, string]; atMs: number; forMs: number }
	/** Messages between the two take this many times as long. */
	| { kind: 'slow'; nodes: readonly [string, string]; factor: number };
