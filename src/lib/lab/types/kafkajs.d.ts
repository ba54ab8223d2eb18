declare module 'kafkajs' {
	/** A client of Kafka. Nothing is connected yet: a producer, a consumer and an admin each connect by themselves. */
	export class Kafka {
		constructor(config: KafkaConfig);
		/** Sends messages. Connect it once, and keep it. */
		producer(config?: ProducerConfig): Producer;
		/** A member of the group `groupId`: each partition is read by one member of a group at a time. */
		consumer(config: ConsumerConfig): Consumer;
		/** Makes, changes and looks at topics, groups and offsets. */
		admin(config?: AdminConfig): Admin;
		logger(): Logger;
	}

	export type BrokersFunction = () => string[] | Promise<string[]>;

	export interface KafkaConfig {
		/** Where to begin: `['kafka-1:9092']`. From one broker the client learns of all others. */
		brokers: string[] | BrokersFunction;
		/** Who this is, in logs and in the ids of members. */
		clientId?: string;
		/** How long a connection may take, in milliseconds: 1,000. */
		connectionTimeout?: number;
		/** How long an answer may take, in milliseconds: 30,000. Then the request is tried again, and may have been done twice. */
		requestTimeout?: number;
		/** Whether `requestTimeout` holds: true. */
		enforceRequestTimeout?: boolean;
		retry?: RetryOptions;
		logLevel?: logLevel;
		logCreator?: logCreator;
	}

	/** The wait before try n is about `initialRetryTime * multiplier ** n`, spread by `factor`, and never more than `maxRetryTime`. */
	export interface RetryOptions {
		/** 30,000 ms. */
		maxRetryTime?: number;
		/** 300 ms. */
		initialRetryTime?: number;
		/** 0.2: a fifth more or less, at random. */
		factor?: number;
		/** 2. */
		multiplier?: number;
		/** 5. */
		retries?: number;
		/** Of a consumer: whether it starts again after a crash that may pass. */
		restartOnFailure?: (error: Error) => Promise<boolean>;
	}

	export interface ProducerConfig {
		/** Which partition a message goes to. Left out: by the hash of its key, in turn without one. */
		createPartitioner?: ICustomPartitioner;
		retry?: RetryOptions;
		/** How long what is known of the cluster is believed, in milliseconds: 300,000. */
		metadataMaxAge?: number;
		/** Whether a topic that is not there is made: true. */
		allowAutoTopicCreation?: boolean;
		/** Messages are numbered, so that a broker writes none twice when it is sent again. Needs `acks: -1`. */
		idempotent?: boolean;
		/** Who the producer is over restarts; the newest with an id fences those before it. */
		transactionalId?: string;
		/** After so long the coordinator aborts a transaction, in milliseconds: 60,000. */
		transactionTimeout?: number;
		/** How many requests may wait for their answers at a time: no limit. */
		maxInFlightRequests?: number;
	}

	export interface Message {
		/** Messages with the same key go to the same partition, and so keep their order. */
		key?: Buffer | string | null;
		/** Null is a tombstone: compaction removes the key. */
		value: Buffer | string | null;
		partition?: number;
		headers?: IHeaders;
		/** Milliseconds since 1970, as text. */
		timestamp?: string;
	}

	export interface IHeaders {
		[key: string]: Buffer | string | (Buffer | string)[] | undefined;
	}

	export interface PartitionerArgs {
		topic: string;
		partitionMetadata: PartitionMetadata[];
		message: Message;
	}

	export type ICustomPartitioner = () => (args: PartitionerArgs) => number;
	export type DefaultPartitioner = ICustomPartitioner;
	export type LegacyPartitioner = ICustomPartitioner;

	export const Partitioners: {
		/** By murmur2 of the key, as Kafka's Java client does. */
		DefaultPartitioner: DefaultPartitioner;
		/** As kafkajs did before 2.0: other keys, other partitions. */
		LegacyPartitioner: LegacyPartitioner;
		/** @deprecated The name of `DefaultPartitioner` before 2.0. */
		JavaCompatiblePartitioner: DefaultPartitioner;
	};

	export type PartitionMetadata = {
		partitionErrorCode: number;
		partitionId: number;
		/** The broker that leads it; -1 for none. */
		leader: number;
		replicas: number[];
		/** The replicas that are in sync with the leader. */
		isr: number[];
		offlineReplicas?: number[];
	};

	export interface ProducerRecord {
		topic: string;
		messages: Message[];
		/** -1: all replicas in sync have it · 1: the leader has it · 0: nobody says. */
		acks?: -1 | 0 | 1 | (number & {});
		/** How long the leader waits for the others, in milliseconds: 30,000. */
		timeout?: number;
		compression?: CompressionTypes;
	}

	export interface TopicMessages {
		topic: string;
		messages: Message[];
	}

	export interface ProducerBatch {
		acks?: number;
		timeout?: number;
		compression?: CompressionTypes;
		topicMessages?: TopicMessages[];
	}

	export type RecordMetadata = {
		topicName: string;
		partition: number;
		errorCode: number;
		offset?: string;
		timestamp?: string;
		/** The offset of the first of the messages. */
		baseOffset?: string;
		logAppendTime?: string;
		logStartOffset?: string;
	};

	export interface PartitionOffset {
		partition: number;
		offset: string;
	}

	export interface TopicOffsets {
		topic: string;
		partitions: PartitionOffset[];
	}

	export interface Offsets {
		topics: TopicOffsets[];
	}

	type Sender = {
		/** Sends messages to one topic; resolves when they are acknowledged as `acks` says, with an entry for each partition. */
		send(record: ProducerRecord): Promise<RecordMetadata[]>;
		/** The same for several topics at once. */
		sendBatch(batch: ProducerBatch): Promise<RecordMetadata[]>;
	};

	export type ProducerEvents = {
		CONNECT: 'producer.connect';
		DISCONNECT: 'producer.disconnect';
		REQUEST: 'producer.network.request';
		REQUEST_TIMEOUT: 'producer.network.request_timeout';
		REQUEST_QUEUE_SIZE: 'producer.network.request_queue_size';
	};

	export type Producer = Sender & {
		connect(): Promise<void>;
		disconnect(): Promise<void>;
		isIdempotent(): boolean;
		readonly events: ProducerEvents;
		/** Gives what takes the listener away. */
		on<Name extends ValueOf<ProducerEvents>>(
			eventName: Name,
			listener: (event: EventOf<Name>) => void
		): RemoveInstrumentationEventListener<Name>;
		/** Begins a transaction: what is sent through it is seen by consumers when it commits, or never. */
		transaction(): Promise<Transaction>;
		logger(): Logger;
	};

	export type Transaction = Sender & {
		/** Commits a consumer's offsets with the transaction. Offsets are the next to read: that of the last message and one. */
		sendOffsets(offsets: Offsets & { consumerGroupId: string }): Promise<void>;
		commit(): Promise<void>;
		abort(): Promise<void>;
		isActive(): boolean;
	};

	type ValueOf<T> = T[keyof T];

	export interface InstrumentationEvent<T> {
		id: string;
		type: string;
		timestamp: number;
		payload: T;
	}

	export type RemoveInstrumentationEventListener<T> = () => void;
	export type ConnectEvent = InstrumentationEvent<null>;
	export type DisconnectEvent = InstrumentationEvent<null>;
	export type RequestEvent = InstrumentationEvent<{
		apiKey: number;
		apiName: string;
		broker: string;
		clientId: string;
		correlationId: number;
		createdAt: number;
		duration: number;
		pendingDuration: number;
		sentAt: number;
	}>;
	export type RequestTimeoutEvent = InstrumentationEvent<{
		apiKey: number;
		apiName: string;
		broker: string;
		clientId: string;
		correlationId: number;
		createdAt: number;
		pendingDuration: number;
		sentAt: number;
	}>;
	export type RequestQueueSizeEvent = InstrumentationEvent<{
		broker: string;
		clientId: string;
		queueSize: number;
	}>;

	/** What a listener of this event is given. */
	type EventOf<Name extends string> = Name extends keyof ConsumerEventPayloads
		? ConsumerEventPayloads[Name]
		: Name extends `${string}.network.request`
			? RequestEvent
			: Name extends `${string}.network.request_timeout`
				? RequestTimeoutEvent
				: Name extends `${string}.network.request_queue_size`
					? RequestQueueSizeEvent
					: InstrumentationEvent<null>;

	export enum logLevel {
		NOTHING = 0,
		ERROR = 1,
		WARN = 2,
		INFO = 4,
		DEBUG = 5
	}

	export interface LogEntry {
		namespace: string;
		level: logLevel;
		label: string;
		log: LoggerEntryContent;
	}

	export interface LoggerEntryContent {
		readonly timestamp: string;
		readonly message: string;
		[key: string]: any;
	}

	/** `kafka` logs through what this gives; left out, to the console. */
	export type logCreator = (logLevel: logLevel) => (entry: LogEntry) => void;

	export type Logger = {
		info: (message: string, extra?: object) => void;
		error: (message: string, extra?: object) => void;
		warn: (message: string, extra?: object) => void;
		debug: (message: string, extra?: object) => void;
		namespace: (namespace: string, logLevel?: logLevel) => Logger;
		setLogLevel: (logLevel: logLevel) => void;
	};

	/** Only `None` is simulated: messages of the lab travel as objects. */
	export enum CompressionTypes {
		None = 0,
		GZIP = 1,
		Snappy = 2,
		LZ4 = 3,
		ZSTD = 4
	}

	export var CompressionCodecs: {
		[CompressionTypes.GZIP]: () => any;
		[CompressionTypes.Snappy]: () => any;
		[CompressionTypes.LZ4]: () => any;
		[CompressionTypes.ZSTD]: () => any;
	};
}
