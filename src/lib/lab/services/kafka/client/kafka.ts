import { currentProcess } from '../../../kernel/current.ts';
import type { Process } from '../../../kernel/process.ts';
import { createAdmin } from './admin.ts';
import type { Brokers } from './broker-pool.ts';
import { Cluster, type CommittedOffsets } from './cluster.ts';
import { Consumer, consumerOf } from './consumer.ts';
import type { ConsumerConfig } from './consumer-config.ts';
import { Emitter } from './events.ts';
import { createLogger, type LogCreator, type Logger } from './logger.ts';
import { expectOptions } from './options.ts';
import { createProducer, type ProducerConfig } from './producer.ts';
import { RETRY_OPTIONS, type RetryOptions } from './retry.ts';

export interface KafkaConfig {
	brokers: Brokers;
	clientId?: string;
	connectionTimeout?: number;
	requestTimeout?: number;
	enforceRequestTimeout?: boolean;
	retry?: RetryOptions;
	logLevel?: number;
	logCreator?: LogCreator;
}

const KAFKA_OPTIONS = [
	'brokers',
	'clientId',
	'connectionTimeout',
	'requestTimeout',
	'enforceRequestTimeout',
	'retry',
	'logLevel',
	'logCreator'
];
const PRODUCER_OPTIONS = [
	'createPartitioner',
	'retry',
	'metadataMaxAge',
	'allowAutoTopicCreation',
	'idempotent',
	'transactionalId',
	'transactionTimeout',
	'maxInFlightRequests'
];
const CONSUMER_OPTIONS = [
	'groupId',
	'partitionAssigners',
	'metadataMaxAge',
	'sessionTimeout',
	'rebalanceTimeout',
	'heartbeatInterval',
	'maxBytesPerPartition',
	'minBytes',
	'maxBytes',
	'maxWaitTimeInMs',
	'retry',
	'allowAutoTopicCreation',
	'maxInFlightRequests',
	'readUncommitted'
];

const CONNECTION_TIMEOUT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 30_000;
const METADATA_MAX_AGE_MS = 300_000;
const CONSUMER_RETRIES = 5;

interface ClusterChoices {
	metadataMaxAge?: number;
	allowAutoTopicCreation?: boolean;
	maxInFlightRequests?: number;
	isolation?: 'read_committed' | 'read_uncommitted';
}

/** A client of Kafka as kafkajs 2.2.4, for the process whose turn it is when it is made (https://kafka.js.org/docs/configuration). */
export class Kafka {
	readonly #config: KafkaConfig;
	readonly #process: Process;
	readonly #logger: Logger;
	readonly #committedOffsets = new Map<string, CommittedOffsets>();

	constructor(config: KafkaConfig) {
		expectOptions('Kafka', config, KAFKA_OPTIONS);
		expectRetryOptions('Kafka', config.retry);
		this.#config = config;
		this.#process = currentProcess();
		this.#logger = createLogger(this.#process, { level: config.logLevel, logCreator: config.logCreator });
	}

	producer(config: ProducerConfig = {}): ReturnType<typeof createProducer> {
		expectOptions('producer', config, PRODUCER_OPTIONS);
		expectRetryOptions('producer', config.retry);
		const emitter = new Emitter(this.#process, 'producer');
		return createProducer(
			{
				...this.#common(emitter),
				retry: { ...this.#config.retry, ...config.retry },
				cluster: this.#cluster(emitter, config)
			},
			config
		);
	}

	consumer(config: ConsumerConfig): ReturnType<typeof consumerOf> {
		expectOptions('consumer', config, CONSUMER_OPTIONS);
		expectRetryOptions('consumer', config.retry);
		const { retry = { retries: CONSUMER_RETRIES }, readUncommitted = false } = config;
		const emitter = new Emitter(this.#process, 'consumer');
		const isolation = readUncommitted ? 'read_uncommitted' : 'read_committed';
		const consumer = new Consumer(
			{
				...this.#common(emitter),
				clientId: this.#clientId,
				retry: { ...this.#config.retry, ...retry },
				cluster: this.#cluster(emitter, { ...config, isolation })
			},
			config
		);
		return consumerOf(consumer);
	}

	admin(config: { retry?: RetryOptions } = {}): ReturnType<typeof createAdmin> {
		expectOptions('admin', config, ['retry']);
		expectRetryOptions('admin', config.retry);
		const emitter = new Emitter(this.#process, 'admin');
		return createAdmin({
			...this.#common(emitter),
			retry: { ...this.#config.retry, ...config.retry },
			cluster: this.#cluster(emitter, { allowAutoTopicCreation: false, metadataMaxAge: 0 })
		});
	}

	logger(): Logger {
		return this.#logger;
	}

	get #clientId(): string {
		return this.#config.clientId ?? 'kafkajs';
	}

	#common(emitter: Emitter) {
		return { process: this.#process, logger: this.#logger, emitter };
	}

	#cluster(emitter: Emitter, choices: ClusterChoices): Cluster {
		const { brokers, retry, connectionTimeout, requestTimeout, enforceRequestTimeout } = this.#config;
		const { metadataMaxAge, allowAutoTopicCreation, maxInFlightRequests, isolation } = choices;
		return new Cluster({
			settings: {
				...this.#common(emitter),
				clientId: this.#clientId,
				connectionTimeout: connectionTimeout ?? CONNECTION_TIMEOUT_MS,
				requestTimeout: requestTimeout ?? REQUEST_TIMEOUT_MS,
				enforceRequestTimeout: enforceRequestTimeout ?? true,
				maxInFlightRequests: maxInFlightRequests ?? null
			},
			brokers,
			retry,
			metadataMaxAge: metadataMaxAge ?? METADATA_MAX_AGE_MS,
			allowAutoTopicCreation: allowAutoTopicCreation ?? true,
			isolation: isolation ?? 'read_committed',
			committedOffsets: this.#committedOffsets
		});
	}
}

function expectRetryOptions(what: string, retry: RetryOptions | undefined): void {
	if (retry) expectOptions(`${what} retry`, retry, RETRY_OPTIONS);
}
