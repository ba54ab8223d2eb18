import type { ErrorName } from './errors.ts';

/**
 * What clients and brokers say to each other: the requests of Kafka's protocol (kafka.apache.org/protocol) as
 * kafkajs 2.2.4 uses them, as objects instead of bytes. Errors go by their names.
 */
export interface TopicPartition {
	topic: string;
	partition: number;
}

/** As it is in a log. Keys and values are never changed once they were sent. */
export interface KafkaRecord {
	offset: number;
	/** Milliseconds since 1970, by the clock of who produced it. */
	timestamp: number;
	key: Uint8Array | null;
	value: Uint8Array | null;
	headers: readonly (readonly [name: string, value: Uint8Array])[];
	/** -1 without idempotence. */
	producerId: number;
	producerEpoch: number;
	sequence: number;
	isTransactional: boolean;
	/** The end of a transaction; no client sees it. */
	control: 'commit' | 'abort' | null;
	leaderEpoch: number;
}

export type NewRecord = Pick<KafkaRecord, 'timestamp' | 'key' | 'value' | 'headers'>;

export interface ProducerIdentity {
	producerId: number;
	producerEpoch: number;
}

export interface BrokerAddress {
	nodeId: number;
	host: string;
	port: number;
}

export interface PartitionMetadata {
	error: ErrorName;
	partition: number;
	/** -1 while there is none. */
	leader: number;
	leaderEpoch: number;
	replicas: number[];
	isr: number[];
}

export interface GroupMember {
	memberId: string;
	clientId: string;
	clientHost: string;
	/** What the client said of itself when it joined, and what it was assigned: bytes that only clients read. */
	metadata: Uint8Array;
	assignment: Uint8Array;
}

/** Each request with its answer. */
export interface Exchanges {
	Metadata: [
		/** Null asks for all. Names that are not there are created, unless that is turned off. */
		{ topics: readonly string[] | null; allowAutoTopicCreation: boolean },
		{
			brokers: BrokerAddress[];
			controllerId: number;
			topics: { error: ErrorName; name: string; partitions: PartitionMetadata[] }[];
		}
	];
	Produce: [
		{
			/** 0 is not answered, 1 by the leader alone, -1 by all replicas in sync. */
			acks: -1 | 0 | 1;
			timeoutMs: number;
			transactionalId: string | null;
			batches: (TopicPartition &
				ProducerIdentity & {
					/** Of the first record; -1 without idempotence. */
					baseSequence: number;
					records: readonly NewRecord[];
				})[];
		},
		{ partitions: (TopicPartition & { error: ErrorName; baseOffset: number; logStartOffset: number })[] }
	];
	Fetch: [
		{
			/** -1 for a client, else the id of the broker that follows. */
			replicaId: number;
			maxWaitMs: number;
			minBytes: number;
			maxBytes: number;
			isolation: 'read_committed' | 'read_uncommitted';
			partitions: (TopicPartition & {
				fetchOffset: number;
				maxBytes: number;
				/** Of the last record a follower has; -1 when nothing is to be compared. */
				lastEpoch: number;
			})[];
		},
		{
			partitions: (TopicPartition & {
				error: ErrorName;
				highWatermark: number;
				lastStableOffset: number;
				logStartOffset: number;
				abortedTransactions: { producerId: number; firstOffset: number }[];
				records: readonly KafkaRecord[];
				/** Where a follower's log went another way; it forgets all from there. */
				divergesAt: number | null;
			})[];
		}
	];
	ListOffsets: [
		{
			isolation: 'read_committed' | 'read_uncommitted';
			/** -1 is the end, -2 the beginning, else the first record not older than that moment. */
			partitions: (TopicPartition & { timestamp: number })[];
		},
		{ partitions: (TopicPartition & { error: ErrorName; offset: number; timestamp: number })[] }
	];
	FindCoordinator: [
		{ key: string; kind: 'group' | 'transaction' },
		{ error: ErrorName; coordinator: BrokerAddress }
	];
	JoinGroup: [
		{
			groupId: string;
			/** Empty at first: the answer is MEMBER_ID_REQUIRED, with the id to use (KIP-394). */
			memberId: string;
			clientId: string;
			sessionTimeoutMs: number;
			rebalanceTimeoutMs: number;
			protocols: readonly { name: string; metadata: Uint8Array }[];
		},
		{
			error: ErrorName;
			generationId: number;
			protocol: string;
			leaderId: string;
			memberId: string;
			/** For the leader alone, who assigns. */
			members: { memberId: string; metadata: Uint8Array }[];
		}
	];
	SyncGroup: [
		{
			groupId: string;
			generationId: number;
			memberId: string;
			/** From the leader alone. */
			assignments: readonly {
				memberId: string;
				assignment: Uint8Array;
				/** The same for people to look at: `orders/0`. */
				shown: readonly string[];
			}[];
		},
		{ error: ErrorName; assignment: Uint8Array }
	];
	Heartbeat: [{ groupId: string; generationId: number; memberId: string }, { error: ErrorName }];
	LeaveGroup: [{ groupId: string; memberId: string }, { error: ErrorName }];
	OffsetCommit: [
		{
			groupId: string;
			/** -1 and '' from who is no member, such as an administrator; then the group must be empty. */
			generationId: number;
			memberId: string;
			offsets: readonly (TopicPartition & { offset: number; metadata: string | null })[];
		},
		{ partitions: (TopicPartition & { error: ErrorName })[] }
	];
	OffsetFetch: [
		/** Null asks for all the group has. */
		{ groupId: string; partitions: readonly TopicPartition[] | null },
		{
			error: ErrorName;
			partitions: (TopicPartition & { error: ErrorName; offset: number; metadata: string | null })[];
		}
	];
	DescribeGroups: [
		{ groupIds: readonly string[] },
		{
			groups: {
				error: ErrorName;
				groupId: string;
				state: GroupState;
				protocolType: string;
				protocol: string;
				members: GroupMember[];
			}[];
		}
	];
	ListGroups: [object, { groups: { groupId: string; protocolType: string }[] }];
	DeleteGroups: [{ groupIds: readonly string[] }, { groups: { groupId: string; error: ErrorName }[] }];
	CreateTopics: [
		{ topics: readonly NewTopic[]; validateOnly: boolean },
		{ topics: { name: string; error: ErrorName; message: string | null }[] }
	];
	DeleteTopics: [{ topics: readonly string[] }, { topics: { name: string; error: ErrorName }[] }];
	CreatePartitions: [
		{ topics: readonly { name: string; count: number }[]; validateOnly: boolean },
		{ topics: { name: string; error: ErrorName; message: string | null }[] }
	];
	DeleteRecords: [
		/** -1 is the high watermark. */
		{ partitions: readonly (TopicPartition & { offset: number })[] },
		{ partitions: (TopicPartition & { error: ErrorName; lowWatermark: number })[] }
	];
	DescribeConfigs: [
		{ topics: readonly { name: string; configNames: readonly string[] | null }[] },
		{
			topics: {
				name: string;
				error: ErrorName;
				configs: { name: string; value: string; isDefault: boolean }[];
			}[];
		}
	];
	AlterConfigs: [
		{
			topics: readonly { name: string; configs: readonly { name: string; value: string }[] }[];
			validateOnly: boolean;
		},
		{ topics: { name: string; error: ErrorName; message: string | null }[] }
	];
	InitProducerId: [
		{ transactionalId: string | null; transactionTimeoutMs: number },
		{ error: ErrorName } & ProducerIdentity
	];
	AddPartitionsToTxn: [
		{ transactionalId: string; partitions: readonly TopicPartition[] } & ProducerIdentity,
		{ partitions: (TopicPartition & { error: ErrorName })[] }
	];
	AddOffsetsToTxn: [{ transactionalId: string; groupId: string } & ProducerIdentity, { error: ErrorName }];
	TxnOffsetCommit: [
		{
			transactionalId: string;
			groupId: string;
			offsets: readonly (TopicPartition & { offset: number; metadata: string | null })[];
		} & ProducerIdentity,
		{ partitions: (TopicPartition & { error: ErrorName })[] }
	];
	EndTxn: [{ transactionalId: string; isCommit: boolean } & ProducerIdentity, { error: ErrorName }];
	/** Between brokers: the coordinator of a transaction has the leaders of its partitions mark its end. */
	WriteTxnMarkers: [
		{ isCommit: boolean; partitions: readonly TopicPartition[] } & ProducerIdentity,
		{ error: ErrorName }
	];
}

export type GroupState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead';

export interface NewTopic {
	name: string;
	/** -1 for what the broker has as default. */
	partitionsCount: number;
	replicationFactor: number;
	configs: readonly { name: string; value: string }[];
}

export type Api = keyof Exchanges;
export type RequestOf<Name extends Api> = Exchanges[Name][0];
export type ResponseOf<Name extends Api> = Exchanges[Name][1];

/** A request on its way: the payload of a message. */
export type KafkaRequest = {
	[Name in Api]: { api: Name; correlationId: number; clientId: string; body: RequestOf<Name> };
}[Api];

export type KafkaResponse = {
	[Name in Api]: { api: Name; correlationId: number; body: ResponseOf<Name> };
}[Api];
