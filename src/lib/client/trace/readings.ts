import * as v from 'valibot';
import type { Json, TraceEvent } from '#lib/domain/trace.ts';
import type { LabState } from './reducers.ts';

/**
 * The typed shapes behind the state keys of domain/trace.ts. Each reading answers null when the key is not there
 * or holds something else: foreign code may write any state it likes, and a figure then shows nothing.
 */
const count = v.pipe(v.number(), v.finite());
const names = v.array(v.string());

const LogRecord = v.object({
	offset: count,
	key: v.optional(v.nullable(v.string()), null),
	producer: v.optional(v.unknown())
});
const Group = v.object({
	state: v.string(),
	generation: v.optional(count, 0),
	leader: v.optional(v.nullable(v.string()), null),
	members: v.optional(v.record(v.string(), names), {})
});
const Replica = v.object({
	leader: v.nullable(v.string()),
	epoch: v.optional(count, 0),
	inSync: v.optional(names, []),
	highWatermark: v.optional(count, 0)
});
const Queue = v.object({ ready: count, unacknowledged: v.optional(count, 0), dead: v.optional(count, 0) });
const Pipe = v.object({ length: count, highWaterMark: count, isFlowing: v.optional(v.boolean(), false) });
const Pending = v.record(v.string(), v.object({ consumer: v.string(), deliveries: count }));
const Durable = v.object({ written: count, synced: count });

export type LogRecord = v.InferOutput<typeof LogRecord> & { value: Json };
export type GroupState = v.InferOutput<typeof Group>;
export type ReplicaState = v.InferOutput<typeof Replica>;
export type QueueState = v.InferOutput<typeof Queue>;
export type PipeState = v.InferOutput<typeof Pipe>;
export type PendingState = v.InferOutput<typeof Pending>;
export type DurableState = v.InferOutput<typeof Durable>;

export function logOf(state: LabState, topic: string, partition: number | string): LogRecord[] {
	const held = state.get(`log/${topic}/${partition}`);
	if (!Array.isArray(held)) return [];
	return held.flatMap((record: Json) => recordFrom(record) ?? []);
}

/** A log is read again at each move of the cursor, and its records never change. */
const recordsRead = new WeakMap<object, LogRecord | null>();

function recordFrom(written: Json): LogRecord | null {
	if (typeof written !== 'object' || written === null) return null;
	const before = recordsRead.get(written);
	if (before !== undefined) return before;
	const known = parsed(LogRecord, written);
	// What a trace holds is JSON already: only that it is there has to be asked.
	const value = Object.entries<Json>(written).find(([key]) => key === 'value')?.[1] ?? null;
	const record = known && { ...known, value };
	recordsRead.set(written, record);
	return record;
}

export function groupOf(state: LabState, group: string): GroupState | null {
	return parsed(Group, state.get(`group/${group}`));
}

export function replicaOf(state: LabState, topic: string, partition: number | string): ReplicaState | null {
	return parsed(Replica, state.get(`replica/${topic}/${partition}`));
}

export function queueOf(state: LabState, name: string): QueueState | null {
	return parsed(Queue, state.get(`queue/${name}`));
}

export function pipeOf(state: LabState, name: string): PipeState | null {
	return parsed(Pipe, state.get(`pipe/${name}`));
}

/** All queues there are, by name. */
export function queuesOf(state: LabState): ({ name: string } & QueueState)[] {
	return state.keys('queue/').flatMap((key) => {
		const name = key.slice('queue/'.length);
		const queue = queueOf(state, name);
		return queue ? { name, ...queue } : [];
	});
}

/** All stages of streams there are, in the order in which they were first seen. */
export function pipesOf(state: LabState): ({ name: string } & PipeState)[] {
	return state.keys('pipe/').flatMap((key) => {
		const name = key.slice('pipe/'.length);
		const pipe = pipeOf(state, name);
		return pipe ? { name, ...pipe } : [];
	});
}

/** The event after which the stages of all streams were fullest, the first such; null without any. */
export function fullestMoment(events: readonly TraceEvent[]): number | null {
	const fillOf = new Map<string, number>();
	let fullest: { index: number; fill: number } | null = null;
	for (const event of events) {
		if (event.kind !== 'state' || !event.key.startsWith('pipe/')) continue;
		const pipe = parsed(Pipe, event.value);
		fillOf.set(event.key, pipe && pipe.highWaterMark > 0 ? pipe.length / pipe.highWaterMark : 0);
		const fill = [...fillOf.values()].reduce((sum, share) => sum + Math.min(1, share), 0);
		if (fullest === null || fill > fullest.fill) fullest = { index: event.index, fill };
	}
	return fullest && fullest.index;
}

export function pendingOf(state: LabState, stream: string, group: string): PendingState | null {
	return parsed(Pending, state.get(`pending/${stream}/${group}`));
}

export function durableOf(state: LabState, node: string): DurableState | null {
	return parsed(Durable, state.get(`durable/${node}`));
}

/** Of `committed/…` and `position/…`: an offset. */
export function offsetOf(state: LabState, key: string): number | null {
	return parsed(count, state.get(key));
}

function parsed<Schema extends v.GenericSchema>(
	schema: Schema,
	value: unknown
): v.InferOutput<Schema> | null {
	const result = v.safeParse(schema, value);
	return result.success ? result.output : null;
}
