import type { Process } from '../../../kernel/process.ts';
import type { ClusterMetadata } from './broker.ts';
import type { Cluster } from './cluster.ts';
import {
	KafkaJSAggregateError,
	KafkaJSCreateTopicError,
	KafkaJSMetadataNotLoaded,
	KafkaJSNonRetriableError,
	KafkaJSTimeout,
	type KafkaJSError
} from './errors.ts';
import { isProtocolFault, messageOf } from './failures.ts';
import { expectNoFault, faultOf } from './faults.ts';
import type { Logger } from './logger.ts';
import { expectOptions } from './options.ts';
import { awaitedSleep, retrierOf, type Attempt, type RetryOptions } from './retry.ts';

export interface AdminContext {
	process: Process;
	cluster: Cluster;
	logger: Logger;
	retry: RetryOptions;
}

export interface TopicConfig {
	topic: string;
	numPartitions?: number;
	replicationFactor?: number;
	configEntries?: { name: string; value: string }[];
}

export interface CreateTopicsOptions {
	topics: TopicConfig[];
	validateOnly?: boolean;
	waitForLeaders?: boolean;
	timeout?: number;
}

const LEADER_POLL_MS = 100;
const LEADERS_TIMEOUT_MS = 10_000;
const TOPIC_OPTIONS = ['topic', 'numPartitions', 'replicationFactor', 'configEntries'];

/** Asks the controller; when that is somebody else by now, again. */
export function withController<Value>(
	{ process, retry, logger, cluster }: AdminContext,
	what: string,
	run: (attempt: Attempt) => Promise<Value>,
	retried: readonly string[] = ['NOT_CONTROLLER']
): Promise<Value> {
	return retrierOf(
		process,
		retry
	)(async (attempt) => {
		const { retryCount, retryTime } = attempt;
		try {
			await cluster.refreshMetadata();
			return await run(attempt);
		} catch (error) {
			if (isProtocolFault(error, ...retried)) {
				logger.warn(`Could not ${what}`, { error: messageOf(error), retryCount, retryTime });
				throw error;
			}
			return attempt.bail(error);
		}
	});
}

/** False when all of them are there already. */
export async function createTopics(context: AdminContext, options: CreateTopicsOptions): Promise<boolean> {
	expectOptions('admin.createTopics', options, ['topics', 'validateOnly', 'waitForLeaders', 'timeout']);
	const { topics, validateOnly = false, waitForLeaders = true, timeout = LEADERS_TIMEOUT_MS } = options;
	expectNames(topics, 'topics');
	for (const topic of topics) {
		expectOptions('admin.createTopics topic', topic, TOPIC_OPTIONS);
		expectConfigEntries(topic);
	}
	return withController(context, 'create topics', async () => {
		const broker = await context.cluster.findControllerBroker();
		const { topics: created } = await broker.request('CreateTopics', {
			topics: topics.map(({ topic, numPartitions = -1, replicationFactor = -1, configEntries = [] }) => ({
				name: topic,
				partitionsCount: numPartitions,
				replicationFactor,
				configs: configEntries
			})),
			validateOnly
		});
		const errors: KafkaJSError[] = [];
		for (const { name, error } of created)
			if (error !== 'NONE') errors.push(new KafkaJSCreateTopicError(faultOf(error), name));
		if (errors.length > 0) {
			if (errors.every((error) => isProtocolFault(error, 'TOPIC_ALREADY_EXISTS'))) return false;
			throw new KafkaJSAggregateError('Topic creation errors', errors);
		}
		if (waitForLeaders && !validateOnly) await leadersOf(context, topics, timeout);
		return true;
	});
}

/** Until each of the new partitions has one. */
async function leadersOf(
	{ process, cluster }: AdminContext,
	topics: readonly TopicConfig[],
	timeout: number
): Promise<void> {
	const deadline = process.now() + timeout;
	for (;;) {
		await awaitedSleep(process, LEADER_POLL_MS);
		try {
			const broker = await cluster.findControllerBroker();
			await broker.metadata(
				topics.map(({ topic }) => topic),
				false
			);
			return;
		} catch (error) {
			if (!isProtocolFault(error, 'LEADER_NOT_AVAILABLE')) throw error;
			if (process.now() >= deadline) throw new KafkaJSTimeout('Timed out while waiting for topic leaders');
		}
	}
}

export async function createPartitions(
	context: AdminContext,
	options: { topicPartitions: { topic: string; count: number }[]; validateOnly?: boolean; timeout?: number }
): Promise<void> {
	expectOptions('admin.createPartitions', options, ['topicPartitions', 'validateOnly', 'timeout']);
	const { topicPartitions, validateOnly = false } = options;
	expectNames(topicPartitions, 'topic partitions');
	if (topicPartitions.length === 0) throw new KafkaJSNonRetriableError('Empty topic partitions array');
	for (const each of topicPartitions) expectOptions('admin.createPartitions topic', each, ['topic', 'count']);
	await withController(context, 'create topics', async () => {
		const broker = await context.cluster.findControllerBroker();
		const topics = topicPartitions.map(({ topic, count }) => ({ name: topic, count }));
		expectNoFault((await broker.request('CreatePartitions', { topics, validateOnly })).topics);
	});
}

export async function deleteTopics(
	context: AdminContext,
	options: { topics: string[]; timeout?: number }
): Promise<void> {
	expectOptions('admin.deleteTopics', options, ['topics', 'timeout']);
	const { topics } = options;
	if (!Array.isArray(topics)) throw new KafkaJSNonRetriableError(`Invalid topics array ${String(topics)}`);
	const given: readonly unknown[] = topics;
	if (given.some((topic) => typeof topic !== 'string'))
		throw new KafkaJSNonRetriableError('Invalid topics array, the names must be a valid string');
	const { cluster } = context;
	await withController(
		context,
		'delete topics',
		async () => {
			const broker = await cluster.findControllerBroker();
			expectNoFault((await broker.request('DeleteTopics', { topics })).topics);
			for (const topic of topics) cluster.targetTopics.delete(topic);
			await cluster.refreshMetadata();
		},
		['NOT_CONTROLLER', 'UNKNOWN_TOPIC_OR_PARTITION']
	);
}

export async function metadataOf(
	{ cluster }: AdminContext,
	topics: readonly string[]
): Promise<ClusterMetadata> {
	const given: readonly unknown[] = topics;
	for (const topic of given)
		if (typeof topic !== 'string' || topic === '')
			throw new KafkaJSNonRetriableError(`Invalid topic ${String(topic)}`);
	const metadata = await cluster.metadata({ topics });
	if (!metadata) throw new KafkaJSMetadataNotLoaded('Topic metadata not loaded');
	return metadata;
}

function expectNames(topics: readonly { topic: string }[], what: string): void {
	if (!Array.isArray(topics)) throw new KafkaJSNonRetriableError(`Invalid ${what} array ${String(topics)}`);
	const names: unknown[] = topics.map(({ topic }: { topic: unknown }) => topic);
	if (names.some((name) => typeof name !== 'string'))
		throw new KafkaJSNonRetriableError(`Invalid ${what} array, the topic names have to be a valid string`);
	if (new Set(names).size < names.length)
		throw new KafkaJSNonRetriableError(
			`Invalid ${what} array, it cannot have multiple entries for the same topic`
		);
}

function expectConfigEntries({ topic, configEntries }: TopicConfig): void {
	if (configEntries === undefined) return;
	if (!Array.isArray(configEntries))
		throw new KafkaJSNonRetriableError(`Invalid configEntries for topic "${topic}", must be an array`);
	const entries: readonly unknown[] = configEntries;
	for (const [index, entry] of entries.entries()) {
		if (typeof entry !== 'object' || entry === null)
			throw new KafkaJSNonRetriableError(
				`Invalid configEntries for topic "${topic}". Entry ${index} must be an object`
			);
		for (const property of ['name', 'value'])
			if (typeof Reflect.get(entry, property) !== 'string')
				throw new KafkaJSNonRetriableError(
					`Invalid configEntries for topic "${topic}". Entry ${index} must have a valid "${property}" property`
				);
	}
}
