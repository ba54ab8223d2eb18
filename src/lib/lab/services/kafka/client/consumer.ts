import type { Process } from '../../../kernel/process.ts';
import { append } from '../../../runtime/host.ts';
import { EARLIEST_OFFSET, LATEST_OFFSET, viewOf, type Cluster } from './cluster.ts';
import { expectOffset, expectSelections } from './consumer-arguments.ts';
import { RUN_OPTIONS, withDefaults, type ConsumerConfig, type RunConfig } from './consumer-config.ts';
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
import { shouldRestart } from './restart.ts';
import { INITIAL_RETRY_MS, type RetryOptions } from './retry.ts';
import { Runner } from './runner.ts';
import type { TopicSelection } from './subscription-state.ts';
import { shared } from './together.ts';
import type { TopicOffsets, TopicPartitions } from './types.ts';

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
	readonly #settings: ReturnType<typeof withDefaults>;
	readonly #logger: Logger;
	readonly #topics = new Map<string, boolean>();
	readonly stop = shared(() => this.#stop());
	#running: { group: ConsumerGroup; runner: Runner } | null = null;
	#cancelRestart: () => void = () => undefined;

	constructor(surroundings: Surroundings, config: ConsumerConfig) {
		this.#settings = withDefaults(config);
		this.#surroundings = surroundings;
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
			const { groupId } = this.#settings.asked;
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
			const { groupId } = this.#settings.asked;
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
		const { groupId } = this.#settings.asked;
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
		const { groupId } = this.#settings.asked;
		const running = this.#running;
		if (running) {
			// A call of the program: that it waits for the last of many empty polls is not nothing.
			this.#surroundings.process.simulation.recorder.noteActivity();
			await running.runner.stop();
			this.#running = null;
			this.#surroundings.emitter.emit('stop');
		}
		this.#cancelRestart();
		this.#logger.info('Stopped', { groupId });
	}

	async #start(run: RunConfig): Promise<void> {
		const { process, cluster, logger, emitter, retry, clientId } = this.#surroundings;
		const { asked, partitionAssigners, heartbeatInterval } = this.#settings;
		const { groupId } = asked;
		const { autoCommit = true, autoCommitInterval = null, autoCommitThreshold = null } = run;
		this.#logger.info('Starting', { groupId });
		const common = { process, emitter, retry, autoCommit };
		const group = new ConsumerGroup({
			...common,
			...asked,
			cluster,
			logger: logger.namespace('ConsumerGroup'),
			clientId,
			topics: new Map(this.#topics),
			assigners: partitionAssigners.map((create) =>
				create({ groupId, logger: this.#logger, cluster: viewOf(cluster) })
			),
			autoCommitInterval,
			autoCommitThreshold
		});
		const runner = new Runner({
			...common,
			logger: logger.namespace('Runner'),
			group,
			heartbeatInterval,
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
		const { groupId } = this.#settings.asked;
		const exceeded = error instanceof KafkaJSNumberOfRetriesExceeded ? error : null;
		const retryCount = exceeded?.retryCount;
		this.#logger.error(`Crash: ${String(fieldOf(error, 'name'))}: ${messageOf(error)}`, {
			groupId,
			retryCount
		});
		if (error instanceof KafkaJSConnectionClosedError) cluster.removeBroker(error);
		await this.disconnect();
		const restart = await shouldRestart(error, retry, this.#logger);
		emitter.emit('crash', { error, groupId, restart });
		if (!restart) return;
		const retryTime = exceeded?.retryTime ?? retry.initialRetryTime ?? INITIAL_RETRY_MS;
		this.#logger.error(`Restarting the consumer in ${retryTime}ms`, { retryCount, retryTime, groupId });
		this.#cancelRestart = process.setTimer(retryTime, () => void this.#start(run));
	}
}

/** What a program is given: functions that need no `this`, as kafkajs' are, so that `stop` may be passed on by itself. */
export function consumerOf(consumer: Consumer) {
	return {
		connect: () => consumer.connect(),
		disconnect: () => consumer.disconnect(),
		subscribe: (subscription: Subscription) => consumer.subscribe(subscription),
		stop: () => consumer.stop(),
		run: (config?: RunConfig) => consumer.run(config),
		commitOffsets: (offsets?: Parameters<Consumer['commitOffsets']>[0]) => consumer.commitOffsets(offsets),
		seek: (position: Parameters<Consumer['seek']>[0]) => consumer.seek(position),
		describeGroup: () => consumer.describeGroup(),
		pause: (selections?: readonly TopicSelection[]) => consumer.pause(selections),
		paused: () => consumer.paused(),
		resume: (selections?: readonly TopicSelection[]) => consumer.resume(selections),
		on: (eventName: string, listener: Parameters<Emitter['on']>[1]) => consumer.on(eventName, listener),
		events: consumer.events,
		logger: () => consumer.logger()
	};
}
