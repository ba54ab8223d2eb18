import { LAB } from '../../domain/limits.ts';
import type { InjectedFault, Json, Lane, TraceEvent } from '../../domain/trace.ts';
import { elapsedMs } from '../runtime/clock.ts';
import { append } from '../runtime/host.ts';
import { turn } from '../runtime/turn.ts';
import { callSite, type CallSite } from './call-site.ts';

/** An event without what the recorder itself knows. */
type Recorded = TraceEvent extends infer Event
	? Event extends TraceEvent
		? Omit<Event, 'index' | 'atMs' | 'node' | 'cause' | 'lamport' | 'source'>
		: never
	: never;

/** Who an event happens to. */
export interface Subject {
	readonly name: string;
	readonly isLearners: boolean;
	lamport: number;
	elapsedMs(): number;
}

/** Writes the trace of one simulation. */
export class TraceRecorder {
	readonly lanes: Lane[] = [];
	readonly events: TraceEvent[] = [];
	readonly faults: InjectedFault[] = [];
	omittedCount = 0;
	/** When something last happened that is not routine. */
	activeAtMs = 0;
	/** False for runs of which only the end is asked: nothing is kept but the faults. */
	readonly isTraced: boolean;
	readonly #startedAtMs = elapsedMs();

	constructor(isTraced: boolean) {
		this.isTraced = isTraced;
	}

	/** Something happened that is not routine. */
	noteActivity(): void {
		this.activeAtMs = elapsedMs();
	}

	/** @returns the event's index; what follows from it names that as its cause. */
	record(subject: Subject, recorded: Recorded): number {
		if (!this.isTraced) return -1;
		return this.#append(recorded, {
			atMs: this.sinceStart(subject.elapsedMs()),
			node: subject.name,
			lamport: ++subject.lamport,
			source: subject.isLearners && !COMES_BY_ITSELF.has(recorded.kind) ? callSite() : null
		});
	}

	/** What happens to a node that is down, or to the whole lab: `''`. */
	recordAt(node: string, recorded: Recorded): number {
		if (!this.isTraced) return -1;
		return this.#append(recorded, { atMs: this.sinceStart(elapsedMs()), node, lamport: 0, source: null });
	}

	#append(
		recorded: Recorded,
		{ source, ...base }: { atMs: number; node: string; lamport: number; source: CallSite | null }
	): number {
		if (this.events.length >= LAB.eventsMaxCount) {
			this.omittedCount++;
			return turn.cause;
		}
		const index = this.events.length;
		append(this.events, { index, ...base, cause: turn.cause, ...(source && { source }), ...recorded });
		return index;
	}

	/** A small copy of what was sent or kept, for people to look at. */
	excerpt(value: unknown): Json {
		return excerptOf(value, 0);
	}

	/** Virtual time of this simulation, to the microsecond. */
	sinceStart(ms: number): number {
		return Math.round((ms - this.#startedAtMs) * 1_000) / 1_000;
	}
}

/** No line of the learner's does these, so none is looked for: a stack is dear. */
const COMES_BY_ITSELF = new Set<TraceEvent['kind']>(['start', 'restart', 'stop', 'crash', 'receive', 'drop']);

const DEPTH_MAX = 3;
const ENTRIES_MAX = 20;
const TEXT_MAX = 200;

function excerptOf(value: unknown, depth: number): Json {
	switch (typeof value) {
		case 'string':
			return value.length > TEXT_MAX ? `${value.slice(0, TEXT_MAX)}…` : value;
		case 'number':
			return Number.isFinite(value) ? value : String(value);
		case 'boolean':
			return value;
		case 'bigint':
			return `${value}n`;
		case 'object':
			return value === null ? null : excerptOfObject(value, depth);
		default:
			return null;
	}
}

function excerptOfObject(value: object, depth: number): Json {
	if (value instanceof Uint8Array) return excerptOf(textOf(value), depth);
	if (value instanceof Date) return value.toISOString();
	if (value instanceof Error) return `${value.name}: ${value.message}`;
	if (depth >= DEPTH_MAX) return '…';
	if (Array.isArray(value)) {
		const items = value.slice(0, ENTRIES_MAX).map((item) => excerptOf(item, depth + 1));
		return value.length > ENTRIES_MAX ? [...items, `… ${value.length - ENTRIES_MAX} more`] : items;
	}
	const entries = value instanceof Map ? [...value] : Object.entries(value);
	const copy: Record<string, Json> = {};
	for (const [key, item] of entries.slice(0, ENTRIES_MAX))
		if (item !== undefined) copy[String(key)] = excerptOf(item, depth + 1);
	if (entries.length > ENTRIES_MAX) copy['…'] = entries.length - ENTRIES_MAX;
	return copy;
}

function textOf(bytes: Uint8Array): string {
	return new TextDecoder().decode(bytes.subarray(0, TEXT_MAX + 1));
}
