import { ERRORS, type ErrorName, type KafkaErrorName } from '../errors.ts';
import { KafkaJSProtocolError, type ProtocolFault } from './errors.ts';

/** Those that kafkajs tries again (`src/protocol/error.js`). */
const RETRIABLE = new Set<ErrorName>([
	'UNKNOWN_TOPIC_OR_PARTITION',
	'LEADER_NOT_AVAILABLE',
	'NOT_LEADER_FOR_PARTITION',
	'REQUEST_TIMED_OUT',
	'GROUP_COORDINATOR_NOT_AVAILABLE',
	'NOT_COORDINATOR_FOR_GROUP',
	'NOT_ENOUGH_REPLICAS',
	'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
	'CONCURRENT_TRANSACTIONS',
	'FENCED_LEADER_EPOCH'
]);

export function faultOf(type: KafkaErrorName): ProtocolFault {
	const [code, message] = ERRORS[type];
	return { type, code, message, retriable: RETRIABLE.has(type) };
}

export function codeOf(error: ErrorName): number {
	return error === 'NONE' ? 0 : ERRORS[error][0];
}

/** Throws the first error in an answer. */
export function expectNoFault(answers: readonly { error: ErrorName }[]): void {
	for (const { error } of answers) if (error !== 'NONE') throw new KafkaJSProtocolError(faultOf(error));
}
