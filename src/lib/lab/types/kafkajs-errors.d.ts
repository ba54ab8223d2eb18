declare module 'kafkajs' {
	/** All errors of this client. `retriable`: the same may succeed later. */
	export class KafkaJSError extends Error {
		readonly message: Error['message'];
		readonly name: string;
		readonly retriable: boolean;
		readonly cause?: Error;
		constructor(error: Error | string, metadata?: { retriable?: boolean; cause?: unknown });
	}
	export class KafkaJSNonRetriableError extends KafkaJSError {
		constructor(error: Error | string);
	}
	/** What a broker answered: `type` is Kafka's own name for it, as `NOT_ENOUGH_REPLICAS`. */
	export class KafkaJSProtocolError extends KafkaJSError {
		readonly code: number;
		readonly type: string;
	}
	export class KafkaJSAggregateError extends Error {
		readonly errors: (Error | string)[];
		constructor(message: Error | string, errors: (Error | string)[]);
	}
	export class KafkaJSCreateTopicError extends KafkaJSProtocolError {
		readonly topic: string;
	}
	export class KafkaJSOffsetOutOfRange extends KafkaJSProtocolError {
		readonly topic: string;
		readonly partition: number;
	}
	export class KafkaJSMemberIdRequired extends KafkaJSProtocolError {
		readonly memberId: string;
	}
	/** It was tried `retryCount` times more; `cause` is the last failure. */
	export class KafkaJSNumberOfRetriesExceeded extends KafkaJSNonRetriableError {
		readonly retryCount: number;
		readonly retryTime: number;
	}
	export class KafkaJSConnectionError extends KafkaJSError {
		readonly broker: string;
		readonly code?: string;
	}
	export class KafkaJSConnectionClosedError extends KafkaJSConnectionError {
		readonly host: string;
		readonly port: number;
	}
	/** No answer in time. Whether the request was done, nobody knows. */
	export class KafkaJSRequestTimeoutError extends KafkaJSError {
		readonly broker: string;
		readonly correlationId: number;
		readonly createdAt: number;
		readonly sentAt: number;
		readonly pendingDuration: number;
	}
	export class KafkaJSMetadataNotLoaded extends KafkaJSError {}
	export class KafkaJSTopicMetadataNotLoaded extends KafkaJSMetadataNotLoaded {
		readonly topic: string;
	}
	export class KafkaJSStaleTopicMetadataAssignment extends KafkaJSError {
		readonly topic: string;
		readonly unknownPartitions: number[];
	}
	export class KafkaJSBrokerNotFound extends KafkaJSError {}
	export class KafkaJSGroupCoordinatorNotFound extends KafkaJSNonRetriableError {}
	export class KafkaJSNotImplemented extends KafkaJSNonRetriableError {}
	export class KafkaJSTimeout extends KafkaJSNonRetriableError {}
	export class KafkaJSLockTimeout extends KafkaJSTimeout {}
	export class KafkaJSNoBrokerAvailableError extends KafkaJSError {
		constructor();
	}
	export class KafkaJSDeleteGroupsError extends KafkaJSError {
		readonly groups: DeleteGroupsResult[];
	}
	export class KafkaJSDeleteTopicRecordsError extends KafkaJSError {
		readonly partitions: { partition: number; offset: string; error: KafkaJSError }[];
	}
}
