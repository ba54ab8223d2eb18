import type { Notification, Outcome, ServerMessage } from './session.ts';

/**
 * What travels between a client and a node of PostgreSQL: the messages of its protocol, put together as far
 * as they belong together. A query with its parameters is one, and so is all that is said of it.
 * https://www.postgresql.org/docs/18/protocol-flow.html
 */
export type FromClient =
	| { kind: 'startup'; parameters: Readonly<Record<string, string | undefined>> }
	/** The simple protocol: one statement or several. */
	| { kind: 'query'; text: string }
	| ExtendedQuery
	/** A sync of its own: asks only whether the server is ready. */
	| { kind: 'sync' }
	| { kind: 'cancel'; processId: number; secretKey: number }
	| { kind: 'terminate' };

/** Parse, Bind, Describe, Execute and Sync. */
export interface ExtendedQuery {
	kind: 'execute';
	/** Of a prepared statement; empty for one that is not kept. */
	name: string;
	/** Null when the statement of that name has been parsed before. */
	text: string | null;
	values: readonly (string | null)[];
}

export type FromServer =
	| { kind: 'started'; processId: number; secretKey: number }
	/** The connection ends with it. */
	| { kind: 'fatal'; error: ServerMessage }
	| { kind: 'outcome'; outcome: Outcome; isParsed: boolean }
	| { kind: 'notification'; notification: Notification };

/** Neither side of a connection of this protocol sends anything else. */
export function isFromClient(payload: unknown): payload is FromClient {
	return hasKind(payload);
}

export function isFromServer(payload: unknown): payload is FromServer {
	return hasKind(payload);
}

function hasKind(payload: unknown): boolean {
	return typeof payload === 'object' && payload !== null && 'kind' in payload;
}
