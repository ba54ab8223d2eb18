import { LAB } from '../../../domain/limits.ts';
import type { TopicState } from './cluster-state.ts';
import type { Cluster } from './cluster.ts';
import type { ErrorName } from './errors.ts';
import type { RequestOf, ResponseOf } from './protocol.ts';

/** What a broker tells of the cluster, and does to its topics. */
export class TopicsApi {
	readonly #cluster: Cluster;
	readonly #nodeId: number;
	/** What was true when this broker last heard of it: who is cut off tells old news. */
	#known: readonly TopicState[] = [];
	#liveIds: readonly number[] = [];

	constructor(cluster: Cluster, nodeId: number) {
		this.#cluster = cluster;
		this.#nodeId = nodeId;
	}

	hear(): void {
		this.#liveIds = this.#cluster.liveIds;
		this.#known = [...this.#cluster.topics.values()].map((topic) => ({
			...topic,
			partitions: topic.partitions.map((state) => ({ ...state }))
		}));
	}

	metadata({ topics, allowAutoTopicCreation }: RequestOf<'Metadata'>): ResponseOf<'Metadata'> {
		const cluster = this.#cluster;
		if (allowAutoTopicCreation && cluster.options.createsTopics && cluster.isHeard(this.#nodeId))
			for (const name of topics ?? [])
				if (!cluster.topics.has(name)) {
					cluster.createTopic({ name, partitionsCount: -1, replicationFactor: -1, configs: [] });
					this.hear();
				}
		const names = topics ?? this.#known.map(({ name }) => name);
		return {
			brokers: this.#liveIds.map((nodeId) => cluster.addressOf(nodeId)),
			controllerId: this.#liveIds[0] ?? -1,
			topics: names.map((name) => {
				const topic = this.#known.find((each) => each.name === name);
				if (!topic) return { error: 'UNKNOWN_TOPIC_OR_PARTITION', name, partitions: [] };
				return {
					error: 'NONE',
					name,
					partitions: topic.partitions.map(({ partition, leader, leaderEpoch, replicas, isr }) => ({
						error: leader < 0 ? 'LEADER_NOT_AVAILABLE' : 'NONE',
						partition,
						leader,
						leaderEpoch,
						replicas: [...replicas],
						isr: [...isr]
					}))
				};
			})
		};
	}

	create({ topics, validateOnly }: RequestOf<'CreateTopics'>): ResponseOf<'CreateTopics'> {
		return {
			topics: topics.map((topic) => {
				const result = this.#cluster.createTopic(topic);
				if (validateOnly && result.error === 'NONE') this.#cluster.topics.delete(topic.name);
				return { name: topic.name, ...result };
			})
		};
	}

	delete({ topics }: RequestOf<'DeleteTopics'>): ResponseOf<'DeleteTopics'> {
		return {
			topics: topics.map((name) => ({
				name,
				error: this.#cluster.deleteTopic(name) ? 'NONE' : 'UNKNOWN_TOPIC_OR_PARTITION'
			}))
		};
	}

	createPartitions({ topics, validateOnly }: RequestOf<'CreatePartitions'>): ResponseOf<'CreatePartitions'> {
		return {
			topics: topics.map(({ name, count }) => {
				const topic = this.#cluster.topics.get(name);
				const error = partitionsError(topic, count);
				if (topic && error === 'NONE' && !validateOnly)
					this.#cluster.addPartitions(topic, count, topic.partitions[0]?.replicas.length ?? 1);
				return { name, error, message: null };
			})
		};
	}

	describeConfigs({ topics }: RequestOf<'DescribeConfigs'>): ResponseOf<'DescribeConfigs'> {
		return {
			topics: topics.map(({ name, configNames }) => {
				const topic = this.#cluster.topics.get(name);
				if (!topic) return { name, error: 'UNKNOWN_TOPIC_OR_PARTITION', configs: [] };
				const configs = topic.config
					.entries()
					.filter((entry) => configNames === null || configNames.includes(entry.name));
				return { name, error: 'NONE', configs };
			})
		};
	}

	alterConfigs({ topics, validateOnly }: RequestOf<'AlterConfigs'>): ResponseOf<'AlterConfigs'> {
		return {
			topics: topics.map(({ name, configs }) => {
				const topic = this.#cluster.topics.get(name);
				if (!topic) return { name, error: 'UNKNOWN_TOPIC_OR_PARTITION', message: null };
				const message = this.#cluster.configure(topic, configs, validateOnly);
				return { name, error: message === null ? 'NONE' : 'INVALID_CONFIG', message };
			})
		};
	}
}

function partitionsError(topic: TopicState | undefined, count: number): ErrorName {
	if (!topic) return 'UNKNOWN_TOPIC_OR_PARTITION';
	return count > topic.partitions.length && count <= LAB.partitionsMaxCount ? 'NONE' : 'INVALID_PARTITIONS';
}
