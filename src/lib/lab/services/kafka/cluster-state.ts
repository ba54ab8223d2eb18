import type { TopicConfig } from './topic-config.ts';

/** What the controllers know of a partition. */
export interface PartitionState {
	topic: string;
	partition: number;
	replicas: readonly number[];
	/** -1 while there is none. */
	leader: number;
	leaderEpoch: number;
	isr: readonly number[];
}

export interface TopicState {
	name: string;
	config: TopicConfig;
	partitions: PartitionState[];
}

/** A group's committed offsets, by `topic/partition`. */
export type Offsets = Map<string, { offset: number; metadata: string | null }>;

/** What a new coordinator knows of a group: what the last rebalance that was completed has left. */
export interface GroupSnapshot {
	generation: number;
	protocol: string;
	leaderId: string;
	members: readonly {
		id: string;
		clientId: string;
		host: string;
		sessionTimeoutMs: number;
		rebalanceTimeoutMs: number;
		protocols: readonly { name: string; metadata: Uint8Array }[];
		assignment: Uint8Array;
		shown: readonly string[];
	}[];
	/** Since when it has had no members; null while it has. */
	emptySince: number | null;
}

export interface TransactionState {
	producerId: number;
	producerEpoch: number;
	timeoutMs: number;
	state: 'Empty' | 'Ongoing' | 'PrepareCommit' | 'PrepareAbort';
	/** How the one before ended: who asks once more gets the same answer. */
	lastEnd: 'commit' | 'abort' | null;
	partitions: Map<string, { topic: string; partition: number }>;
	/** Offsets that wait for the end, by group. */
	groups: Map<string, Offsets>;
}

export interface ClusterOptions {
	brokersCount: number;
	/** `broker.session.timeout.ms`: a broker silent for so long leads nothing any more. */
	sessionTimeoutMs: number;
	/** `replica.lag.time.max.ms` */
	replicaLagMs: number;
	/** `group.initial.rebalance.delay.ms`: 0, as the configuration that Kafka comes with has it. */
	initialRebalanceDelayMs: number;
	/** `offsets.retention.minutes`, in milliseconds. */
	offsetsRetentionMs: number;
	/** `auto.create.topics.enable`, with `num.partitions` and `default.replication.factor`. */
	createsTopics: boolean;
	partitionsCount: number;
	replicationFactor: number;
}
