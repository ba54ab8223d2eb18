import type { ResponseOf } from '../protocol.ts';
import { BrokerPool, type BrokerPoolOptions } from './broker-pool.ts';
import type { Broker, ClusterMetadata } from './broker.ts';
import {
	KafkaJSBrokerNotFound,
	KafkaJSGroupCoordinatorNotFound,
	KafkaJSLockTimeout,
	KafkaJSMetadataNotLoaded,
	KafkaJSTopicMetadataNotLoaded
} from './errors.ts';
import { fieldOf, isProtocolFault, messageOf } from './failures.ts';
import { retrierOf, type Retrier } from './retry.ts';
import { Lock, shared } from './together.ts';
import type { ClusterView, PartitionMetadata } from './types.ts';

export const EARLIEST_OFFSET = -2;
export const LATEST_OFFSET = -1;

export interface ClusterOptions extends BrokerPoolOptions {
	isolation: 'read_committed' | 'read_uncommitted';
	/** Of all consumers of one `Kafka`, by group and topic: what a transaction commits for a consumer beside it. */
	committedOffsets: Map<string, CommittedOffsets>;
}

export type CommittedOffsets = Map<string, Map<number, number>>;

export interface OffsetQuestion {
	topic: string;
	partitions: readonly number[];
	timestamp: number;
}

/** What a client knows of the cluster, and how it finds who is responsible (`src/cluster`). */
export class Cluster {
	readonly targetTopics = new Set<string>();
	readonly pool: BrokerPool;
	readonly #options: ClusterOptions;
	readonly #retrier: Retrier;
	readonly #changing: Lock;
	readonly refreshMetadata = shared(() => this.pool.refreshMetadata([...this.targetTopics]));
	readonly #refreshIfNecessary = shared(() => this.pool.refreshMetadataIfNecessary([...this.targetTopics]));
	readonly connect = shared(() => this.pool.connect());

	constructor(options: ClusterOptions) {
		const { process, requestTimeout } = options.settings;
		this.#options = options;
		this.pool = new BrokerPool(options);
		this.#retrier = retrierOf(process, options.retry);
		this.#changing = new Lock(process, requestTimeout, 'updating target topics');
	}

	isConnected(): boolean {
		return this.pool.isConnected;
	}

	disconnect(): Promise<void> {
		return this.pool.disconnect();
	}

	removeBroker(address: { host: string; port: number }): void {
		this.pool.removeBroker(address);
	}

	/** The lesser work first: nothing is awaited while what is known will do. */
	async refreshMetadataIfNecessary(): Promise<void> {
		if (this.pool.isStale(this.targetTopics)) await this.#refreshIfNecessary();
	}

	/** Of these topics, or of all. */
	metadata({ topics = [] }: { topics?: readonly string[] } = {}): Promise<ClusterMetadata | null> {
		return this.#retrier(async ({ bail }) => {
			try {
				await this.pool.refreshMetadataIfNecessary(topics);
				return await this.pool.withBroker((broker) =>
					broker.metadata(topics, this.#options.allowAutoTopicCreation)
				);
			} catch (error) {
				if (isProtocolFault(error, 'LEADER_NOT_AVAILABLE')) throw error;
				return bail(error);
			}
		});
	}

	addTargetTopic(topic: string): Promise<void> {
		return this.addMultipleTargetTopics([topic]);
	}

	async addMultipleTargetTopics(topics: readonly string[]): Promise<void> {
		if (this.pool.metadata && topics.every((topic) => this.targetTopics.has(topic))) return;
		await this.#changing.with(async () => {
			const added = topics.filter((topic) => !this.targetTopics.has(topic));
			for (const topic of added) this.targetTopics.add(topic);
			if (added.length === 0 && this.pool.metadata) return;
			try {
				await this.refreshMetadata();
			} catch (error) {
				if (isProtocolFault(error, 'INVALID_TOPIC_EXCEPTION', 'UNKNOWN_TOPIC_OR_PARTITION'))
					for (const topic of added) this.targetTopics.delete(topic);
				throw error;
			}
		});
	}

	getNodeIds(): number[] {
		return this.pool.nodeIds;
	}

	async findBroker({ nodeId }: { nodeId: number | string }): Promise<Broker> {
		try {
			return await this.pool.findBroker(Number(nodeId));
		} catch (error) {
			const isOld =
				error instanceof KafkaJSBrokerNotFound ||
				error instanceof KafkaJSLockTimeout ||
				fieldOf(error, 'name') === 'KafkaJSConnectionError';
			if (isOld) await this.refreshMetadata();
			throw error;
		}
	}

	async findControllerBroker(): Promise<Broker> {
		const { metadata } = this.pool;
		if (!metadata) throw new KafkaJSMetadataNotLoaded('Topic metadata not loaded');
		return this.findBroker({ nodeId: metadata.controllerId });
	}

	findTopicPartitionMetadata(topic: string): PartitionMetadata[] {
		const { metadata } = this.pool;
		if (!metadata) throw new KafkaJSTopicMetadataNotLoaded('Topic metadata not loaded', { topic });
		return metadata.topicMetadata.find((each) => each.topic === topic)?.partitionMetadata ?? [];
	}

	/** Partitions by the broker that leads them; those that nobody knows are left out. */
	findLeaderForPartitions(topic: string, partitions: readonly (number | string)[]): Record<string, number[]> {
		const known = this.findTopicPartitionMetadata(topic);
		const byLeader: Record<string, number[]> = {};
		for (const id of partitions) {
			const found = known.find(({ partitionId }) => partitionId === Number(id));
			if (found) byLeader[found.leader] = [...(byLeader[found.leader] ?? []), found.partitionId];
		}
		return byLeader;
	}

	findGroupCoordinator({
		groupId,
		kind = 'group'
	}: {
		groupId: string;
		kind?: 'group' | 'transaction';
	}): Promise<Broker> {
		return this.#retrier(async ({ bail, retryCount, retryTime }) => {
			try {
				const { coordinator } = await this.#findCoordinator(groupId, kind);
				return await this.findBroker({ nodeId: coordinator.nodeId });
			} catch (error) {
				// A broker may join the cluster before we hear of it.
				if (
					error instanceof KafkaJSBrokerNotFound ||
					isProtocolFault(error, 'GROUP_COORDINATOR_NOT_AVAILABLE')
				) {
					this.#options.settings.logger
						.namespace('Cluster')
						.debug(`${messageOf(error)}, refreshing metadata and trying again...`, {
							groupId,
							retryCount,
							retryTime
						});
					await this.refreshMetadata();
					throw error;
				}
				if (fieldOf(error, 'code') === 'ECONNREFUSED') throw error;
				return bail(error);
			}
		});
	}

	async #findCoordinator(key: string, kind: 'group' | 'transaction'): Promise<ResponseOf<'FindCoordinator'>> {
		const found = await this.pool.withBroker((broker) =>
			this.#retrier(async ({ bail }) => {
				try {
					return await broker.expect('FindCoordinator', { key, kind });
				} catch (error) {
					if (isProtocolFault(error, 'GROUP_COORDINATOR_NOT_AVAILABLE')) throw error;
					return bail(error);
				}
			})
		);
		if (!found) throw new KafkaJSGroupCoordinatorNotFound('Failed to find group coordinator');
		return found;
	}

	defaultOffset({ fromBeginning = false }: { fromBeginning?: boolean }): number {
		return fromBeginning ? EARLIEST_OFFSET : LATEST_OFFSET;
	}

	/** Asks the leaders; the answer has the order of the questions. */
	async offsetsOf(questions: readonly OffsetQuestion[]): Promise<Map<string, Map<number, number>>> {
		const byLeader = new Map<string, { topic: string; partition: number; timestamp: number }[]>();
		for (const { topic, partitions, timestamp } of questions) {
			const leaders = this.findLeaderForPartitions(topic, partitions);
			for (const [nodeId, own] of Object.entries(leaders)) {
				const asked = own.map((partition) => ({ topic, partition, timestamp }));
				byLeader.set(nodeId, [...(byLeader.get(nodeId) ?? []), ...asked]);
			}
		}
		const answers = await Promise.all(
			[...byLeader].map(async ([nodeId, partitions]) => {
				const broker = await this.findBroker({ nodeId });
				return broker.expectEach('ListOffsets', { isolation: this.#options.isolation, partitions });
			})
		);
		const found = new Map(questions.map(({ topic }) => [topic, new Map<number, number>()]));
		for (const { topic, partition, offset } of answers.flatMap(({ partitions }) => partitions))
			found.get(topic)?.set(partition, offset);
		return found;
	}

	committedOffsets(groupId: string): CommittedOffsets {
		const known = this.#options.committedOffsets;
		const offsets = known.get(groupId) ?? new Map<string, Map<number, number>>();
		known.set(groupId, offsets);
		return offsets;
	}

	markOffsetAsCommitted(
		groupId: string,
		{ topic, partition, offset }: { topic: string; partition: number; offset: number }
	): void {
		const offsets = this.committedOffsets(groupId);
		const ofTopic = offsets.get(topic) ?? new Map<number, number>();
		offsets.set(topic, ofTopic);
		ofTopic.set(partition, offset);
	}
}

/** For the program's own assigners: nothing that clients share can be reached from it. */
export function viewOf(cluster: Cluster): ClusterView {
	return {
		getNodeIds: () => cluster.getNodeIds(),
		isConnected: () => cluster.isConnected(),
		refreshMetadata: () => cluster.refreshMetadata(),
		refreshMetadataIfNecessary: () => cluster.refreshMetadataIfNecessary(),
		addTargetTopic: (topic) => cluster.addTargetTopic(topic),
		findTopicPartitionMetadata: (topic) => cluster.findTopicPartitionMetadata(topic),
		findLeaderForPartitions: (topic, partitions) => cluster.findLeaderForPartitions(topic, partitions)
	};
}
