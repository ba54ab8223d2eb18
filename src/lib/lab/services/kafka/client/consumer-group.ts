import type { Process } from '../../../kernel/process.ts';
import type { RequestOf } from '../protocol.ts';
import { AssignerProtocol } from './assigner-protocol.ts';
import { Batch } from './batch.ts';
import type { Broker } from './broker.ts';
import type { Cluster } from './cluster.ts';
import { KafkaJSError, KafkaJSNonRetriableError } from './errors.ts';
import type { Emitter } from './events.ts';
import { isProtocolFault, isRebalancing, messageOf } from './failures.ts';
import { recoverFromFetch } from './fetch-recovery.ts';
import { KnownPartitions } from './known-partitions.ts';
import { assignedByLeader } from './leader.ts';
import type { Logger } from './logger.ts';
import { OffsetManager } from './offset-manager.ts';
import { retrierOf, type Retrier, type RetryOptions } from './retry.ts';
import { SubscriptionState } from './subscription-state.ts';
import { shared } from './together.ts';
import type { Assigner, Assignment, Offsets, TopicPartitions } from './types.ts';

export interface ConsumerGroupOptions {
	process: Process;
	cluster: Cluster;
	logger: Logger;
	emitter: Emitter;
	retry: RetryOptions;
	groupId: string;
	clientId: string;
	/** The topics of the subscription, and whether a group without offsets begins at their beginning. */
	topics: ReadonlyMap<string, boolean>;
	assigners: readonly Assigner[];
	sessionTimeout: number;
	rebalanceTimeout: number;
	maxBytesPerPartition: number;
	minBytes: number;
	maxBytes: number;
	maxWaitTimeInMs: number;
	isolation: 'read_committed' | 'read_uncommitted';
	autoCommit: boolean;
	autoCommitInterval: number | null;
	autoCommitThreshold: number | null;
}

/** One member of a group: joins it, fetches what it was assigned, and joins again when things change (`src/consumer/consumerGroup.js`). */
export class ConsumerGroup {
	readonly subscription = new SubscriptionState();
	memberId = '';
	generationId = -1;
	readonly #options: ConsumerGroupOptions;
	readonly #retrier: Retrier;
	readonly #seeks = new Map<string, number>();
	readonly #beat = shared(() => this.#heartbeat());
	#leaderId = '';
	#members: { memberId: string; metadata: Uint8Array }[] = [];
	#protocol = '';
	#coordinator: Broker | null = null;
	#offsets: OffsetManager | null = null;
	readonly #known: KnownPartitions;
	#lastRequestAt: number;

	constructor(options: ConsumerGroupOptions) {
		this.#options = options;
		this.#known = new KnownPartitions(options.cluster, [...options.topics.keys()]);
		this.#retrier = retrierOf(options.process, options.retry);
		this.#lastRequestAt = options.process.now();
	}

	get groupId(): string {
		return this.#options.groupId;
	}

	get offsets(): OffsetManager {
		if (!this.#offsets) throw new KafkaJSNonRetriableError('The consumer has not joined its group');
		return this.#offsets;
	}

	getNodeIds(): number[] {
		return this.#options.cluster.getNodeIds();
	}

	async connect(): Promise<void> {
		const { cluster, emitter } = this.#options;
		await cluster.connect();
		emitter.emit('connect');
		await cluster.refreshMetadataIfNecessary();
	}

	async joinAndSync(): Promise<void> {
		const { process, emitter, logger } = this.#options;
		const startedAt = process.now();
		await this.#retrier(async ({ bail }) => {
			try {
				await this.#join();
				await this.#sync();
				const payload = {
					groupId: this.groupId,
					memberId: this.memberId,
					leaderId: this.#leaderId,
					isLeader: this.#isLeader,
					memberAssignment: Object.fromEntries(
						this.subscription.assigned.map(({ topic, partitions }) => [topic, partitions])
					),
					groupProtocol: this.#protocol,
					duration: Math.round(process.now() - startedAt)
				};
				emitter.emit('group_join', payload);
				logger.info('Consumer has joined the group', payload);
			} catch (error) {
				// Found, joined and synced again from the start, after a wait.
				if (isRebalancing(error)) throw new KafkaJSError(messageOf(error));
				if (isProtocolFault(error, 'UNKNOWN_MEMBER_ID')) {
					this.memberId = '';
					throw new KafkaJSError(messageOf(error));
				}
				bail(error);
			}
		});
	}

	async leave(): Promise<void> {
		const { groupId, memberId } = this;
		if (memberId === '') return;
		await this.#coordinator?.expect('LeaveGroup', { groupId, memberId });
		this.memberId = '';
	}

	/** Is one due? Asked before each, for most are not. */
	isHeartbeatDue(interval: number): boolean {
		return this.memberId !== '' && this.#options.process.now() >= this.#lastRequestAt + interval;
	}

	heartbeat(): Promise<void> {
		return this.#beat();
	}

	seek(topic: string, partition: number, offset: number): void {
		this.#seeks.set(`${topic}/${partition}`, offset);
	}

	hasSeekOffset(topic: string, partition: number): boolean {
		return this.#seeks.size > 0 && this.#seeks.has(`${topic}/${partition}`);
	}

	commitOffsets(offsets: Partial<Offsets> | null): Promise<void> {
		return this.offsets.commitOffsets(offsets);
	}

	async fetch(nodeId: number): Promise<Batch[]> {
		const { cluster, process, maxWaitTimeInMs, minBytes, maxBytes, isolation } = this.#options;
		try {
			await cluster.refreshMetadataIfNecessary();
			this.#known.expectNoOthers();
			const partitions = await this.#requestsTo(nodeId);
			if (partitions.length === 0) {
				await process.sleep(maxWaitTimeInMs);
				return [];
			}
			const broker = await cluster.findBroker({ nodeId });
			const answer = await broker.fetch({
				replicaId: -1,
				maxWaitMs: maxWaitTimeInMs,
				minBytes,
				maxBytes,
				isolation,
				partitions
			});
			return answer.partitions
				.filter(
					({ topic, partition }) =>
						!this.hasSeekOffset(topic, partition) && !this.subscription.isPaused(topic, partition)
				)
				.map((fetched) => {
					const { topic, partition } = fetched;
					const asked = partitions.find((each) => each.topic === topic && each.partition === partition);
					return new Batch(asked?.fetchOffset ?? 0, fetched);
				});
		} catch (error) {
			await recoverFromFetch(error, this, this.#options);
			return [];
		}
	}

	get #isLeader(): boolean {
		return this.#leaderId !== '' && this.memberId === this.#leaderId;
	}

	async #join(): Promise<void> {
		const { cluster, groupId, clientId, sessionTimeout, rebalanceTimeout, assigners, topics } = this.#options;
		this.#coordinator = await cluster.findGroupCoordinator({ groupId });
		const joined = await this.#coordinator.joinGroup({
			groupId,
			memberId: this.memberId,
			clientId,
			sessionTimeoutMs: sessionTimeout,
			rebalanceTimeoutMs: rebalanceTimeout,
			protocols: assigners.map((assigner) => assigner.protocol({ topics: [...topics.keys()] }))
		});
		this.generationId = joined.generationId;
		this.memberId = joined.memberId;
		this.#leaderId = joined.leaderId;
		this.#members = joined.members;
		this.#protocol = joined.protocol;
	}

	async #sync(): Promise<void> {
		const { groupId } = this.#options;
		const { generationId, memberId } = this;
		const coordinator = this.#coordinator;
		if (!coordinator) throw new KafkaJSNonRetriableError('There is no coordinator');
		const assignments = this.#isLeader
			? await assignedByLeader(this.#options, this.#protocol, this.#members)
			: [];
		this.#known.update();
		const synced = await coordinator.expect('SyncGroup', { groupId, generationId, memberId, assignments });
		const assignment = await this.#accepted(
			AssignerProtocol.MemberAssignment.decode(synced.assignment)?.assignment ?? {}
		);
		this.subscription.assign(assignment);
		this.#offsets = new OffsetManager({
			...this.#options,
			coordinator,
			generationId,
			memberId,
			assignment,
			fromBeginning: this.#options.topics
		});
	}

	/** Without topics this member did not subscribe to: another of the group may have. */
	async #accepted(assignment: Assignment): Promise<TopicPartitions[]> {
		const { cluster, emitter, logger, topics } = this.#options;
		const assignedTopics = Object.keys(assignment);
		const topicsNotSubscribed = assignedTopics.filter((topic) => !topics.has(topic));
		if (topicsNotSubscribed.length > 0) {
			const { groupId, generationId, memberId } = this;
			const topicsSubscribed = [...topics.keys()];
			const topicsOf = { assignedTopics, topicsSubscribed, topicsNotSubscribed };
			const payload = { groupId, generationId, memberId, ...topicsOf };
			emitter.emit('received_unsubscribed_topics', payload);
			logger.warn('Consumer group received unsubscribed topics', payload);
		}
		const accepted = Object.entries(assignment)
			.filter(([topic]) => topics.has(topic))
			.map(([topic, partitions]) => ({ topic, partitions }));
		const isAware = accepted.every(({ topic, partitions }) =>
			partitions.every((partition) => this.#known.has(topic, partition))
		);
		if (!isAware) {
			logger.warn('Consumer is not aware of all assigned partitions, refreshing metadata', {
				groupId: this.groupId
			});
			await cluster.refreshMetadata();
			this.#known.update();
		}
		return accepted;
	}

	async #heartbeat(): Promise<void> {
		const { groupId, generationId, memberId } = this;
		await this.#coordinator?.expect('Heartbeat', { groupId, generationId, memberId });
		const { process, emitter } = this.#options;
		emitter.emit('heartbeat', { groupId, memberId, groupGenerationId: generationId });
		this.#lastRequestAt = process.now();
	}

	/** What to fetch from this broker: what it leads, is not paused, and has a known beginning. */
	async #requestsTo(nodeId: number): Promise<RequestOf<'Fetch'>['partitions']> {
		const { cluster, maxBytesPerPartition: maxBytes } = this.#options;
		const { offsets } = this;
		const led = this.subscription.assigned.map(({ topic, partitions }) => ({
			topic,
			partitions: cluster.findLeaderForPartitions(topic, partitions)[nodeId] ?? []
		}));
		await this.#applySeeks(led);
		return led.flatMap(({ topic, partitions }) =>
			partitions.flatMap((partition) => {
				if (this.subscription.isPaused(topic, partition)) return [];
				const fetchOffset = offsets.nextOffset(topic, partition);
				return fetchOffset === null ? [] : [{ topic, partition, fetchOffset, maxBytes, lastEpoch: -1 }];
			})
		);
	}

	async #applySeeks(led: readonly { topic: string; partitions: readonly number[] }[]): Promise<void> {
		for (const { topic, partitions } of this.#seeks.size === 0 ? [] : led)
			for (const partition of partitions) {
				const key = `${topic}/${partition}`;
				const offset = this.#seeks.get(key);
				if (offset === undefined) continue;
				this.#seeks.delete(key);
				await this.offsets.seek({ topic, partition, offset });
			}
		await this.offsets.resolveOffsets();
	}
}
