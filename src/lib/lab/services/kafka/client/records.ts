import { Buffer } from '../../../runtime/buffer.ts';
import { append } from '../../../runtime/host.ts';
import type { KafkaRecord, NewRecord } from '../protocol.ts';
import type { HeaderValue, KafkaMessage, Message } from './types.ts';

/** What a program sends, as it lies in a log: text is UTF-8, what is neither text nor bytes is made text. */
export function recordFrom({ key, value, headers, timestamp }: Message, now: number): NewRecord {
	return {
		timestamp: timestamp === undefined ? now : Number(timestamp),
		key: bytesFrom(key),
		value: bytesFrom(value),
		headers: headers ? headersFrom(headers) : NO_HEADERS
	};
}

const NO_HEADERS: NewRecord['headers'] = [];

function bytesFrom(value: unknown): Uint8Array | null {
	if (value === null || value === undefined) return null;
	// A copy: who sends may use its bytes again.
	return Buffer.from(Buffer.isBuffer(value) ? value : String(value));
}

function headersFrom(headers: NonNullable<Message['headers']>): NewRecord['headers'] {
	const list: [string, Uint8Array][] = [];
	for (const [name, given] of Object.entries(headers)) {
		const values: readonly (HeaderValue | undefined)[] = Array.isArray(given) ? given : [given];
		for (const value of values) {
			if (value === undefined || value === null)
				throw new TypeError(
					`The "string" argument must be of type string or an instance of Buffer or ArrayBuffer. Received ${value} as header "${name}"`
				);
			append(list, [name, Buffer.from(Buffer.isBuffer(value) ? value : String(value))]);
		}
	}
	return list;
}

/** What a program receives: bytes, with copies of its own. */
export function messageFrom({ offset, timestamp, key, value, headers }: KafkaRecord): KafkaMessage {
	return {
		magicByte: 2,
		attributes: 0,
		timestamp: String(timestamp),
		offset: String(offset),
		key: key && Buffer.from(key),
		value: value && Buffer.from(value),
		headers: headers.length === 0 ? {} : headersOf(headers),
		isControlRecord: false
	};
}

/** A name that was sent more than once has a list. */
function headersOf(list: KafkaRecord['headers']): KafkaMessage['headers'] {
	const headers: KafkaMessage['headers'] = {};
	for (const [name, bytes] of list) {
		const value = Buffer.from(bytes);
		const known = headers[name];
		headers[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value];
	}
	return headers;
}
