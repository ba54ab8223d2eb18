import { isIntegerText } from './numbers.ts';
import { SortedSet } from './sorted-set.ts';
import type { Stream } from './stream.ts';

/** What a key may hold. */
export type Value =
	| { type: 'string'; text: string; isRaw?: boolean }
	| { type: 'list'; items: string[] }
	| { type: 'hash'; fields: Map<string, string>; isLarge?: boolean }
	| { type: 'set'; members: Set<string>; hasText: boolean }
	| { type: 'zset'; members: SortedSet; isLarge?: boolean }
	| { type: 'stream'; stream: Stream };

export type ValueOf<Type extends Value['type']> = Extract<Value, { type: Type }>;

/** One key of a database. */
export interface Entry {
	value: Value;
	expiresAt: number | null;
	/** When it was last used, and how often: what LRU and LFU choose by. */
	usedAt: number;
	uses: number;
	bytes: number;
}

/** An empty collection is no collection: Redis deletes its key. */
export function isEmpty(value: Value): boolean {
	switch (value.type) {
		case 'list':
			return value.items.length === 0;
		case 'hash':
			return value.fields.size === 0;
		case 'set':
			return value.members.size === 0;
		case 'zset':
			return value.members.size === 0;
		default:
			return false;
	}
}

/** A copy that shares nothing, for COPY. */
export function copyValue(value: Value): Value {
	switch (value.type) {
		case 'list':
			return { type: 'list', items: [...value.items] };
		case 'hash':
			return { type: 'hash', fields: new Map(value.fields) };
		case 'set':
			return { ...value, members: new Set(value.members) };
		case 'zset':
			return { type: 'zset', members: new SortedSet(value.members.entries()) };
		case 'stream':
			return { type: 'stream', stream: value.stream.copy() };
		default:
			return { ...value };
	}
}

/** How Redis 7.0 would store it, with its default thresholds. */
export function encodingOf(value: Value): string {
	switch (value.type) {
		case 'string':
			if (value.isRaw) return 'raw';
			return isIntegerText(value.text) ? 'int' : value.text.length <= 44 ? 'embstr' : 'raw';
		case 'list':
			return 'quicklist';
		case 'set':
			return value.hasText || value.members.size > 512 ? 'hashtable' : 'intset';
		case 'hash': {
			const isLong = [...value.fields].some(([name, text]) => name.length > 64 || text.length > 64);
			return isLong || value.fields.size > 512 ? 'hashtable' : 'listpack';
		}
		case 'zset': {
			const isLong = [...value.members.entries()].some(([member]) => member.length > 64);
			return isLong || value.members.size > 128 ? 'skiplist' : 'listpack';
		}
		case 'stream':
			return 'stream';
	}
}

/**
 * An estimate of memory: bytes of key and value, 16 for each element and 56 for each key. Real Redis
 * depends on its allocator; only the order of magnitude is promised.
 */
export function bytesOf(key: string, value: Value): number {
	let bytes = 56 + key.length;
	const add = (text: string) => {
		bytes += text.length + 16;
	};
	if (value.type === 'string') add(value.text);
	if (value.type === 'list') value.items.forEach(add);
	if (value.type === 'set') value.members.forEach(add);
	if (value.type === 'hash') value.fields.forEach((text, name) => add(name + text));
	if (value.type === 'zset') for (const [member] of value.members.entries()) add(`${member}12345678`);
	if (value.type === 'stream') for (const entry of value.stream.entries) entry.fields.forEach(add);
	return bytes;
}
