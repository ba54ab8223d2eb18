/**
 * What a command answers. RESP3 is the richer protocol, so its kinds are the model; `toResp2` says the
 * same to an older client (https://redis.io/docs/latest/develop/reference/protocol-spec/).
 * Texts are byte-safe: each character is one byte.
 */
export type Reply =
	| { kind: 'simple'; text: string }
	| { kind: 'error'; text: string }
	| { kind: 'integer'; value: number | bigint }
	| { kind: 'bulk'; text: string }
	| { kind: 'null' }
	| { kind: 'null-array' }
	| { kind: 'double'; text: string }
	| { kind: 'array'; items: Reply[] }
	| { kind: 'set'; items: Reply[] }
	| { kind: 'push'; items: Reply[] }
	/** Flat for RESP2, a map for RESP3. */
	| { kind: 'map'; entries: [Reply, Reply][] }
	/** Flat for RESP2, an array of two-element arrays for RESP3. */
	| { kind: 'pairs'; entries: [Reply, Reply][] }
	/** Several answers to one command: SUBSCRIBE answers once a channel. */
	| { kind: 'several'; items: Reply[] }
	/** No answer yet: the session waits for one of the keys; zero milliseconds is for ever. */
	| { kind: 'blocked'; keys: string[]; timeoutMs: number };

/** A refusal on its way to the client. Thrown inside commands, caught once in `execute`. */
export class RedisError extends Error {}

export const OK: Reply = { kind: 'simple', text: 'OK' };
export const QUEUED: Reply = { kind: 'simple', text: 'QUEUED' };
export const NULL: Reply = { kind: 'null' };
export const NULL_ARRAY: Reply = { kind: 'null-array' };
export const EMPTY: Reply = { kind: 'array', items: [] };

export function integer(value: number | bigint): Reply {
	return { kind: 'integer', value };
}

export function bulk(text: string | null | undefined): Reply {
	return text === null || text === undefined ? NULL : { kind: 'bulk', text };
}

export function simple(text: string): Reply {
	return { kind: 'simple', text };
}

export function errorReply(text: string): Reply {
	return { kind: 'error', text };
}

export function array(items: Reply[]): Reply {
	return { kind: 'array', items };
}

export function bulks(texts: Iterable<string | null | undefined>): Reply {
	return { kind: 'array', items: Array.from(texts, bulk) };
}

export function setOf(texts: Iterable<string>): Reply {
	return { kind: 'set', items: Array.from(texts, bulk) };
}

export function map(entries: [string, Reply][]): Reply {
	return { kind: 'map', entries: entries.map(([name, value]) => [bulk(name), value]) };
}

/** The reply in the kinds RESP2 has: simple, error, integer, bulk, array and the two nulls. */
export function toResp2(reply: Reply): Reply {
	switch (reply.kind) {
		case 'double':
			return bulk(reply.text);
		case 'array':
		case 'set':
		case 'push':
			return array(reply.items.map(toResp2));
		case 'map':
		case 'pairs':
			return array(reply.entries.flatMap((pair) => pair.map(toResp2)));
		case 'several':
			return { kind: 'several', items: reply.items.map(toResp2) };
		default:
			return reply;
	}
}
