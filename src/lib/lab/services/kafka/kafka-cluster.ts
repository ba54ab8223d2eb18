import { LabUnsupportedError } from '../../kernel/network-error.ts';
import { simulation } from '../../kernel/current.ts';
import type { NodeDefinition } from '../../kernel/node.ts';
import { brokerProgram } from './broker.ts';
import type { ClusterOptions } from './cluster-state.ts';
import { Cluster } from './cluster.ts';

/** `lab.kafka(options)`; times in milliseconds. */
export interface KafkaOptions {
	/** How many brokers: `kafka-1`, `kafka-2` … 1 when nothing is said. */
	brokers?: number;
	/** By name: how many partitions, replicas on how many brokers, and configuration by Kafka's own names. */
	topics?: Record<
		string,
		{ partitions?: number; replicationFactor?: number; config?: Record<string, string> }
	>;
	/** A broker that crashes starts again after so long; by itself never, when nothing is said. */
	restartAfterMs?: number;
	/** `broker.session.timeout.ms`: 9,000. */
	sessionTimeoutMs?: number;
	/** `replica.lag.time.max.ms`: 30,000. */
	replicaLagMs?: number;
	/** `auto.create.topics.enable`: true. */
	createsTopics?: boolean;
	/** `group.initial.rebalance.delay.ms`: 0, as in the configuration that Kafka comes with. */
	initialRebalanceDelayMs?: number;
	/** `offsets.retention.minutes`, in milliseconds: 7 days. */
	offsetsRetentionMs?: number;
}

const KNOWN_OPTIONS = [
	'brokers',
	'topics',
	'restartAfterMs',
	'sessionTimeoutMs',
	'replicaLagMs',
	'createsTopics',
	'initialRebalanceDelayMs',
	'offsetsRetentionMs'
];
const BROKERS_MAX = 9;

/** Adds a cluster to the lab; gives what scenarios and checks may know of it. */
export function addKafka(options: KafkaOptions = {}) {
	const unknown = Object.keys(options).find((name) => !KNOWN_OPTIONS.includes(name));
	if (unknown !== undefined)
		throw new LabUnsupportedError(`lab.kafka option "${unknown}"`, `There are ${KNOWN_OPTIONS.join(', ')}.`);
	const { brokers = 1, topics = {}, restartAfterMs = null } = options;
	if (!Number.isInteger(brokers) || brokers < 1 || brokers > BROKERS_MAX)
		throw new RangeError(`lab.kafka({ brokers }) takes 1 to ${BROKERS_MAX}, not ${brokers}.`);
	const cluster = newCluster(brokers, options);
	for (let nodeId = 1; nodeId <= brokers; nodeId++)
		simulation().addNode({ ...brokerNode(cluster, nodeId), restartAfterMs });
	for (const [
		name,
		{ partitions = 1, replicationFactor = Math.min(3, brokers), config = {} }
	] of Object.entries(topics)) {
		const configs = Object.entries(config).map(([key, value]) => ({ name: key, value: String(value) }));
		const { error, message } = cluster.createTopic({
			name,
			partitionsCount: partitions,
			replicationFactor,
			configs
		});
		if (error !== 'NONE') throw new RangeError(`The topic "${name}" cannot be: ${message ?? error}.`);
	}
	return Object.freeze({
		brokers: Object.freeze(Array.from({ length: brokers }, (_, index) => cluster.nameOf(index + 1))),
		/** What consumers can see of a partition, oldest first; keys and values as text. */
		log: (topic: string, partition: number) => shownLog(cluster, topic, partition),
		/** The next offset a member of the group would begin with; null before the first commit. */
		committed: (group: string, topic: string, partition: number): number | null =>
			cluster.offsets.get(group)?.get(`${topic}/${partition}`)?.offset ?? null,
		/** Consumers see what is before it; null for a partition that is not there. */
		highWatermark(topic: string, partition: number): number | null {
			const state = cluster.partition(topic, partition);
			return (state && cluster.logOf(state)?.highWatermark) ?? null;
		},
		/** The name of the broker that leads; null while there is none. */
		leader(topic: string, partition: number): string | null {
			const state = cluster.partition(topic, partition);
			return state && state.leader > 0 ? cluster.nameOf(state.leader) : null;
		}
	});
}

/** One broker with what a stock broker does: the one at `localhost:9092` when no scenario has made another. */
export function localKafka(): NodeDefinition {
	return brokerNode(newCluster(1, {}), 1);
}

function newCluster(brokersCount: number, options: KafkaOptions): Cluster {
	const clusterOptions: ClusterOptions = {
		brokersCount,
		sessionTimeoutMs: options.sessionTimeoutMs ?? 9_000,
		replicaLagMs: options.replicaLagMs ?? 30_000,
		initialRebalanceDelayMs: options.initialRebalanceDelayMs ?? 0,
		offsetsRetentionMs: options.offsetsRetentionMs ?? 7 * 24 * 3_600_000,
		createsTopics: options.createsTopics ?? true,
		partitionsCount: 1,
		replicationFactor: 1
	};
	return new Cluster(simulation(), clusterOptions);
}

function brokerNode(cluster: Cluster, nodeId: number): NodeDefinition {
	return { name: `kafka-${nodeId}`, kind: 'kafka', group: 'kafka', start: brokerProgram(cluster, nodeId) };
}

function shownLog(cluster: Cluster, topic: string, partition: number) {
	const state = cluster.partition(topic, partition);
	const log = state ? cluster.logOf(state) : null;
	if (!log) return [];
	return log
		.read(log.startOffset, log.highWatermark, Number.POSITIVE_INFINITY)
		.filter(({ control }) => control === null)
		.map(({ offset, key, value, timestamp }) =>
			Object.freeze({ offset, key: textOf(key), value: textOf(value), timestamp })
		);
}

function textOf(bytes: Uint8Array | null): string | null {
	return bytes && new TextDecoder().decode(bytes);
}
