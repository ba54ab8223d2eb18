import type { Process } from '../../kernel/process.ts';
import type { Simulation } from '../../kernel/simulation.ts';
import { append } from '../../runtime/host.ts';
import type { PartitionLog } from './partition-log.ts';
import { Storage } from './storage.ts';
import type {
	ClusterOptions,
	GroupSnapshot,
	Offsets,
	PartitionState,
	TopicState,
	TransactionState
} from './cluster-state.ts';
import type { BrokerAddress, NewTopic } from './protocol.ts';
import type { ErrorName } from './errors.ts';
import { TopicConfig } from './topic-config.ts';
import { LAB } from '../../../domain/limits.ts';

export const KAFKA_PORT = 9092;

/** How often a broker tells the controllers that it is there, and hears what they know. */
const HEARTBEAT_MS = 500;

/**
 * What the controllers of a cluster agree on (KRaft): topics, who leads, who is in sync. They are not nodes: a
 * broker that can reach at least half of the others knows what they know, at the latest after a heartbeat.
 * Groups, committed offsets and transactions are theirs, too, as if `__consumer_offsets` and
 * `__transaction_state` had replicas everywhere.
 */
export class Cluster {
	readonly simulation: Simulation;
	readonly options: ClusterOptions;
	/** By broker: what is on its disk. */
	readonly #storages = new Map<number, Storage>();
	readonly topics = new Map<string, TopicState>();
	readonly groups = new Map<string, GroupSnapshot>();
	readonly offsets = new Map<string, Offsets>();
	readonly transactions = new Map<string, TransactionState>();
	/** Raised with each change. */
	version = 0;
	#producersCount = 0;
	readonly #seenAt = new Map<number, number>();
	readonly #fenced = new Set<number>();
	readonly #coordinators = new Map<string, number>();

	constructor(simulation: Simulation, options: ClusterOptions) {
		this.simulation = simulation;
		this.options = options;
		if (options.brokersCount > 1) this.#watch();
	}

	nextProducerId(): number {
		return 1_000 + this.#producersCount++;
	}

	addressOf(nodeId: number): BrokerAddress {
		return { nodeId, host: this.nameOf(nodeId), port: KAFKA_PORT };
	}

	nameOf(nodeId: number): string {
		return `kafka-${nodeId}`;
	}

	/** Those that are not known to be gone. */
	get liveIds(): number[] {
		return this.#ids.filter((nodeId) => !this.#fenced.has(nodeId));
	}

	/** The same broker for the same name, as long as it lives; then the next that does. */
	coordinatorOf(key: string): number {
		const present = this.#coordinators.get(key);
		if (present !== undefined && !this.#fenced.has(present)) return present;
		const live = this.liveIds;
		let hash = 0;
		for (let index = 0; index < key.length; index++) hash = (Math.imul(31, hash) + key.charCodeAt(index)) | 0;
		const chosen = live[(hash & 0x7fffffff) % Math.max(1, live.length)] ?? present ?? 1;
		this.#coordinators.set(key, chosen);
		return chosen;
	}

	/** Whether it hears the controllers: it and they are on one side of every partition. */
	isHeard(nodeId: number): boolean {
		if (!this.#processOf(nodeId)) return false;
		const others = this.#ids.filter((other) => other !== nodeId);
		const { network } = this.simulation;
		const reached = others.filter((other) => !network.isCut(this.nameOf(nodeId), this.nameOf(other)));
		return reached.length * 2 >= others.length;
	}

	createTopic({ name, partitionsCount, replicationFactor, configs }: NewTopic): {
		error: ErrorName;
		message: string | null;
	} {
		const count = partitionsCount < 0 ? this.options.partitionsCount : partitionsCount;
		const factor = replicationFactor < 0 ? this.options.replicationFactor : replicationFactor;
		if (!/^[a-zA-Z0-9._-]{1,249}$/.test(name) || name === '.' || name === '..')
			return { error: 'INVALID_TOPIC_EXCEPTION', message: null };
		if (this.topics.has(name)) return { error: 'TOPIC_ALREADY_EXISTS', message: null };
		if (count < 1 || count > LAB.partitionsMaxCount) return { error: 'INVALID_PARTITIONS', message: null };
		if (factor < 1 || factor > this.liveIds.length)
			return { error: 'INVALID_REPLICATION_FACTOR', message: null };
		const config = new TopicConfig();
		try {
			for (const each of configs) config.set(each.name, each.value);
		} catch (error) {
			return { error: 'INVALID_CONFIG', message: messageOf(error) };
		}
		const topic: TopicState = { name, config, partitions: [] };
		this.topics.set(name, topic);
		this.addPartitions(topic, count, factor);
		return { error: 'NONE', message: null };
	}

	/** Until there are so many: leaders go round. */
	addPartitions(topic: TopicState, count: number, factor: number): void {
		const live = this.liveIds;
		while (topic.partitions.length < count) {
			const partition = topic.partitions.length;
			const from = this.topics.size - 1 + partition;
			const replicas = Array.from({ length: factor }, (_, index) => live[(from + index) % live.length] ?? 1);
			append(topic.partitions, {
				topic: topic.name,
				partition,
				replicas,
				leader: replicas[0] ?? -1,
				leaderEpoch: 0,
				isr: replicas
			});
		}
		this.version++;
	}

	partition(topic: string, partition: number): PartitionState | null {
		return this.topics.get(topic)?.partitions[partition] ?? null;
	}

	/** A leader changes who is in sync. Refused when it is not the leader any more. */
	changeIsr(nodeId: number, state: PartitionState, isr: readonly number[]): boolean {
		if (state.leader !== nodeId || !this.isHeard(nodeId)) return false;
		if (isr.some((each) => this.#fenced.has(each))) return false;
		state.isr = isr;
		this.version++;
		return true;
	}

	/**
	 * A broker that begins. Whatever the one before it led goes to others, and it is in sync again once it has
	 * caught up: it may have lost what its disk had not. (Kafka's controller has it wait for the end of the old
	 * session first; here that is over at once.)
	 */
	register(nodeId: number, isFirst: boolean): void {
		this.#seenAt.set(nodeId, this.simulation.elapsedMs);
		if (!isFirst) this.#fence(nodeId);
		this.#unfence(nodeId);
	}

	deleteTopic(name: string): boolean {
		this.version++;
		for (const offsets of this.offsets.values())
			for (const key of [...offsets.keys()])
				if (key.slice(0, key.lastIndexOf('/')) === name) offsets.delete(key);
		return this.topics.delete(name);
	}

	/** @returns why not; null when it is done. */
	configure(
		{ config }: TopicState,
		changes: readonly { name: string; value: string }[],
		isTrial: boolean
	): string | null {
		try {
			const tried = new TopicConfig();
			for (const { name, value } of changes) tried.set(name, value);
			if (!isTrial) for (const { name, value } of changes) config.set(name, value);
			return null;
		} catch (error) {
			return messageOf(error);
		}
	}

	/** As the leader has it; null while there is none. */
	logOf(state: PartitionState): PartitionLog | null {
		return this.storageOf(state.leader).existing(state);
	}

	storageOf(nodeId: number): Storage {
		let storage = this.#storages.get(nodeId);
		if (!storage) {
			storage = new Storage();
			this.#storages.set(nodeId, storage);
		}
		return storage;
	}

	get #ids(): number[] {
		return Array.from({ length: this.options.brokersCount }, (_, index) => index + 1);
	}

	#processOf(nodeId: number): Process | null {
		return this.simulation.nodes.get(this.nameOf(nodeId))?.process ?? null;
	}

	#watch(): void {
		this.simulation.after(HEARTBEAT_MS, () => {
			const now = this.simulation.elapsedMs;
			for (const nodeId of this.#ids) {
				if (this.isHeard(nodeId)) {
					this.#seenAt.set(nodeId, now);
					this.#unfence(nodeId);
				} else if (now - (this.#seenAt.get(nodeId) ?? 0) >= this.options.sessionTimeoutMs)
					this.#fence(nodeId);
			}
			this.#watch();
		});
	}

	#fence(nodeId: number): void {
		if (this.#fenced.has(nodeId)) return;
		this.#fenced.add(nodeId);
		this.#eachPartition((state, topic) => {
			if (state.isr.includes(nodeId) && state.isr.length > 1)
				state.isr = state.isr.filter((each) => each !== nodeId);
			if (state.leader === nodeId) this.#elect(state, topic);
		});
	}

	#unfence(nodeId: number): void {
		if (!this.#fenced.delete(nodeId)) return;
		this.#eachPartition((state, topic) => {
			if (state.leader === -1 && state.replicas.includes(nodeId)) this.#elect(state, topic);
		});
	}

	/** The first replica in sync that lives; where that is allowed any that lives, and what it has not got is lost. */
	#elect(state: PartitionState, { config }: TopicState): void {
		const live = state.replicas.filter((each) => !this.#fenced.has(each));
		const inSync = live.find((each) => state.isr.includes(each));
		const unclean = config.get('unclean.leader.election.enable') === 'true' ? live[0] : undefined;
		const leader = inSync ?? unclean ?? -1;
		state.leader = leader;
		state.leaderEpoch++;
		if (leader >= 0 && !state.isr.includes(leader)) state.isr = [leader];
		this.version++;
		if (leader < 0) return;
		const what = `${this.nameOf(leader)} leads ${state.topic}/${state.partition} from epoch ${state.leaderEpoch}`;
		this.#processOf(leader)?.mark('elected', what);
	}

	#eachPartition(change: (state: PartitionState, topic: TopicState) => void): void {
		for (const topic of this.topics.values()) for (const state of topic.partitions) change(state, topic);
		this.version++;
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
