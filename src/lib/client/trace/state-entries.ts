import type { Json, TraceEvent } from '#lib/domain/trace.ts';
import { lastAtMost, type StateHistory } from './reducers.ts';

/** One key of a store as it stands at a moment. */
export interface StateEntry {
	key: string;
	/** What the store calls it (`hash`), or what kind of JSON it is. */
	type: string;
	/** Undefined when the latest change of the store deleted it. */
	value: Json | undefined;
	/** What it was before its latest change; undefined when it was not there. */
	before: Json | undefined;
	/** The event that changed it last, and when that was. */
	changedBy: number;
	changedAtMs: number;
	/** It was changed by the latest change of its store. */
	isLatest: boolean;
	expiry: { atMs: number; setAtMs: number } | null;
}

interface ValueChange {
	by: number;
	atMs: number;
	isDeletion: boolean;
	expiry: StateEntry['expiry'];
}

/**
 * The keys of one store over a whole run, found in one pass; then any moment costs one search a key. A value is
 * either plain JSON or says more about itself: `{type, value, expiresAtMs?}`.
 */
export class StoreValues {
	readonly #history: StateHistory;
	readonly #prefix: string;
	readonly #changesByKey = new Map<string, ValueChange[]>();
	/** All changes of the store, in order. */
	readonly #changes: number[] = [];

	constructor(events: readonly TraceEvent[], history: StateHistory, store: string) {
		this.#history = history;
		this.#prefix = `value/${store}/`;
		for (const event of events)
			if (event.kind === 'state' && event.key.startsWith(this.#prefix)) this.#remember(event);
	}

	#remember(event: Extract<TraceEvent, { kind: 'state' }>) {
		const changes = this.#changesByKey.get(event.key) ?? [];
		this.#changesByKey.set(event.key, changes);
		this.#changes.push(event.index);
		changes.push({
			by: event.index,
			atMs: event.atMs,
			isDeletion: event.operation === 'delete',
			expiry: expiryAfter(changes.at(-1)?.expiry ?? null, event)
		});
	}

	/** In the order in which the keys were first set. A deleted key stays in sight until the next change. */
	entriesAt(index: number): StateEntry[] {
		const latest = this.#changes[lastAtMost(this.#changes.length, (at) => this.#changes[at] ?? 0, index)];
		return [...this.#changesByKey].flatMap(([key, changes]) => {
			const change = changes[lastAtMost(changes.length, (at) => changes[at]?.by ?? 0, index)];
			if (!change || (change.isDeletion && change.by !== latest)) return [];
			return this.#entryOf(key, change, change.by === latest);
		});
	}

	#entryOf(key: string, change: ValueChange, isLatest: boolean): StateEntry {
		const now = described(this.#history.valueAt(key, change.by));
		const before = described(this.#history.valueAt(key, change.by - 1));
		return {
			key: key.slice(this.#prefix.length),
			type: now.value === undefined ? before.type : now.type,
			value: now.value,
			before: before.value,
			changedBy: change.by,
			changedAtMs: change.atMs,
			isLatest,
			expiry: change.expiry
		};
	}
}

/** A change of the value alone leaves the time to live as it was. */
function expiryAfter(
	before: StateEntry['expiry'],
	event: Extract<TraceEvent, { kind: 'state' }>
): StateEntry['expiry'] {
	if (event.operation === 'append' || event.operation === 'trim') return before;
	const atMs = event.operation === 'set' ? described(event.value).expiresAtMs : null;
	if (atMs === null) return null;
	return before?.atMs === atMs ? before : { atMs, setAtMs: event.atMs };
}

function described(held: Json | undefined): {
	type: string;
	value: Json | undefined;
	expiresAtMs: number | null;
} {
	if (isRecord(held) && typeof held.type === 'string' && Object.hasOwn(held, 'value')) {
		const { type, value, expiresAtMs } = held;
		return { type, value, expiresAtMs: typeof expiresAtMs === 'number' ? expiresAtMs : null };
	}
	return { type: typeOf(held), value: held, expiresAtMs: null };
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: Json | undefined): string {
	if (Array.isArray(value)) return 'list';
	return value === null ? 'null' : typeof value;
}
