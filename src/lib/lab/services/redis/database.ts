import { RedisError } from './reply.ts';
import type { RedisServer } from './server.ts';
import { SortedSet } from './sorted-set.ts';
import { Stream } from './stream.ts';
import { bytesOf, isEmpty, type Entry, type Value, type ValueOf } from './values.ts';

export const WRONG_TYPE = 'WRONGTYPE Operation against a key holding the wrong kind of value';

/** One of the sixteen keyspaces. Everything that reads a key goes through `find`, which honours expiry. */
export class Database {
	entries = new Map<string, Entry>();
	readonly index: number;
	readonly #server: RedisServer;

	constructor(index: number, server: RedisServer) {
		this.index = index;
		this.#server = server;
	}

	find(key: string): Value | undefined {
		const entry = this.entryOf(key);
		if (!entry) return undefined;
		entry.usedAt = this.#server.nextUse();
		entry.uses++;
		return entry.value;
	}

	/** The entry without counting as a use; an expired one is deleted, except by a replica. */
	entryOf(key: string): Entry | undefined {
		const entry = this.entries.get(key);
		if (!entry || entry.expiresAt === null || entry.expiresAt > this.#server.now) return entry;
		if (!this.#server.isReplica) this.expire(key);
		return undefined;
	}

	expire(key: string): void {
		this.#forget(key);
		this.#server.propagate(this.index, ['DEL', key]);
		this.#server.keyChanged(this.index, key);
		this.#server.notify('x', 'expired', key, this.index);
	}

	/** The value of a key that must hold that type, or undefined when there is none. */
	findAs<Type extends Value['type']>(key: string, type: Type): ValueOf<Type> | undefined {
		const value = this.find(key);
		if (value === undefined) return undefined;
		if (!isType(value, type)) throw new RedisError(WRONG_TYPE);
		return value;
	}

	findText(key: string): string | undefined {
		return this.findAs(key, 'string')?.text;
	}

	list(key: string): string[] {
		return this.findAs(key, 'list')?.items ?? this.create(key, { type: 'list', items: [] }).items;
	}

	hash(key: string): Map<string, string> {
		return this.findAs(key, 'hash')?.fields ?? this.create(key, { type: 'hash', fields: new Map() }).fields;
	}

	set(key: string): ValueOf<'set'> {
		const made = (): ValueOf<'set'> => ({ type: 'set', members: new Set(), hasText: false });
		return this.findAs(key, 'set') ?? this.create(key, made());
	}

	sortedSet(key: string): SortedSet {
		const made = (): ValueOf<'zset'> => ({ type: 'zset', members: new SortedSet() });
		return (this.findAs(key, 'zset') ?? this.create(key, made())).members;
	}

	stream(key: string): Stream {
		const made = (): ValueOf<'stream'> => ({ type: 'stream', stream: new Stream() });
		return (this.findAs(key, 'stream') ?? this.create(key, made())).stream;
	}

	/** Puts a value in the place of what was there; the time to live goes unless it is to be kept. */
	put(key: string, value: Value, keepsExpiry = false): void {
		const old = this.entries.get(key);
		if (old) {
			old.value = value;
			if (!keepsExpiry) old.expiresAt = null;
			this.#server.keyReady(this.index, key);
		} else this.create(key, value);
	}

	create<Made extends Value>(key: string, value: Made): Made {
		const usedAt = this.#server.nextUse();
		this.entries.set(key, { value, expiresAt: null, usedAt, uses: 5, bytes: 0 });
		this.#server.keyReady(this.index, key);
		return value;
	}

	delete(key: string): boolean {
		if (!this.entryOf(key)) return false;
		this.#forget(key);
		return true;
	}

	/** After a change: watchers learn of it, listeners are told, and an emptied collection goes. */
	changed(key: string, event: string, kind: string): void {
		const entry = this.entries.get(key);
		this.#server.dirty++;
		this.#server.keyChanged(this.index, key);
		if (kind !== '') this.#server.notify(kind, event, key, this.index);
		if (!entry) return;
		if (isEmpty(entry.value)) {
			this.#forget(key);
			this.#server.notify('g', 'del', key, this.index);
		} else if (this.#server.countsMemory) {
			const bytes = bytesOf(key, entry.value);
			this.#server.usedBytes += bytes - entry.bytes;
			entry.bytes = bytes;
		}
	}

	clear(): number {
		const count = this.entries.size;
		for (const key of [...this.entries.keys()]) {
			this.#forget(key);
			this.#server.keyChanged(this.index, key);
		}
		return count;
	}

	liveKeys(): string[] {
		return [...this.entries.keys()].filter((key) => this.entryOf(key) !== undefined);
	}

	#forget(key: string): void {
		this.#server.usedBytes -= this.entries.get(key)?.bytes ?? 0;
		if (this.entries.get(key)?.value.type === 'stream') this.#server.keyReady(this.index, key);
		this.entries.delete(key);
	}
}

function isType<Type extends Value['type']>(value: Value, type: Type): value is ValueOf<Type> {
	return value.type === type;
}
