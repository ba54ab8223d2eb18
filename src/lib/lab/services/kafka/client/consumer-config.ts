import { PartitionAssigners } from './assigners.ts';
import { KafkaJSNonRetriableError } from './errors.ts';
import type { RetryOptions } from './retry.ts';
import type { RunnerOptions } from './runner.ts';
import type { PartitionAssigner } from './types.ts';

export interface ConsumerConfig {
	groupId: string;
	partitionAssigners?: PartitionAssigner[];
	metadataMaxAge?: number;
	sessionTimeout?: number;
	rebalanceTimeout?: number;
	heartbeatInterval?: number;
	maxBytesPerPartition?: number;
	minBytes?: number;
	maxBytes?: number;
	maxWaitTimeInMs?: number;
	retry?: RetryOptions;
	allowAutoTopicCreation?: boolean;
	maxInFlightRequests?: number;
	readUncommitted?: boolean;
}

export interface RunConfig {
	autoCommit?: boolean;
	autoCommitInterval?: number | null;
	autoCommitThreshold?: number | null;
	eachBatchAutoResolve?: boolean;
	partitionsConsumedConcurrently?: number;
	eachBatch?: RunnerOptions['eachBatch'];
	eachMessage?: RunnerOptions['eachMessage'];
}

export const RUN_OPTIONS = [
	'autoCommit',
	'autoCommitInterval',
	'autoCommitThreshold',
	'eachBatchAutoResolve',
	'partitionsConsumedConcurrently',
	'eachBatch',
	'eachMessage'
];

/** With what kafkajs takes where nothing is said (`src/consumer/index.js`). */
export function withDefaults({
	groupId,
	partitionAssigners = [PartitionAssigners.roundRobin],
	sessionTimeout = 30_000,
	rebalanceTimeout = 60_000,
	heartbeatInterval = 3_000,
	maxBytesPerPartition = 1_048_576,
	minBytes = 1,
	maxBytes = 10_485_760,
	maxWaitTimeInMs = 5_000,
	readUncommitted = false
}: ConsumerConfig) {
	if (!groupId) throw new KafkaJSNonRetriableError('Consumer groupId must be a non-empty string.');
	if (heartbeatInterval >= sessionTimeout)
		throw new KafkaJSNonRetriableError(
			`Consumer heartbeatInterval (${heartbeatInterval}) must be lower than sessionTimeout (${sessionTimeout}). It is recommended to set heartbeatInterval to approximately a third of the sessionTimeout.`
		);
	return {
		partitionAssigners,
		heartbeatInterval,
		/** What the group's coordinator and the brokers are asked with. */
		asked: {
			groupId,
			sessionTimeout,
			rebalanceTimeout,
			maxBytesPerPartition,
			minBytes,
			maxBytes,
			maxWaitTimeInMs,
			isolation: readUncommitted ? ('read_uncommitted' as const) : ('read_committed' as const)
		}
	};
}
