import type { Process } from '../../../kernel/process.ts';
import { append } from '../../../runtime/host.ts';
import type { ResponseOf, TopicPartition } from '../protocol.ts';
import type { Broker } from './broker.ts';
import type { Cluster } from './cluster.ts';
import {
	KafkaJSConnectionClosedError,
	KafkaJSMetadataNotLoaded,
	KafkaJSNonRetriableError,
	KafkaJSProtocolError
} from './errors.ts';
import { expectNoFault } from './faults.ts';
import { fieldOf, isStaleMetadata, messageOf, saysRetriable } from './failures.ts';
import type { Logger } from './logger.ts';
import { expectOptions } from './options.ts';
import type { ProducerIdentity } from './producer-identity.ts';
import { recordFrom } from './records.ts';
import type { Retrier } from './retry.ts';
import type { Message, Partitioner, RecordMetadata, TopicMessages } from './types.ts';

export interface SenderSettings {
	process: Process;
	cluster: Cluster;
	logger: Logger;
	partitioner: Partitioner;
	identity: ProducerIdentity;
	isIdempotent: boolean;
	retrier: Retrier;
	expectConnected(): void;
}

export interface ProducerBatch {
	acks?: number;
	timeout?: number;
	compression?: number;
	topicMessages?: TopicMessages[];
}

export type ProducerRecord = Omit<ProducerBatch, 'topicMessages'> & TopicMessages;

const PRODUCE_TIMEOUT_MS = 30_000;

interface PartitionMessages extends TopicPartition {
	messages: readonly Message[];
}

/** Sends messages to the leaders of their partitions, until all have answered (`src/producer/sendMessages.js`). */
export class MessageSender {
	readonly #settings: SenderSettings;

	constructor(settings: SenderSettings) {
		this.#settings = settings;
	}

	send(record: ProducerRecord): Promise<RecordMetadata[]> {
		const { topic, messages, ...rest } = record;
		return this.sendBatch({ ...rest, topicMessages: [{ topic, messages }] });
	}

	async sendBatch(batch: ProducerBatch): Promise<RecordMetadata[]> {
		expectOptions('producer.send', batch, ['acks', 'timeout', 'topicMessages']);
		const { acks = -1, timeout = PRODUCE_TIMEOUT_MS, topicMessages = [] } = batch;
		this.#expectSendable(topicMessages, acks);
		this.#settings.expectConnected();
		const merged = new Map<string, Message[]>();
		for (const { topic, messages } of topicMessages)
			merged.set(topic, [...(merged.get(topic) ?? []), ...messages]);
		return this.#sendAll(merged, { acks: acks === 0 ? 0 : acks === 1 ? 1 : -1, timeoutMs: timeout });
	}

	#expectSendable(topicMessages: readonly TopicMessages[], acks: number): void {
		for (const { topic } of topicMessages) if (!topic) throw new KafkaJSNonRetriableError('Invalid topic');
		if (this.#settings.isIdempotent && acks !== -1)
			throw new KafkaJSNonRetriableError(
				"Not requiring ack for all messages invalidates the idempotent producer's EoS guarantees"
			);
		for (const { topic, messages } of topicMessages) {
			// What programs give is theirs to get wrong.
			const given: readonly Partial<Message>[] | undefined = messages;
			if (!given)
				throw new KafkaJSNonRetriableError(`Invalid messages array [${given}] for topic "${topic}"`);
			const without = given.find(({ value }) => value === undefined);
			if (without)
				throw new KafkaJSNonRetriableError(
					`Invalid message without value for topic "${topic}": ${JSON.stringify(without)}`
				);
		}
	}

	/** Only brokers that have not answered are asked again. */
	async #sendAll(
		topics: ReadonlyMap<string, readonly Message[]>,
		how: { acks: -1 | 0 | 1; timeoutMs: number }
	): Promise<RecordMetadata[]> {
		const { cluster, retrier, logger } = this.#settings;
		const answers = new Map<Broker, RecordMetadata[] | null>();
		return retrier(async ({ bail, retryCount, retryTime }) => {
			await cluster.addMultipleTargetTopics([...topics.keys()]);
			try {
				const byBroker = await this.#byLeader(topics, answers);
				const waiting = [...byBroker].filter(([broker]) => !answers.get(broker));
				await Promise.all(
					waiting.map(async ([broker, partitions]) => {
						answers.set(broker, null);
						try {
							answers.set(broker, await this.#produce(broker, partitions, how));
						} catch (error) {
							answers.delete(broker);
							throw error;
						}
					})
				);
				return [...answers.values()].flatMap((answered) => answered ?? []);
			} catch (error) {
				if (error instanceof KafkaJSConnectionClosedError) cluster.removeBroker(error);
				if (!cluster.isConnected()) {
					logger.debug(`Cluster has disconnected, reconnecting: ${messageOf(error)}`, {
						retryCount,
						retryTime
					});
					await cluster.connect();
					await cluster.refreshMetadata();
					throw error;
				}
				if (mayBeElsewhere(error)) {
					logger.error(`Failed to send messages: ${messageOf(error)}`, { retryCount, retryTime });
					await cluster.refreshMetadata();
					throw error;
				}
				logger.error(messageOf(error), { retryCount, retryTime });
				if (saysRetriable(error)) throw error;
				return bail(error);
			}
		});
	}

	/** The messages by partition, and the partitions by the broker that leads them. */
	async #byLeader(
		topics: ReadonlyMap<string, readonly Message[]>,
		answers: ReadonlyMap<Broker, unknown>
	): Promise<Map<Broker, PartitionMessages[]>> {
		const { cluster, partitioner } = this.#settings;
		await cluster.refreshMetadataIfNecessary();
		const byBroker = new Map<Broker, PartitionMessages[]>([...answers.keys()].map((broker) => [broker, []]));
		for (const [topic, messages] of topics) {
			const partitionMetadata = cluster.findTopicPartitionMetadata(topic);
			if (partitionMetadata.length === 0)
				throw new KafkaJSMetadataNotLoaded('Producing to topic without metadata');
			const byPartition = new Map<number, Message[]>();
			for (const message of messages) {
				const partition = Number(partitioner({ topic, partitionMetadata, message }));
				const found = byPartition.get(partition) ?? [];
				byPartition.set(partition, found);
				append(found, message);
			}
			const leaders = cluster.findLeaderForPartitions(
				topic,
				[...byPartition.keys()].toSorted((a, b) => a - b)
			);
			for (const [nodeId, partitions] of Object.entries(leaders)) {
				const broker = await cluster.findBroker({ nodeId });
				const own = partitions.map((partition) => ({
					topic,
					partition,
					messages: byPartition.get(partition) ?? []
				}));
				byBroker.set(broker, [...(byBroker.get(broker) ?? []), ...own]);
			}
		}
		return byBroker;
	}

	#produce(
		broker: Broker,
		partitions: readonly PartitionMessages[],
		{ acks, timeoutMs }: { acks: -1 | 0 | 1; timeoutMs: number }
	): Promise<RecordMetadata[]> {
		const { identity, process } = this.#settings;
		const { transactionalId } = identity;
		return identity.withBroker(broker, async () => {
			if (transactionalId !== null) await identity.addPartitions(partitions);
			const now = Math.floor(process.now());
			const batches = partitions.map(({ topic, partition, messages }) => ({
				topic,
				partition,
				producerId: identity.producerId,
				producerEpoch: identity.producerEpoch,
				baseSequence: identity.takeSequence({ topic, partition }, messages.length),
				records: messages.map((message) => recordFrom(message, now))
			}));
			try {
				const answer = await broker.produce({ acks, timeoutMs, transactionalId, batches });
				if (!answer) return [];
				expectNoFault(answer.partitions);
				return answer.partitions.map(recordMetadataFrom);
			} catch (error) {
				for (const { topic, partition, records } of batches)
					identity.giveSequenceBack({ topic, partition }, records.length);
				throw error;
			}
		});
	}
}

function recordMetadataFrom({
	topic,
	partition,
	baseOffset,
	logStartOffset
}: ResponseOf<'Produce'>['partitions'][number]): RecordMetadata {
	return {
		topicName: topic,
		partition,
		errorCode: 0,
		baseOffset: String(baseOffset),
		logAppendTime: '-1',
		logStartOffset: String(logStartOffset)
	};
}

/** Somebody else may lead the partition by now, or there may be more of them. */
function mayBeElsewhere(error: unknown): boolean {
	const name = fieldOf(error, 'name');
	return (
		isStaleMetadata(error) ||
		name === 'KafkaJSMetadataNotLoaded' ||
		name === 'KafkaJSConnectionError' ||
		name === 'KafkaJSConnectionClosedError' ||
		(name === 'KafkaJSProtocolError' && error instanceof KafkaJSProtocolError && error.retriable)
	);
}
