import * as v from 'valibot';
import type { SessionImage, SnapshotImage } from '#lib/domain/postgres-images.ts';
import type { Trace, TraceEvent } from '#lib/domain/trace.ts';
import type { StateHistory } from '../trace/reducers.ts';
import { snapshotSchema } from './heap-page.ts';

/** Foreign code may have written it: what does not fit is not drawn. */
export const sessionSchema: v.GenericSchema<unknown, SessionImage> = v.object({
	state: v.picklist(['idle', 'active', 'waiting', 'idle in transaction', 'idle in transaction (aborted)']),
	isolation: v.nullable(v.picklist(['read committed', 'repeatable read', 'serializable'])),
	transaction: v.nullable(v.number()),
	statement: v.nullable(v.string()),
	waitsFor: v.nullable(v.object({ sessions: v.array(v.string()), lock: v.string() })),
	ended: v.nullable(v.picklist(['commit', 'rollback']))
});

/** From one step up to another; steps are numbered as `TransactionTimeline.steps` has them. */
interface Span {
	from: number;
	to: number;
}

/** A session over the time of a trace. */
export interface SessionLine {
	/** Unique, unlike the name: two servers may have sessions of the same name. */
	key: string;
	name: string;
	spans: readonly (Span & { image: SessionImage })[];
	transactions: readonly TransactionSpan[];
	/** While it held a snapshot that was shown. */
	snapshots: readonly (Span & { image: SnapshotImage })[];
	/** What reached the server for it, as the arrows of the messages name it. */
	statements: readonly (Span & { label: string })[];
}

export interface TransactionSpan extends Span {
	isolation: string;
	/** The number it had at the end; null when it wrote nothing. */
	number: number | null;
	/** Null while it runs, and when its session was lost. */
	ended: 'commit' | 'rollback' | null;
}

export interface TransactionTimeline {
	lines: readonly SessionLine[];
	/** The events at which anything changed for a session: time is drawn in steps, because a wait is a thousand times as long as a statement. */
	steps: readonly number[];
}

interface Change<Image> {
	event: number;
	image: Image | null;
}

export function transactionTimeline(trace: Trace, history: StateHistory): TransactionTimeline {
	const keys = history.keys('session/');
	const statements = statementsOf(trace, history, keys);
	const changes = keys.map((key) => ({
		key,
		sessions: changesOf(history, key, sessionSchema, (image) => ({ ...image, ended: null })),
		snapshots: changesOf(history, key.replace('session/', 'snapshot/'), snapshotSchema),
		statements: statements.get(key) ?? []
	}));
	const { steps, stepOf } = stepsOf(
		trace,
		changes.flatMap((one) => [...one.sessions, ...one.snapshots, ...one.statements].map(({ event }) => event))
	);
	const lines = changes.map(({ key, ...found }): SessionLine => {
		const spans = spansOf(found.sessions, stepOf, steps.length);
		const end = spans.at(-1)?.to ?? 0;
		const statements = found.statements.map(({ event, label }) => ({ event, image: label }));
		return {
			...{ key, name: nameIn(key, keys), spans: spans.filter(hasLength) },
			transactions: transactionsOf(spans).filter(hasLength),
			snapshots: spansOf(found.snapshots, stepOf, steps.length).filter(hasLength),
			statements: spansOf(statements, stepOf, end)
				.filter(hasLength)
				.map(({ image, ...span }) => ({ ...span, label: image }))
		};
	});
	return { lines: lines.filter(({ spans }) => spans.length > 0), steps };
}

function hasLength({ from, to }: Span): boolean {
	return from < to;
}

/** What changes at one moment by one cause is one step, and is shown as it was after it. */
function stepsOf(
	{ events }: Trace,
	changed: readonly number[]
): { steps: number[]; stepOf: Map<number, number> } {
	const steps: number[] = [];
	const stepOf = new Map<number, number>();
	let before: TraceEvent | undefined;
	for (const index of [...new Set(changed)].toSorted((one, other) => one - other)) {
		const event = events[index];
		const isSame = before && event?.atMs === before.atMs && event.cause === before.cause && event.cause >= 0;
		if (isSame) steps[steps.length - 1] = index;
		else steps.push(index);
		stepOf.set(index, steps.length - 1);
		before = event;
	}
	return { steps, stepOf };
}

/** The session of a key `session/<db>/<session>`, with its server when there are several. */
export function nameIn(key: string, keys: readonly string[]): string {
	const [, database, ...session] = key.split('/');
	const hasSeveral = keys.some((other) => other.split('/')[1] !== database);
	return `${hasSeveral ? `${database}: ` : ''}${session.join('/')}`;
}

/**
 * What a key held from each event on at which it changed.
 *
 * @param afterwards what it says again of the same: that a transaction has ended is said once.
 */
function changesOf<Image>(
	history: StateHistory,
	key: string,
	schema: v.GenericSchema<unknown, Image>,
	afterwards = (image: Image) => image
): Change<Image>[] {
	const changes: Change<Image>[] = [];
	let before = '';
	for (const event of history.changesOf(key)) {
		const parsed = v.safeParse(schema, history.valueAt(key, event));
		const image = parsed.success ? parsed.output : null;
		const text = JSON.stringify(image);
		if (text !== before) changes.push({ event, image });
		before = JSON.stringify(image && afterwards(image));
	}
	return changes;
}

function spansOf<Image>(
	changes: readonly Change<Image>[],
	stepOf: ReadonlyMap<number, number>,
	end: number
): (Span & { image: Image })[] {
	return changes.flatMap(({ event, image }, at) => {
		if (image === null) return [];
		const next = changes[at + 1];
		return [{ from: stepOf.get(event) ?? 0, to: (next && stepOf.get(next.event)) ?? end, image }];
	});
}

function transactionsOf(spans: readonly (Span & { image: SessionImage })[]): TransactionSpan[] {
	const found: TransactionSpan[] = [];
	let open: TransactionSpan | null = null;
	for (const { from, to, image } of spans) {
		const { isolation, transaction, ended } = image;
		if (open && (isolation === null || ended !== null)) {
			open.ended = ended;
			open = null;
		}
		if (isolation === null) continue;
		if (open) {
			open.to = to;
			open.number = transaction ?? open.number;
		} else found.push((open = { from, to, isolation, number: transaction, ended: null }));
	}
	return found;
}

/** A session changes because a message came; of each message the first change tells whose it was. */
function statementsOf(
	{ events }: Trace,
	history: StateHistory,
	keys: readonly string[]
): Map<string, { event: number; label: string }[]> {
	const labels = new Map(
		events.flatMap((event) =>
			event.kind === 'send' && event.protocol === 'postgres' && !event.isRoutine
				? [[event.message, event.label] as const]
				: []
		)
	);
	const changes = keys
		.flatMap((key) => history.changesOf(key).map((event) => ({ key, event })))
		.toSorted((one, other) => one.event - other.event);
	const statements = new Map<string, { event: number; label: string }[]>();
	for (const { key, event } of changes) {
		const cause = events[events[event]?.cause ?? -1];
		const label = cause?.kind === 'receive' ? labels.get(cause.message) : undefined;
		if (cause?.kind !== 'receive' || label === undefined) continue;
		labels.delete(cause.message);
		const before = statements.get(key);
		if (before) before.push({ event, label });
		else statements.set(key, [{ event, label }]);
	}
	return statements;
}

/** An arrow from a session that waits to one it waits for, where the wait begins. */
export interface WaitArrow {
	step: number;
	waiter: number;
	holder: number;
}

export function waitArrowsOf(lines: readonly SessionLine[]): WaitArrow[] {
	return lines.flatMap(({ key, spans }, waiter) => {
		const database = key.split('/').slice(0, 2).join('/');
		return spans.flatMap(({ from, image: { waitsFor } }) =>
			(waitsFor?.sessions ?? []).flatMap((session) => {
				const holder = lines.findIndex((line) => line.key === `${database}/${session}`);
				return holder < 0 || holder === waiter ? [] : [{ step: from, waiter, holder }];
			})
		);
	});
}

/** Which step an event belongs to. */
export function stepAt({ steps }: TransactionTimeline, event: number): number {
	return Math.max(
		0,
		steps.findLastIndex((step) => step <= event)
	);
}

/** What a session does, in words. */
export function sessionWords({ state, transaction, statement, waitsFor, isolation }: SessionImage): string {
	const number = transaction === null ? null : `transaction ${transaction}`;
	const what = state === 'waiting' && waitsFor ? waitWords(waitsFor) : state;
	return [what, state === 'idle' ? null : number, isolation, statement].filter(Boolean).join(' · ');
}

function waitWords({ sessions, lock }: { sessions: readonly string[]; lock: string }): string {
	return `waits for ${sessions.join(', ')} (${lock})`;
}
