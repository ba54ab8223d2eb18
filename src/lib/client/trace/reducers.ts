import type { Json, TraceEvent } from '#lib/domain/trace.ts';

/** A keyframe holds every key; between two, at most so many events are replayed. */
export const KEYFRAME_EVERY_COUNT = 256;

/**
 * What a key holds. A list is a window onto an array that later appends share, so that a log of a thousand
 * records costs one array and not a thousand.
 */
type Held = { kind: 'one'; value: Json } | { kind: 'list'; items: Json[]; from: number; to: number };

/** Everything the lab knew at one event. Read only; values are read when they are asked for. */
export class LabState {
	readonly #held: ReadonlyMap<string, Held>;

	constructor(held: ReadonlyMap<string, Held>) {
		this.#held = held;
	}

	get(key: string): Json | undefined {
		return valueOf(this.#held.get(key));
	}

	has(key: string): boolean {
		return this.#held.has(key);
	}

	/** In the order in which they were first set. */
	keys(prefix = ''): string[] {
		return [...this.#held.keys()].filter((key) => key.startsWith(prefix));
	}
}

/**
 * The state of a run at any of its events, rebuilt from the `state` events by replaying at most 255 of them.
 * Foreign code chose keys and values: nothing here trusts their shape (readings.ts does that on reading).
 */
export class StateHistory {
	/** What a change leaves behind; null where it deletes. Parallel to #changes. */
	readonly #held: (Held | null)[] = [];
	/** The events that change state, in order. */
	readonly #changes: number[] = [];
	readonly #keys: string[] = [];
	readonly #changesByKey = new Map<string, number[]>();
	readonly #keyframes: ReadonlyMap<string, Held>[] = [];
	/** How many changes came before the keyframe. */
	readonly #changesBefore: number[] = [];

	constructor(events: readonly TraceEvent[]) {
		const now = new Map<string, Held>();
		for (const [index, event] of events.entries()) {
			if (index % KEYFRAME_EVERY_COUNT === 0) {
				this.#keyframes.push(new Map(now));
				this.#changesBefore.push(this.#changes.length);
			}
			if (event.kind !== 'state') continue;
			const held = reduced(now.get(event.key), event.operation, event.value);
			if (held === null) now.delete(event.key);
			else now.set(event.key, held);
			this.#remember(index, event.key, held);
		}
	}

	#remember(index: number, key: string, held: Held | null) {
		const place = this.#changes.length;
		this.#changes.push(index);
		this.#keys.push(key);
		this.#held.push(held);
		const changes = this.#changesByKey.get(key);
		if (changes) changes.push(place);
		else this.#changesByKey.set(key, [place]);
	}

	/** The whole state after the event with that index; -1 is before the first. */
	stateAt(index: number): LabState {
		const frame = Math.min(Math.floor(Math.max(index, 0) / KEYFRAME_EVERY_COUNT), this.#keyframes.length - 1);
		const now = new Map(this.#keyframes[frame]);
		for (let place = this.#changesBefore[frame] ?? 0; place < this.#changes.length; place++) {
			if ((this.#changes[place] ?? 0) > index) break;
			const held = this.#held[place];
			const key = this.#keys[place] ?? '';
			if (held) now.set(key, held);
			else now.delete(key);
		}
		return new LabState(now);
	}

	/** One value after that event, without rebuilding the others. */
	valueAt(key: string, index: number): Json | undefined {
		const changes = this.#changesByKey.get(key) ?? [];
		const place = changes[lastAtMost(changes.length, (at) => this.#changes[changes[at] ?? 0] ?? 0, index)];
		return place === undefined ? undefined : valueOf(this.#held[place] ?? undefined);
	}

	/** The events that changed a key, in order. */
	changesOf(key: string): number[] {
		return (this.#changesByKey.get(key) ?? []).map((place) => this.#changes[place] ?? 0);
	}

	/** Every key there ever was, in the order in which they were first set. */
	keys(prefix = ''): string[] {
		return [...this.#changesByKey.keys()].filter((key) => key.startsWith(prefix));
	}
}

type StateEvent = Extract<TraceEvent, { kind: 'state' }>;

function reduced(
	before: Held | undefined,
	operation: StateEvent['operation'],
	value: Json | undefined
): Held | null {
	switch (operation) {
		case 'delete':
			return null;
		case 'set':
			return { kind: 'one', value: value ?? null };
		case 'append': {
			const list = listFrom(before);
			list.items.push(value ?? null);
			return { ...list, to: list.to + 1 };
		}
		case 'trim': {
			const list = listFrom(before);
			const count = typeof value === 'number' && value >= 0 ? value : 0;
			return { ...list, from: Math.max(list.from, list.to - count) };
		}
	}
}

/** A list that was set as a whole is copied once, when it is first changed. */
function listFrom(held: Held | undefined): Extract<Held, { kind: 'list' }> {
	if (held?.kind === 'list') return held;
	const items: Json[] = held !== undefined && isList(held.value) ? [...held.value] : [];
	return { kind: 'list', items, from: 0, to: items.length };
}

function valueOf(held: Held | undefined): Json | undefined {
	if (held === undefined) return undefined;
	return held.kind === 'one' ? held.value : held.items.slice(held.from, held.to);
}

function isList(value: Json): value is readonly Json[] {
	return Array.isArray(value);
}

/** The last place whose number is at most the limit; -1 when there is none. Numbers never fall. */
export function lastAtMost(count: number, numberAt: (place: number) => number, limit: number): number {
	let low = 0;
	let high = count;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (numberAt(middle) <= limit) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
