import { utf8Text } from '../../runtime/encoding.ts';
import { parseJson } from '../../runtime/host.ts';

/**
 * What travels over an HTTP connection of the lab: messages of HTTP/1.1 (RFC 9112) as values, not as text.
 * A body that is known when its head is sent goes with it; a stream follows in parts.
 */
export type HttpMessage = RequestHead | ResponseHead | BodyPart;

/** Names and values by turns, as they were written: Node's `rawHeaders`. */
export type Fields = readonly string[];

export interface RequestHead {
	kind: 'request';
	method: string;
	/** Path and query. */
	target: string;
	fields: Fields;
	body: Uint8Array | null;
	/** False when parts of the body follow. */
	isWhole: boolean;
}

export interface ResponseHead {
	kind: 'response';
	status: number;
	reason: string;
	fields: Fields;
	body: Uint8Array | null;
	isWhole: boolean;
}

export interface BodyPart {
	kind: 'part';
	bytes: Uint8Array;
	isLast: boolean;
}

/** Both sides are ours, so a payload that has a kind is what it says. */
export function isHttpMessage(payload: unknown): payload is HttpMessage {
	return typeof payload === 'object' && payload !== null && 'kind' in payload;
}

/** The values of a field, joined as RFC 9110 (§5.3) says; null when there is none. @param name in lower case */
export function fieldOf(fields: Fields, name: string): string | null {
	let found: string | null = null;
	for (let index = 0; index < fields.length; index += 2) {
		const each = fields[index] ?? '';
		if (each.length !== name.length || each.toLowerCase() !== name) continue;
		const value = fields[index + 1] ?? '';
		found = found === null ? value : `${found}, ${value}`;
	}
	return found;
}

/** RFC 9110, §6.4.1: whatever its fields say, such an answer has no content. */
export function mayHaveBody(method: string, status: number): boolean {
	return method !== 'HEAD' && status !== 204 && status !== 304 && status >= 200;
}

const LABEL_MAX = 60;

/** What a figure writes on the arrow. */
export function labelOf(message: HttpMessage): string {
	switch (message.kind) {
		case 'request': {
			const label = `${message.method} ${message.target}`;
			return label.length > LABEL_MAX ? `${label.slice(0, LABEL_MAX - 1)}…` : label;
		}
		case 'response':
			return message.reason === '' ? String(message.status) : `${message.status} ${message.reason}`;
		case 'part':
			return message.bytes.length === 0 ? 'end of body' : `${message.bytes.length} bytes`;
	}
}

const EXCERPT_BYTES_MAX = 8_192;

/** The body as a value to look at; undefined where there is none, or none for people. */
export function excerptOf({ fields, body }: { fields: Fields; body: Uint8Array | null }): unknown {
	if (body === null || body.length === 0) return undefined;
	const type = fieldOf(fields, 'content-type') ?? 'text/plain';
	if (!/json|text|urlencoded|xml/.test(type)) return `${body.length} bytes of ${type}`;
	const text = utf8Text(body.subarray(0, EXCERPT_BYTES_MAX));
	if (!/json/.test(type) || body.length > EXCERPT_BYTES_MAX) return text;
	try {
		return parseJson(text);
	} catch {
		return text;
	}
}
