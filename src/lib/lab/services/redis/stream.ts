import { RedisError } from './reply.ts';

/** An entry's id: milliseconds and a number within them. */
export interface StreamId {
	ms: number;
	seq: number;
}

export interface StreamEntry {
	id: StreamId;
	fields: string[];
}

/** An entry delivered to a consumer and not yet acknowledged. */
export interface Pending {
	id: StreamId;
	consumer: Consumer;
	deliveredAt: number;
	deliveries: number;
}

export interface Consumer {
	name: string;
	seenAt: number;
}

export interface Group {
	name: string;
	last: StreamId;
	entriesRead: number | null;
	consumers: Map<string, Consumer>;
	/** By id text, kept in the order of ids. */
	pending: Map<string, Pending>;
}

/** The largest 64-bit number, as near as a double comes; only ever compared and printed. */
export const MAX_PART = 2 ** 64;
export const MIN_ID: StreamId = { ms: 0, seq: 0 };
export const MAX_ID: StreamId = { ms: MAX_PART, seq: MAX_PART };

export function compareIds(a: StreamId, b: StreamId): number {
	return a.ms - b.ms || a.seq - b.seq;
}

export function idText(id: StreamId): string {
	return `${partText(id.ms)}-${partText(id.seq)}`;
}

function partText(part: number): string {
	return part >= MAX_PART ? '18446744073709551615' : String(part);
}

const INVALID_ID = 'ERR Invalid stream ID specified as stream command argument';

/** An id as commands take it; a missing second part is `missingSeq`. */
export function parseId(text: string, missingSeq: number): StreamId {
	const match = /^(\d{1,20})(?:-(\d{1,20}))?$/.exec(text);
	if (!match) throw new RedisError(INVALID_ID);
	const parts = [match[1] ?? '', match[2]].map((part) => {
		if (part === undefined) return missingSeq;
		if (part.length === 20 && BigInt(part) >= 2n ** 64n) throw new RedisError(INVALID_ID);
		return Number(part);
	});
	return { ms: parts[0] ?? 0, seq: parts[1] ?? 0 };
}

export class Stream {
	readonly entries: StreamEntry[] = [];
	readonly groups = new Map<string, Group>();
	last: StreamId = MIN_ID;
	maxDeleted: StreamId = MIN_ID;
	added = 0;

	/** The index of the first entry with an id not below the given one. */
	indexOf(id: StreamId): number {
		let low = 0;
		let high = this.entries.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			const entry = this.entries[middle];
			if (entry && compareIds(entry.id, id) < 0) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	find(id: StreamId): StreamEntry | undefined {
		const entry = this.entries[this.indexOf(id)];
		return entry && compareIds(entry.id, id) === 0 ? entry : undefined;
	}

	range(from: StreamId, to: StreamId): StreamEntry[] {
		const start = this.indexOf(from);
		let end = this.indexOf(to);
		const last = this.entries[end];
		if (last && compareIds(last.id, to) === 0) end++;
		return this.entries.slice(start, end);
	}

	after(id: StreamId): StreamEntry[] {
		return this.range(nextId(id), MAX_ID);
	}

	delete(id: StreamId): boolean {
		const at = this.indexOf(id);
		const entry = this.entries[at];
		if (!entry || compareIds(entry.id, id) !== 0) return false;
		this.entries.splice(at, 1);
		if (compareIds(id, this.maxDeleted) > 0) this.maxDeleted = id;
		return true;
	}

	/** Drops the oldest until the limit holds; returns how many went. */
	trimTo(length: number): number {
		return this.entries.splice(0, Math.max(0, this.entries.length - length)).length;
	}

	copy(): Stream {
		const copy = new Stream();
		Object.assign(copy, { last: this.last, maxDeleted: this.maxDeleted, added: this.added });
		copy.entries.push(...this.entries);
		for (const group of this.groups.values()) {
			const consumers = new Map([...group.consumers].map(([name, value]) => [name, { ...value }]));
			const pending = new Map<string, Pending>();
			for (const [id, value] of group.pending) {
				pending.set(id, { ...value, consumer: consumers.get(value.consumer.name) ?? value.consumer });
			}
			copy.groups.set(group.name, { ...group, consumers, pending });
		}
		return copy;
	}
}

export function nextId(id: StreamId): StreamId {
	if (id.seq < MAX_PART) return { ms: id.ms, seq: id.seq + 1 };
	return id.ms < MAX_PART ? { ms: id.ms + 1, seq: 0 } : MAX_ID;
}

export function previousId(id: StreamId): StreamId {
	if (id.seq > 0) return { ms: id.ms, seq: id.seq - 1 };
	return { ms: id.ms - 1, seq: MAX_PART };
}
