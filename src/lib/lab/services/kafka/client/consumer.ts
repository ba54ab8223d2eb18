import type { Process } from '../../../kernel/process.ts';
import { append } from '../../../runtime/host.ts';
import { PartitionAssigners } from './assigners.ts';
import { EARLIEST_OFFSET, LATEST_OFFSET, type Cluster } from './cluster.ts';
import { ConsumerGroup } from './consumer-group.ts';
import {
	KafkaJSConnectionClosedError,
	KafkaJSNonRetriableError,
	KafkaJSNumberOfRetriesExceeded
} from './errors.ts';
import type { Emitter } from './events.ts';
import { fieldOf, messageOf } from './failures.ts';
import { describeGroups } from './groups.ts';
import type { Logger } from './logger.ts';
import { expectOptions } from './options.ts';
import { INITIAL_RETRY_MS, type RetryOptions } from './retry.ts';
import { Runner, type RunnerOptions } from './runner.ts';
import type { TopicSelection } from './subscription-state.ts';
import { shared } from './together.ts';
import { parsedOffset, type PartitionAssigner, type TopicOffsets, type TopicPartitions } from './types.ts';

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

const RUN_OPTIONS = [
	'autoCommit',
	'autoCommitInterval',
	'autoCommitThreshold',
	'eachBatchAutoResolve',
	'partitionsConsumedConcurrently',
	'eachBatch',
	'eachMessage'
];

interface Surroundings {
	process: Process;
	cluster: Cluster;
	logger: Logger;
	emitter: Emitter;
	retry: RetryOptions;
	clientId: string;
}

export interface Subscription {
	topic?: string | RegExp;
	topics?: (string | RegExp)[];
	fromBeginning?: boolean;
}

/** https://kafka.js.org/docs/consuming */
export class Consumer {
	readonly events: Record<string, string>;
	readonly #surroundings: Surroundings;
	readonly #config: ConsumerConfig;
	readonly #logger: Logger;
	readonly #topics = new Map<string, boolean>();
	readonly stop = shared(() => this.#stop());
	#running: { group: ConsumerGroup; runner: Runner } | null = null;
	#cancelRestart: () => void = () => undefined;

	constructor(surroundings: Surroundings, config: ConsumerConfig) {
		const {
			groupId,
			heartbeatInterval = HEARTBEAT_INTERVAL_MS,
			sessionTimeout = SESSION_TIMEOUT_MS
		} = config;
		if (!groupId) throw new KafkaJSNonRetriableError('Consumer groupId must be a non-empty string.');
		if (heartbeatInterval >= sessionTimeout)
			throw new KafkaJSNonRetriableError(
				`Consumer heartbeatInterval (${heartbeatInterval}) must be lower than sessionTimeout (${sessionTimeout}). It is recommended to set heartbeatInterval to approximately a third of the sessionTimeout.`
			);
		this.#surroundings = surroundings;
		this.#config = config;
		this.#logger = surroundings.logger.namespace('Consumer');
		this.events = surroundings.emitter.events;
	}

	async connect(): Promise<void> {
		await this.#surroundings.cluster.connect();
		this.#surroundings.emitter.emit('connect');
	}

	async disconnect(): Promise<void> {
		const { cluster, emitter } = this.#surroundings;
		try {
			await this.stop();
			await cluster.disconnect();
			emitter.emit('disconnect');
		} catch (error) {
			const { groupId } = this.#config;
			this.#logger.error(`Caught error when disconnecting the consumer: ${messageOf(error)}`, { groupId });
			throw error;
		}
	}

	async subscribe(subscription: Subscription): Promise<void> {
		expectOptions('consumer.subscribe', subscription, ['topic', 'topics', 'fromBeginning']);
		const { topic, topics, fromBeginning = false } = subscription;
		if (this.#running)
			throw new KafkaJSNonRetriableError('Cannot subscribe to topic while consumer is running');
		if (!topic && !topics) throw new KafkaJSNonRetriableError('Missing required argument "topics"');
		if (topics !== undefined && !Array.isArray(topics))
			throw new KafkaJSNonRetriableError('Argument "topics" must be an array');
		const wanted: readonly unknown[] = topics ?? [topic];
		const names: string[] = [];
		for (const each of wanted) {
			if (typeof each === 'string') append(names, each);
			else if (each instanceof RegExp) for (const name of await this.#topicsLike(each)) append(names, name);
			else
				throw new KafkaJSNonRetriableError(
					`Invalid topic ${String(each)} (${typeof each}), the topic name has to be a String or a RegExp`
				);
		}
		for (const name of names) this.#topics.set(name, fromBeginning);
		await this.#surroundings.cluster.addMultipleTargetTopics(names);
	}

	async run(config: RunConfig = {}): Promise<void> {
		expectOptions('consumer.run', config, RUN_OPTIONS);
		if (this.#running) {
			const { groupId } = this.#config;
			this.#logger.warn('consumer#run was called, but the consumer is already running', { groupId });
			return;
		}
		await this.#start(config);
	}

	pause(selections: readonly TopicSelection[] = []): void {
		expectSelections('pause', selections);
		const { group } = this.#expectRunning();
		this.#logger.info(`Pausing fetching from ${selections.length} topics`, { topicPartitions: selections });
		group.subscription.pause(selections);
	}

	paused(): TopicPartitions[] {
		return this.#running?.group.subscription.paused() ?? [];
	}

	resume(selections: readonly TopicSelection[] = []): void {
		expectSelections('resume', selections);
		const { group } = this.#expectRunning();
		this.#logger.info(`Resuming fetching from ${selections.length} topics`, { topicPartitions: selections });
		group.subscription.resume(selections);
	}

	seek({ topic, partition, offset }: { topic: string; partition: number; offset: string }): void {
		const wanted = expectOffset({ topic, partition, offset });
		if (wanted < 0 && wanted !== EARLIEST_OFFSET && wanted !== LATEST_OFFSET)
			throw new KafkaJSNonRetriableError('Offset must not be a negative number');
		this.#expectRunning().group.seek(topic, partition, wanted);
	}

	async commitOffsets(
		offsets: readonly { topic: string; partition: number; offset: string; metadata?: string | null }[] = []
	): Promise<void> {
		const topics: TopicOffsets[] = [];
		for (const { topic, partition, offset, metadata = null } of offsets) {
			if (expectOffset({ topic, partition, offset }) < 0)
				throw new KafkaJSNonRetriableError('Offset must not be a negative number');
			const given: unknown = metadata;
			if (given !== null && typeof given !== 'string')
				throw new KafkaJSNonRetriableError(
					`Invalid offset metadata, expected string or null, received ${String(given)}`
				);
			const known = topics.find((each) => each.topic === topic);
			const partitions = known?.partitions ?? [];
			if (!known) append(topics, { topic, partitions });
			append(partitions, { partition, offset, metadata });
		}
		await this.#expectRunning().runner.commitOffsets({ topics });
	}

	async describeGroup() {
		const { cluster, process, retry } = this.#surroundings;
		const { groupId } = this.#config;
		const groups = await describeGroups({ cluster, process, retry }, [groupId]);
		return groups.find((group) => group.groupId === groupId);
	}

	on(eventName: string, listener: Parameters<Emitter['on']>[1]): () => void {
		return this.#surroundings.emitter.on(eventName, listener, this.#logger);
	}

	logger(): Logger {
		return this.#logger;
	}

	#expectRunning(): { group: ConsumerGroup; runner: Runner } {
		if (!this.#running)
			throw new KafkaJSNonRetriableError(
				'Consumer group was not initialized, consumer#run must be called first'
			);
		return this.#running;
	}

	async #topicsLike(pattern: RegExp): Promise<string[]> {
		const metadata = await this.#surroundings.cluster.metadata();
		return metadata
			? metadata.topicMetadata.map(({ topic }) => topic).filter((topic) => pattern.test(topic))
			: [];
	}

	async #stop(): Promise<void> {
		const { groupId } = this.#config;
		const running = this.#running;
		if (running) {
			await running.runner.stop();
			this.#running = null;
			this.#surroundings.emitter.emit('stop');
		}
		this.#cancelRestart();
		this.#logger.info('Stopped', { groupId });
	}

	async #start(run: RunConfig): Promise<void> {
		const { process, cluster, logger, emitter, retry, clientId } = this.#surroundings;
		const {
			groupId,
			partitionAssigners = [PartitionAssigners.roundRobin],
			readUncommitted = false
		} = this.#config;
		const { autoCommit = true, autoCommitInterval = null, autoCommitThreshold = null } = run;
		this.#logger.info('Starting', { groupId });
		const group = new ConsumerGroup({
			process,
			cluster,
			logger: logger.namespace('ConsumerGroup'),
			emitter,
			retry,
			groupId,
			clientId,
			topics: new Map(this.#topics),
			assigners: partitionAssigners.map((create) => create({ groupId, logger: this.#logger, cluster })),
			sessionTimeout: this.#config.sessionTimeout ?? SESSION_TIMEOUT_MS,
			rebalanceTimeout: this.#config.rebalanceTimeout ?? REBALANCE_TIMEOUT_MS,
			maxBytesPerPartition: this.#config.maxBytesPerPartition ?? MAX_BYTES_PER_PARTITION,
			minBytes: this.#config.minBytes ?? 1,
			maxBytes: this.#config.maxBytes ?? MAX_BYTES,
			maxWaitTimeInMs: this.#config.maxWaitTimeInMs ?? MAX_WAIT_MS,
			isolation: readUncommitted ? 'read_uncommitted' : 'read_committed',
			autoCommit,
			autoCommitInterval,
			autoCommitThreshold
		});
		const runner = new Runner({
			process,
			logger: logger.namespace('Runner'),
			emitter,
			group,
			retry,
			heartbeatInterval: this.#config.heartbeatInterval ?? HEARTBEAT_INTERVAL_MS,
			autoCommit,
			eachBatchAutoResolve: run.eachBatchAutoResolve ?? true,
			concurrency: run.partitionsConsumedConcurrently ?? 1,
			eachMessage: run.eachMessage ?? null,
			eachBatch: run.eachBatch ?? null,
			onCrash: (error) => void this.#crashed(error, run)
		});
		this.#running = { group, runner };
		await runner.start();
	}

	/** Leaves the group, and comes back after a while unless there is no hope (https://kafka.js.org/docs/configuration#restartonfailure). */
	async #crashed(error: unknown, run: RunConfig): Promise<void> {
		const { cluster, emitter, retry, process } = this.#surroundings;
		const { groupId } = this.#config;
		const exceeded = error instanceof KafkaJSNumberOfRetriesExceeded ? error : null;
		const retryCount = exceeded?.retryCount;
		this.#logger.error(`Crash: ${String(fieldOf(error, 'name'))}: ${messageOf(error)}`, {
			groupId,
			retryCount
		});
		if (error instanceof KafkaJSConnectionClosedError) cluster.removeBroker(error);
		await this.disconnect();
		const restart =
			(exceeded !== null || fieldOf(causeOf(error), 'retriable') === true) && (await this.#mayRestart(error));
		emitter.emit('crash', { error, groupId, restart });
		if (!restart) return;
		const retryTime = exceeded?.retryTime ?? retry.initialRetryTime ?? INITIAL_RETRY_MS;
		this.#logger.error(`Restarting the consumer in ${retryTime}ms`, { retryCount, retryTime, groupId });
		this.#cancelRestart = process.setTimer(retryTime, () => void this.#start(run));
	}

	async #mayRestart(error: unknown): Promise<boolean> {
		const { restartOnFailure } = this.#surroundings.retry;
		if (!restartOnFailure) return true;
		try {
			return await restartOnFailure(error instanceof Error ? error : new Error(messageOf(error)));
		} catch (failure) {
			this.#logger.error(
				'Caught error when invoking user-provided "restartOnFailure" callback. Defaulting to restarting.',
				{ error: messageOf(failure), cause: messageOf(error), groupId: this.#config.groupId }
			);
			return true;
		}
	}
}

/** The first error of a chain. */
function causeOf(error: unknown): unknown {
	const cause = fieldOf(error, 'cause');
	return cause ? causeOf(cause) : error;
}

const SESSION_TIMEOUT_MS = 30_000;
const REBALANCE_TIMEOUT_MS = 60_000;
const HEARTBEAT_INTERVAL_MS = 3_000;
const MAX_WAIT_MS = 5_000;
const MAX_BYTES_PER_PARTITION = 1_048_576;
const MAX_BYTES = 10_485_760;

function expectSelections(what: string, selections: readonly (TopicSelection | undefined)[]): void {
	for (const selection of selections) {
		if (!selection?.topic)
			throw new KafkaJSNonRetriableError(`Invalid topic ${String(selection?.topic ?? selection)}`);
		const partitions: unknown = selection.partitions;
		if (partitions !== undefined && (!Array.isArray(partitions) || partitions.some(Number.isNaN)))
			throw new KafkaJSNonRetriableError(
				`Array of valid partitions required to ${what} specific partitions instead of ${String(partitions)}`
			);
	}
}

function expectOffset({
	topic,
	partition,
	offset
}: {
	topic: string;
	partition: number;
	offset: string;
}): number {
	if (!topic) throw new KafkaJSNonRetriableError(`Invalid topic ${topic}`);
	if (Number.isNaN(Number(partition)))
		throw new KafkaJSNonRetriableError(`Invalid partition, expected a number received ${partition}`);
	try {
		return parsedOffset(offset);
	} catch {
		throw new KafkaJSNonRetriableError(`Invalid offset, expected a long received ${offset}`);
	}
}
