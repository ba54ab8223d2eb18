/**
 * The errors of kafkajs 2.2.4 (`src/errors.js`): same names, same fields, same opinion about what may be tried again.
 */
type Thrown = string | { readonly message: string };

export class KafkaJSError extends Error {
	override name = 'KafkaJSError';
	readonly retriable: boolean;
	override readonly cause: unknown;

	constructor(thrown: Thrown, { retriable = true, cause }: { retriable?: boolean; cause?: unknown } = {}) {
		super(typeof thrown === 'string' ? thrown : thrown.message);
		this.retriable = retriable;
		this.cause = cause;
	}
}

export class KafkaJSNonRetriableError extends KafkaJSError {
	override name = 'KafkaJSNonRetriableError';

	constructor(thrown: Thrown, { cause }: { cause?: unknown } = {}) {
		super(thrown, { retriable: false, cause });
	}
}

/** What a broker answers instead of a result. */
export interface ProtocolFault {
	readonly type: string;
	readonly code: number;
	readonly retriable: boolean;
	readonly message: string;
}

export class KafkaJSProtocolError extends KafkaJSError {
	override name = 'KafkaJSProtocolError';
	readonly type: string;
	readonly code: number;

	constructor(fault: ProtocolFault, { retriable = fault.retriable }: { retriable?: boolean } = {}) {
		super(fault, { retriable });
		this.type = fault.type;
		this.code = fault.code;
	}
}

export class KafkaJSOffsetOutOfRange extends KafkaJSProtocolError {
	override name = 'KafkaJSOffsetOutOfRange';
	readonly topic: string;
	readonly partition: number;

	constructor(fault: ProtocolFault, { topic, partition }: { topic: string; partition: number }) {
		super(fault);
		this.topic = topic;
		this.partition = partition;
	}
}

export class KafkaJSMemberIdRequired extends KafkaJSProtocolError {
	override name = 'KafkaJSMemberIdRequired';
	readonly memberId: string;

	constructor(fault: ProtocolFault, { memberId }: { memberId: string }) {
		super(fault);
		this.memberId = memberId;
	}
}

export class KafkaJSNumberOfRetriesExceeded extends KafkaJSNonRetriableError {
	override name = 'KafkaJSNumberOfRetriesExceeded';
	readonly retryCount: number;
	readonly retryTime: number;

	constructor(thrown: Thrown, { retryCount, retryTime }: { retryCount: number; retryTime: number }) {
		super(thrown, { cause: thrown });
		this.retryCount = retryCount;
		this.retryTime = retryTime;
	}
}

export class KafkaJSConnectionError extends KafkaJSError {
	override name = 'KafkaJSConnectionError';
	readonly broker: string | undefined;
	readonly code: string | undefined;

	constructor(thrown: Thrown, { broker, code }: { broker?: string; code?: string } = {}) {
		super(thrown);
		this.broker = broker;
		this.code = code;
	}
}

export class KafkaJSConnectionClosedError extends KafkaJSConnectionError {
	override name = 'KafkaJSConnectionClosedError';
	readonly host: string;
	readonly port: number;

	constructor(thrown: Thrown, { host, port }: { host: string; port: number }) {
		super(thrown, { broker: `${host}:${port}` });
		this.host = host;
		this.port = port;
	}
}

export interface RequestTimes {
	broker: string;
	correlationId: number;
	createdAt: number;
	sentAt: number;
	pendingDuration: number;
}

export class KafkaJSRequestTimeoutError extends KafkaJSError {
	override name = 'KafkaJSRequestTimeoutError';
	readonly broker: string;
	readonly correlationId: number;
	readonly createdAt: number;
	readonly sentAt: number;
	readonly pendingDuration: number;

	constructor(thrown: Thrown, times: RequestTimes) {
		super(thrown);
		this.broker = times.broker;
		this.correlationId = times.correlationId;
		this.createdAt = times.createdAt;
		this.sentAt = times.sentAt;
		this.pendingDuration = times.pendingDuration;
	}
}

export class KafkaJSMetadataNotLoaded extends KafkaJSError {
	override name = 'KafkaJSMetadataNotLoaded';
}

export class KafkaJSTopicMetadataNotLoaded extends KafkaJSMetadataNotLoaded {
	override name = 'KafkaJSTopicMetadataNotLoaded';
	readonly topic: string;

	constructor(thrown: Thrown, { topic }: { topic: string }) {
		super(thrown);
		this.topic = topic;
	}
}

export class KafkaJSStaleTopicMetadataAssignment extends KafkaJSError {
	override name = 'KafkaJSStaleTopicMetadataAssignment';
	readonly topic: string;
	readonly unknownPartitions: readonly number[];

	constructor(
		thrown: Thrown,
		{ topic, unknownPartitions }: { topic: string; unknownPartitions: readonly number[] }
	) {
		super(thrown);
		this.topic = topic;
		this.unknownPartitions = unknownPartitions;
	}
}

export interface DeletedGroup {
	groupId: string;
	errorCode: number;
	error?: KafkaJSProtocolError;
}

export class KafkaJSDeleteGroupsError extends KafkaJSError {
	override name = 'KafkaJSDeleteGroupsError';
	readonly groups: readonly DeletedGroup[];

	constructor(thrown: Thrown, groups: readonly DeletedGroup[] = []) {
		super(thrown);
		this.groups = groups;
	}
}

export class KafkaJSBrokerNotFound extends KafkaJSError {
	override name = 'KafkaJSBrokerNotFound';
}

export class KafkaJSGroupCoordinatorNotFound extends KafkaJSNonRetriableError {
	override name = 'KafkaJSGroupCoordinatorNotFound';
}

export class KafkaJSNotImplemented extends KafkaJSNonRetriableError {
	override name = 'KafkaJSNotImplemented';
}

export class KafkaJSTimeout extends KafkaJSNonRetriableError {
	override name = 'KafkaJSTimeout';
}

export class KafkaJSLockTimeout extends KafkaJSTimeout {
	override name = 'KafkaJSLockTimeout';
}

export interface FailedDeletion {
	partition: number;
	offset: string;
	error: KafkaJSError;
}

export class KafkaJSDeleteTopicRecordsError extends KafkaJSError {
	override name = 'KafkaJSDeleteTopicRecordsError';
	readonly partitions: readonly FailedDeletion[];

	/** To be tried again when each of its parts may be. */
	constructor({ partitions }: { partitions: readonly FailedDeletion[] }) {
		super('Error while deleting records', { retriable: partitions.every(({ error }) => error.retriable) });
		this.partitions = partitions;
	}
}

export class KafkaJSCreateTopicError extends KafkaJSProtocolError {
	override name = 'KafkaJSCreateTopicError';
	readonly topic: string;

	constructor(fault: ProtocolFault, topic: string) {
		super(fault);
		this.topic = topic;
	}
}

export class KafkaJSAggregateError extends Error {
	override name = 'KafkaJSAggregateError';
	readonly errors: readonly KafkaJSError[];

	constructor(message: string, errors: readonly KafkaJSError[]) {
		super(message);
		this.errors = errors;
	}
}

export class KafkaJSNoBrokerAvailableError extends KafkaJSError {
	override name = 'KafkaJSNoBrokerAvailableError';

	constructor() {
		super('No broker available');
	}
}

/** What a program may import by name; the rest are of parts that the lab does not have. */
export const errorClasses = {
	KafkaJSError,
	KafkaJSNonRetriableError,
	KafkaJSProtocolError,
	KafkaJSOffsetOutOfRange,
	KafkaJSMemberIdRequired,
	KafkaJSNumberOfRetriesExceeded,
	KafkaJSConnectionError,
	KafkaJSConnectionClosedError,
	KafkaJSRequestTimeoutError,
	KafkaJSMetadataNotLoaded,
	KafkaJSTopicMetadataNotLoaded,
	KafkaJSStaleTopicMetadataAssignment,
	KafkaJSDeleteGroupsError,
	KafkaJSBrokerNotFound,
	KafkaJSGroupCoordinatorNotFound,
	KafkaJSNotImplemented,
	KafkaJSTimeout,
	KafkaJSLockTimeout,
	KafkaJSDeleteTopicRecordsError,
	KafkaJSCreateTopicError,
	KafkaJSAggregateError,
	KafkaJSNoBrokerAvailableError
};
