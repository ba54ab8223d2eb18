import type { Process } from '../../../kernel/process.ts';
import { append } from '../../../runtime/host.ts';
import type { RequestOf, TopicPartition } from '../protocol.ts';
import type { Broker } from './broker.ts';
import type { Cluster, CommittedOffsets } from './cluster.ts';
import type { Emitter } from './events.ts';
import { isProtocolFault } from './failures.ts';
import { parsedOffset, type Offsets, type TopicOffsets, type TopicPartitions } from './types.ts';

export interface OffsetManagerOptions {
	process: Process;
	cluster: Cluster;
	emitter: Emitter;
	coordinator: Broker;
	groupId: string;
	generationId: number;
	memberId: string;
	assignment: readonly TopicPartitions[];
	/** Of each topic, where a group without offsets begins. */
	fromBeginning: ReadonlyMap<string, boolean>;
	autoCommit: boolean;
	autoCommitInterval: number | null;
	autoCommitThreshold: number | null;
}

interface Position {
	readonly topic: string;
	readonly partition: number;
	readonly stateKey: string;
	/** The next offset to fetch; null until there was a first. */
	resolved: number | null;
}

/**
 * Where a member stands in each of its partitions: what it has done with (resolved), and what the group
 * knows of it (committed). Made anew for each generation (`src/consumer/offsetManager`).
 */
export class OffsetManager {
	readonly #options: OffsetManagerOptions;
	readonly #positions = new Map<string, Map<number, Position>>();
	readonly #committed: CommittedOffsets;
	#coordinator: Broker;
	#lastCommitAt: number;

	constructor(options: OffsetManagerOptions) {
		const { process, cluster, groupId, assignment } = options;
		this.#options = options;
		this.#coordinator = options.coordinator;
		this.#lastCommitAt = process.now();
		this.#committed = cluster.committedOffsets(groupId);
		this.#committed.clear();
		for (const { topic, partitions } of assignment) {
			this.#committed.set(topic, new Map());
			const own = partitions.map((partition): [number, Position] => [
				partition,
				{
					topic,
					partition,
					stateKey: `position/${process.name}/${groupId}/${topic}/${partition}`,
					resolved: null
				}
			]);
			this.#positions.set(topic, new Map(own));
		}
	}

	/** The offset to fetch next; null while it is not known where to begin. */
	nextOffset(topic: string, partition: number): number | null {
		const committed = this.#committed.get(topic)?.get(partition);
		const position = this.#positions.get(topic)?.get(partition);
		if (committed === undefined || !position) return null;
		if (position.resolved === null) this.#moveTo(position, committed);
		return Math.max(0, position.resolved ?? 0);
	}

	resolveOffset(topic: string, partition: number, offset: number): void {
		const position = this.#positions.get(topic)?.get(partition);
		if (position) this.#moveTo(position, offset + 1);
	}

	/** Nothing happens for a partition of somebody else. */
	async seek({ topic, partition, offset }: TopicPartition & { offset: number }): Promise<void> {
		if (!this.#positions.get(topic)?.has(partition)) return;
		if (!this.#options.autoCommit) return this.resolveOffset(topic, partition, offset - 1);
		await this.#commit([{ topic, partition, offset, metadata: null }]);
		this.#forget(topic, partition);
	}

	/** What was asked for is not there (any more): from the topic's default on. */
	async setDefaultOffset(topic: string, partition: number): Promise<void> {
		const { cluster, fromBeginning } = this.#options;
		const offset = cluster.defaultOffset({ fromBeginning: fromBeginning.get(topic) });
		await this.#commit([{ topic, partition, offset, metadata: null }]);
		this.#forget(topic, partition);
	}

	async commitOffsetsIfNecessary(): Promise<void> {
		if (this.isCommitDue) await this.commitOffsets();
	}

	get isCommitDue(): boolean {
		const { process, autoCommitInterval, autoCommitThreshold } = this.#options;
		if (autoCommitInterval !== null && process.now() >= this.#lastCommitAt + autoCommitInterval) return true;
		return autoCommitThreshold !== null && this.#resolvedCount() >= autoCommitThreshold;
	}

	/** All that was resolved and not committed yet. */
	uncommittedOffsets(): Offsets {
		const topics: TopicOffsets[] = [];
		for (const [topic, positions] of this.#positions) {
			const committed = this.#committed.get(topic);
			const partitions: TopicOffsets['partitions'] = [];
			for (const { partition, resolved } of positions.values())
				if (resolved !== null && resolved >= 0 && resolved !== committed?.get(partition))
					append(partitions, { partition, offset: String(resolved) });
			if (partitions.length > 0) append(topics, { topic, partitions });
		}
		return { topics };
	}

	/** Null stands for all that is not committed. */
	async commitOffsets(offsets: Partial<Offsets> | null = null): Promise<void> {
		const { process, cluster, emitter, groupId, generationId, memberId } = this.#options;
		const topics = offsets?.topics ?? this.uncommittedOffsets().topics;
		if (topics.length === 0) {
			this.#lastCommitAt = process.now();
			return;
		}
		const flat = topics.flatMap(({ topic, partitions }) =>
			partitions.map(({ partition, offset, metadata = null }) => ({
				topic,
				partition,
				offset: parsedOffset(offset),
				metadata
			}))
		);
		try {
			await this.#commit(flat);
		} catch (error) {
			if (isProtocolFault(error, 'NOT_COORDINATOR_FOR_GROUP')) await cluster.refreshMetadata();
			throw error;
		}
		emitter.emit('commit_offsets', { groupId, memberId, groupGenerationId: generationId, topics });
		for (const each of flat) cluster.markOffsetAsCommitted(groupId, each);
		this.#lastCommitAt = process.now();
	}

	/** Asks the group where to go on; a partition it has no offset of begins at an end of the log. */
	async resolveOffsets(): Promise<void> {
		const pending: TopicPartition[] = [];
		for (const [topic, positions] of this.#positions)
			for (const partition of positions.keys())
				if ((this.#committed.get(topic)?.get(partition) ?? -1) < 0) append(pending, { topic, partition });
		if (pending.length === 0) return;
		const { cluster, groupId, fromBeginning } = this.#options;
		const coordinator = await this.#connectedCoordinator();
		const { partitions } = await coordinator.expectEach('OffsetFetch', { groupId, partitions: pending });
		const unknown = partitions.filter(({ offset }) => offset < 0);
		const topics = [...new Set(unknown.map(({ topic }) => topic))];
		const found = await cluster.offsetsOf(
			topics.map((topic) => ({
				topic,
				partitions: unknown.filter((each) => each.topic === topic).map(({ partition }) => partition),
				timestamp: cluster.defaultOffset({ fromBeginning: fromBeginning.get(topic) })
			}))
		);
		for (const { topic, partition, offset } of partitions) {
			const start = offset >= 0 ? offset : found.get(topic)?.get(partition);
			if (start !== undefined) this.#committed.get(topic)?.set(partition, start);
		}
	}

	async #commit(offsets: RequestOf<'OffsetCommit'>['offsets']): Promise<void> {
		const { groupId, generationId, memberId } = this.#options;
		const coordinator = await this.#connectedCoordinator();
		await coordinator.expectEach('OffsetCommit', { groupId, generationId, memberId, offsets });
	}

	async #connectedCoordinator(): Promise<Broker> {
		const { nodeId, isConnected } = this.#coordinator;
		if (!isConnected && nodeId !== null)
			this.#coordinator = await this.#options.cluster.findBroker({ nodeId });
		return this.#coordinator;
	}

	#forget(topic: string, partition: number): void {
		this.#committed.get(topic)?.delete(partition);
		const position = this.#positions.get(topic)?.get(partition);
		if (position) position.resolved = null;
	}

	#moveTo(position: Position, offset: number): void {
		position.resolved = offset;
		const { process } = this.#options;
		if (process.simulation.recorder.isTraced && offset >= 0) process.state(position.stateKey, 'set', offset);
	}

	#resolvedCount(): number {
		let count = 0;
		for (const [topic, positions] of this.#positions) {
			const committed = this.#committed.get(topic);
			for (const { partition, resolved } of positions.values())
				if (resolved !== null) count += resolved - Math.max(0, committed?.get(partition) ?? 0);
		}
		return count;
	}
}
