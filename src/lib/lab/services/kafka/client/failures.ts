import { KafkaJSError, KafkaJSProtocolError } from './errors.ts';

/** Questions about whatever was thrown: by a broker, by this client, or by a learner's handler. */

export function isProtocolFault(error: unknown, ...types: readonly string[]): boolean {
	return error instanceof KafkaJSProtocolError && types.includes(error.type);
}

/** A field of an error; learners throw what they like. */
export function fieldOf(error: unknown, field: 'name' | 'message' | 'code' | 'retriable' | 'cause'): unknown {
	return typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined;
}

export function messageOf(error: unknown): string {
	const message = fieldOf(error, 'message');
	return typeof message === 'string' ? message : String(error);
}

/** The member has to join again before it can go on. */
export function isRebalancing(error: unknown): boolean {
	return isProtocolFault(error, 'REBALANCE_IN_PROGRESS', 'NOT_COORDINATOR_FOR_GROUP', 'ILLEGAL_GENERATION');
}

/** Somebody else leads the partition by now, or nobody does yet. */
export function isStaleMetadata(error: unknown): boolean {
	return isProtocolFault(
		error,
		'UNKNOWN_TOPIC_OR_PARTITION',
		'LEADER_NOT_AVAILABLE',
		'NOT_LEADER_FOR_PARTITION'
	);
}

const UNRECOVERABLE = ['RangeError', 'ReferenceError', 'SyntaxError', 'TypeError'];

/** Everything may be tried again but mistakes in code, and what says of itself that it may not. */
export function isRetriable(error: unknown): boolean {
	return fieldOf(error, 'retriable') !== false && !UNRECOVERABLE.includes(String(fieldOf(error, 'name')));
}

/** As this client asks before it goes on: only its own errors know. */
export function saysRetriable(error: unknown): boolean {
	return error instanceof KafkaJSError && error.retriable;
}
