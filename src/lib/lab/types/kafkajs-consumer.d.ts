declare module 'kafkajs' {
	export interface ConsumerConfig {
		/** Members with the same id share the partitions of their topics. */
		groupId: string;
		/** How partitions are dealt out: `[PartitionAssigners.roundRobin]`. */
		partitionAssigners?: PartitionAssigner[];
		metadataMaxAge?: number;
		/** Without a heartbeat for so long a member is taken for dead, in milliseconds: 30,000. */
		sessionTimeout?: number;
		/** How long members have to join again when the group changes, in milliseconds: 60,000. */
		rebalanceTimeout?: number;
		/** At most one heartbeat in so many milliseconds: 3,000. Sent between messages, so a slow handler sends none. */
		heartbeatInterval?: number;
		/** 1,048,576. */
		maxBytesPerPartition?: number;
		/** A broker answers when it has so much: 1. */
		minBytes?: number;
		/** 10,485,760. */
		maxBytes?: number;
		/** Or after so long, in milliseconds: 5,000. */
		maxWaitTimeInMs?: number;
		retry?: RetryOptions & { restartOnFailure?: (error: Error) => Promise<boolean> };
		allowAutoTopicCreation?: boolean;
		maxInFlightRequests?: number;
		/** Also messages of transactions that are not committed: false. */
		readUncommitted?: boolean;
	}

	/** @deprecated Use `topics`. */
	export type ConsumerSubscribeTopic = { topic: string | RegExp; fromBeginning?: boolean };
	export type ConsumerSubscribeTopics = {
		topics: (string | RegExp)[];
		/** Where a group that has committed nothing begins: true at the first message there is, false at the next to come. */
		fromBeginning?: boolean;
	};

	export type Consumer = {
		connect(): Promise<void>;
		disconnect(): Promise<void>;
		/** What to read; before `run`. A pattern is compared with the topics there are at that moment. */
		subscribe(subscription: ConsumerSubscribeTopics | ConsumerSubscribeTopic): Promise<void>;
		/** Leaves the group, when the handler that runs has ended. */
		stop(): Promise<void>;
		/** Joins the group and begins to read. Resolves when it has joined; the handlers are called from then on. */
		run(config?: ConsumerRunConfig): Promise<void>;
		/** Commits exactly these. An offset is the next to read: that of the last message that is done, and one. */
		commitOffsets(topicPartitions: Array<TopicPartitionOffsetAndMetadata>): Promise<void>;
		/** Reads this partition from there with the next fetch. With `autoCommit` the group goes there, too. */
		seek(topicPartitionOffset: TopicPartitionOffset): void;
		describeGroup(): Promise<GroupDescription>;
		/** Reads no more of these until `resume`; the member stays in its group. */
		pause(topics: Array<{ topic: string; partitions?: number[] }>): void;
		paused(): TopicPartitions[];
		resume(topics: Array<{ topic: string; partitions?: number[] }>): void;
		/** Gives what takes the listener away. */
		on<Name extends ValueOf<ConsumerEvents>>(
			eventName: Name,
			listener: (event: EventOf<Name>) => void
		): RemoveInstrumentationEventListener<Name>;
		logger(): Logger;
		readonly events: ConsumerEvents;
	};

	export type ConsumerRunConfig = {
		/** Commits after each batch what its handler has done: true. */
		autoCommit?: boolean;
		/** Also within a batch, after so many milliseconds. */
		autoCommitInterval?: number | null;
		/** Also within a batch, after so many messages. */
		autoCommitThreshold?: number | null;
		/** With `eachBatch`: a batch is done when its handler ends without an error: true. */
		eachBatchAutoResolve?: boolean;
		/** How many partitions are handled at a time: 1. */
		partitionsConsumedConcurrently?: number;
		eachBatch?: EachBatchHandler;
		/** Called for one message after the other. When it throws, the message comes again after a wait. */
		eachMessage?: EachMessageHandler;
	};

	export type EachBatchHandler = (payload: EachBatchPayload) => Promise<void>;
	export type EachMessageHandler = (payload: EachMessagePayload) => Promise<void>;
	export type ConsumerEachMessagePayload = EachMessagePayload;
	export type ConsumerEachBatchPayload = EachBatchPayload;

	export interface EachMessagePayload {
		topic: string;
		partition: number;
		message: KafkaMessage;
		/** Sends one if it is time. For handlers that take long. */
		heartbeat(): Promise<void>;
		/** Pauses this partition; gives what resumes it. */
		pause(): () => void;
	}

	export interface EachBatchPayload {
		batch: Batch;
		/** This message and all before it are done. */
		resolveOffset(offset: string): void;
		heartbeat(): Promise<void>;
		pause(): () => void;
		/** Commits what is resolved if `autoCommitInterval` or `autoCommitThreshold` say so; or exactly the offsets given. */
		commitOffsetsIfNecessary(offsets?: Offsets): Promise<void>;
		uncommittedOffsets(): OffsetsByTopicPartition;
		/** False once `stop` was called: a long handler leaves its loop. */
		isRunning(): boolean;
		/** True after a `seek`: the rest of the batch is not wanted any more. */
		isStale(): boolean;
	}

	interface RecordBatchEntry {
		key: Buffer | null;
		value: Buffer | null;
		timestamp: string;
		attributes: number;
		offset: string;
		headers: IHeaders;
		size?: never;
	}

	interface MessageSetEntry {
		key: Buffer | null;
		value: Buffer | null;
		timestamp: string;
		attributes: number;
		offset: string;
		size: number;
		headers?: never;
	}

	export type KafkaMessage = MessageSetEntry | RecordBatchEntry;

	export type Batch = {
		topic: string;
		partition: number;
		/** The offset after the last message that consumers may see. */
		highWatermark: string;
		messages: KafkaMessage[];
		isEmpty(): boolean;
		firstOffset(): string | null;
		lastOffset(): string;
		/** How many messages come after this batch. */
		offsetLag(): string;
		/** The same, counted from its first message. */
		offsetLagLow(): string;
	};

	export type TopicPartitions = { topic: string; partitions: number[] };
	export type TopicPartition = { topic: string; partition: number };
	export type TopicPartitionOffset = TopicPartition & { offset: string };
	export type TopicPartitionOffsetAndMetadata = TopicPartitionOffset & { metadata?: string | null };

	export interface OffsetsByTopicPartition {
		topics: TopicOffsets[];
	}

	export type ConsumerEvents = {
		HEARTBEAT: 'consumer.heartbeat';
		COMMIT_OFFSETS: 'consumer.commit_offsets';
		GROUP_JOIN: 'consumer.group_join';
		FETCH_START: 'consumer.fetch_start';
		FETCH: 'consumer.fetch';
		START_BATCH_PROCESS: 'consumer.start_batch_process';
		END_BATCH_PROCESS: 'consumer.end_batch_process';
		CONNECT: 'consumer.connect';
		DISCONNECT: 'consumer.disconnect';
		STOP: 'consumer.stop';
		CRASH: 'consumer.crash';
		REBALANCING: 'consumer.rebalancing';
		RECEIVED_UNSUBSCRIBED_TOPICS: 'consumer.received_unsubscribed_topics';
		REQUEST: 'consumer.network.request';
		REQUEST_TIMEOUT: 'consumer.network.request_timeout';
		REQUEST_QUEUE_SIZE: 'consumer.network.request_queue_size';
	};

	interface ConsumerEventPayloads {
		'consumer.heartbeat': ConsumerHeartbeatEvent;
		'consumer.commit_offsets': ConsumerCommitOffsetsEvent;
		'consumer.group_join': ConsumerGroupJoinEvent;
		'consumer.fetch_start': ConsumerFetchStartEvent;
		'consumer.fetch': ConsumerFetchEvent;
		'consumer.start_batch_process': ConsumerStartBatchProcessEvent;
		'consumer.end_batch_process': ConsumerEndBatchProcessEvent;
		'consumer.crash': ConsumerCrashEvent;
		'consumer.rebalancing': ConsumerRebalancingEvent;
		'consumer.received_unsubscribed_topics': ConsumerReceivedUnsubcribedTopicsEvent;
	}

	export type ConsumerHeartbeatEvent = InstrumentationEvent<{
		groupId: string;
		memberId: string;
		groupGenerationId: number;
	}>;
	export type ConsumerCommitOffsetsEvent = InstrumentationEvent<{
		groupId: string;
		memberId: string;
		groupGenerationId: number;
		topics: TopicOffsets[];
	}>;
	export interface IMemberAssignment {
		[key: string]: number[];
	}
	export type ConsumerGroupJoinEvent = InstrumentationEvent<{
		duration: number;
		groupId: string;
		isLeader: boolean;
		leaderId: string;
		groupProtocol: string;
		memberId: string;
		memberAssignment: IMemberAssignment;
	}>;
	export type ConsumerFetchStartEvent = InstrumentationEvent<{ nodeId: number }>;
	export type ConsumerFetchEvent = InstrumentationEvent<{
		numberOfBatches: number;
		duration: number;
		nodeId: number;
	}>;
	interface IBatchProcessEvent {
		topic: string;
		partition: number;
		highWatermark: string;
		offsetLag: string;
		offsetLagLow: string;
		batchSize: number;
		firstOffset: string;
		lastOffset: string;
	}
	export type ConsumerStartBatchProcessEvent = InstrumentationEvent<IBatchProcessEvent>;
	export type ConsumerEndBatchProcessEvent = InstrumentationEvent<IBatchProcessEvent & { duration: number }>;
	export type ConsumerCrashEvent = InstrumentationEvent<{ error: Error; groupId: string; restart: boolean }>;
	export type ConsumerRebalancingEvent = InstrumentationEvent<{ groupId: string; memberId: string }>;
	export type ConsumerReceivedUnsubcribedTopicsEvent = InstrumentationEvent<{
		groupId: string;
		generationId: number;
		memberId: string;
		assignedTopics: string[];
		topicsSubscribed: string[];
		topicsNotSubscribed: string[];
	}>;

	export type PartitionAssigner = (config: { cluster: Cluster; groupId: string; logger: Logger }) => Assigner;

	export interface Cluster {
		getNodeIds(): number[];
		isConnected(): boolean;
		refreshMetadata(): Promise<void>;
		refreshMetadataIfNecessary(): Promise<void>;
		addTargetTopic(topic: string): Promise<void>;
		findTopicPartitionMetadata(topic: string): PartitionMetadata[];
		findLeaderForPartitions(topic: string, partitions: number[]): { [leader: string]: number[] };
	}

	export type Assignment = { [topic: string]: number[] };
	export type GroupMember = { memberId: string; memberMetadata: Buffer };
	export type GroupMemberAssignment = { memberId: string; memberAssignment: Buffer };
	export type GroupState = { name: string; metadata: Buffer };

	/** Runs in the member that leads the group, and deals out the partitions. */
	export type Assigner = {
		name: string;
		version: number;
		assign(group: { members: GroupMember[]; topics: string[] }): Promise<GroupMemberAssignment[]>;
		protocol(subscription: { topics: string[] }): GroupState;
	};

	export const PartitionAssigners: { roundRobin: PartitionAssigner };

	export interface ISerializer<T> {
		encode(value: T): Buffer;
		decode(buffer: Buffer): T | null;
	}

	export type MemberMetadata = { version: number; topics: string[]; userData: Buffer };
	export type MemberAssignment = { version: number; assignment: Assignment; userData: Buffer };

	export const AssignerProtocol: {
		MemberMetadata: ISerializer<MemberMetadata>;
		MemberAssignment: ISerializer<MemberAssignment>;
	};
}
