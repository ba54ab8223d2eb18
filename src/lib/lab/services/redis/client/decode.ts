import { Buffer } from '../../../runtime/buffer.ts';
import type { Reply } from '../reply.ts';
import { octetsOf, textFrom } from '../text.ts';
import { SimpleError } from './errors.ts';

/** `RESP_TYPES` of node-redis: the byte by which the protocol marks a type. */
export const RESP_TYPES = {
	NULL: 95,
	BOOLEAN: 35,
	NUMBER: 58,
	BIG_NUMBER: 40,
	DOUBLE: 44,
	SIMPLE_STRING: 43,
	BLOB_STRING: 36,
	VERBATIM_STRING: 61,
	SIMPLE_ERROR: 45,
	BLOB_ERROR: 33,
	ARRAY: 42,
	SET: 126,
	MAP: 37,
	PUSH: 62
} as const;

/** Which class a type of the protocol becomes: `{ [RESP_TYPES.BLOB_STRING]: Buffer }`. */
export type TypeMapping = Readonly<Record<number, unknown>>;

export const NO_MAPPING: TypeMapping = {};

/** A reply as node-redis gives it; an error is a `SimpleError`, which the caller throws or keeps. */
export function decode(reply: Reply, mapping: TypeMapping): unknown {
	switch (reply.kind) {
		case 'bulk':
			return decodeText(reply.text, mapping[RESP_TYPES.BLOB_STRING]);
		case 'simple':
			return decodeText(reply.text, mapping[RESP_TYPES.SIMPLE_STRING]);
		case 'integer':
			return mapping[RESP_TYPES.NUMBER] === String ? String(reply.value) : Number(reply.value);
		case 'double':
			return mapping[RESP_TYPES.DOUBLE] === String ? reply.text : doubleOf(reply.text);
		case 'error':
			return new SimpleError(textFrom(reply.text));
		case 'null':
		case 'null-array':
		case 'blocked':
			return null;
		case 'map':
			return decodeMap(reply.entries, mapping);
		case 'pairs':
			return reply.entries.map((pair) => pair.map((item) => decode(item, mapping)));
		case 'set': {
			const items = reply.items.map((item) => decode(item, mapping));
			return mapping[RESP_TYPES.SET] === Set ? new Set(items) : items;
		}
		default:
			return reply.items.map((item) => decode(item, mapping));
	}
}

function decodeText(bytes: string, type: unknown): unknown {
	return type === Buffer ? Buffer.from(octetsOf(bytes)) : textFrom(bytes);
}

function decodeMap(entries: [Reply, Reply][], mapping: TypeMapping): unknown {
	const pairs = entries.map((pair) => pair.map((item) => decode(item, mapping)));
	return mapOf(pairs.flat(), mapping);
}

/** Names and values in turn, as an object or whatever `RESP_TYPES.MAP` becomes. */
export function mapOf(items: readonly unknown[], mapping: TypeMapping): unknown {
	const type = mapping[RESP_TYPES.MAP];
	if (type === Array) return items;
	const map = new Map<string, unknown>();
	for (let at = 0; at < items.length; at += 2) map.set(String(items[at]), items[at + 1]);
	return type === Map ? map : Object.fromEntries(map);
}

export function doubleOf(text: string): number {
	return Number(text.replace('inf', 'Infinity'));
}
