import * as v from 'valibot';
import type { LockImage, SessionImage } from '#lib/domain/postgres-images.ts';
import type { Trace } from '#lib/domain/trace.ts';
import type { StateHistory } from '../trace/reducers.ts';

const sessionSchema: v.GenericSchema<unknown, SessionImage> = v.object({
	state: v.picklist(['idle', 'active', 'waiting', 'idle in transaction', 'idle in transaction (aborted)']),
	isolation: v.nullable(v.picklist(['read committed', 'repeatable read', 'serializable'])),
	transaction: v.nullable(v.number()),
	statement: v.nullable(v.string()),
	waitsFor: v.nullable(v.object({ sessions: v.array(v.string()), lock: v.string() })),
	ended: v.nullable(v.picklist(['commit', 'rollback']))
});

const holderSchema = v.object({ session: v.string(), mode: v.string() });
const lockSchema: v.GenericSchema<unknown, LockImage> = v.object({
	what: v.string(),
	holders: v.array(holderSchema),
	waiters: v.array(holderSchema)
});

/** A session over the time of a trace. */
export interface SessionLine {
	session: string;
	spans: readonly SessionSpan[];
}

/** It did not change from one step to another; steps are numbered as `TransactionTimeline.steps` has them. */
export interface SessionSpan {
	from: number;
	to: number;
	image: SessionImage;
}

export interface TransactionTimeline {
	lines: readonly SessionLine[];
	/** The events at which any session changed: time is drawn in steps, because a wait is a thousand times as long as a statement. */
	steps: readonly number[];
}

export function transactionTimeline({ events }: Trace, history: StateHistory): TransactionTimeline {
	const keys = history.keys('session/');
	const steps = [...new Set(keys.flatMap((key) => history.changesOf(key)))].toSorted((a, b) => a - b);
	const stepOf = new Map(steps.map((event, step) => [event, step]));
	const lines = keys.map((key) => {
		const changes = history.changesOf(key);
		const spans = changes.flatMap((event, at): SessionSpan[] => {
			const image = v.safeParse(sessionSchema, history.valueAt(key, event));
			const next = changes[at + 1];
			const to = next === undefined ? steps.length : (stepOf.get(next) ?? steps.length);
			return image.success ? [{ from: stepOf.get(event) ?? 0, to, image: image.output }] : [];
		});
		return { session: key.split('/').at(-1) ?? '', spans };
	});
	return { lines: lines.filter(({ spans }) => spans.length > 0 && events.length > 0), steps };
}

/** Which step an event belongs to. */
export function stepAt({ steps }: TransactionTimeline, event: number): number {
	return Math.max(
		0,
		steps.findLastIndex((step) => step <= event)
	);
}

export interface Wait {
	waiter: string;
	holder: string;
	/** What is waited for, and how strongly: `tuple t (0,1)`, `ExclusiveLock`. */
	what: string;
	mode: string;
	/** It is part of a circle: none of those in it will ever go on by itself. */
	isDeadlock: boolean;
}

/** Who waits for whom where a trace stands, by the locks and by what sessions say themselves. */
export function waitsAt(state: {
	keys: (prefix: string) => string[];
	get: (key: string) => unknown;
}): Wait[] {
	const waits = new Map<string, Omit<Wait, 'isDeadlock'>>();
	for (const key of state.keys('lock/')) {
		const lock = v.safeParse(lockSchema, state.get(key));
		if (!lock.success) continue;
		const { what, holders, waiters } = lock.output;
		for (const { session: waiter, mode } of waiters)
			for (const { session: holder } of holders)
				if (holder !== waiter) waits.set(`${waiter} ${holder}`, { waiter, holder, what, mode });
	}
	for (const key of state.keys('session/')) {
		const image = v.safeParse(sessionSchema, state.get(key));
		const waiter = key.split('/').at(-1) ?? '';
		if (!image.success || !image.output.waitsFor) continue;
		const { sessions, lock: what } = image.output.waitsFor;
		for (const holder of sessions)
			if (!waits.has(`${waiter} ${holder}`))
				waits.set(`${waiter} ${holder}`, { waiter, holder, what, mode: '' });
	}
	const edges = [...waits.values()];
	return edges.map((edge) => ({ ...edge, isDeadlock: reaches(edges, edge.holder, edge.waiter) }));
}

function reaches(edges: readonly { waiter: string; holder: string }[], from: string, to: string): boolean {
	const seen = new Set<string>();
	const open = [from];
	for (let at = open.pop(); at !== undefined; at = open.pop()) {
		if (at === to) return true;
		if (seen.has(at)) continue;
		seen.add(at);
		for (const { waiter, holder } of edges) if (waiter === at) open.push(holder);
	}
	return false;
}

/** What a session does, in words. */
export function sessionWords({ state, transaction, statement, waitsFor, isolation }: SessionImage): string {
	const number = transaction === null ? '' : ` ${transaction}`;
	const what =
		state === 'waiting' && waitsFor ? `waits for ${waitsFor.sessions.join(', ')} (${waitsFor.lock})` : state;
	return [what + (state === 'idle' ? '' : number), isolation, statement].filter(Boolean).join(' · ');
}
