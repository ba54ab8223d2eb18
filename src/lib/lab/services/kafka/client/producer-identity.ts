import type { Process } from '../../../kernel/process.ts';
import type { RequestOf, TopicPartition } from '../protocol.ts';
import type { Broker } from './broker.ts';
import type { Cluster } from './cluster.ts';
import { KafkaJSNonRetriableError } from './errors.ts';
import { expectNoFault } from './faults.ts';
import { fieldOf, isProtocolFault } from './failures.ts';
import type { Logger } from './logger.ts';
import { retrierOf, type Retrier } from './retry.ts';
import { Lock } from './together.ts';
import { parsedOffset, type TopicOffsets } from './types.ts';

interface Settings {
	process: Process;
	cluster: Cluster;
	logger: Logger;
	transactionTimeout: number;
	/** Null for a producer that is idempotent only. */
	transactionalId: string | null;
}

type State = 'UNINITIALIZED' | 'READY' | 'TRANSACTING' | 'COMMITTING' | 'ABORTING';

const NO_PRODUCER_ID = -1;
const LOCK_TIMEOUT_MS = 0xffff;
const RETRIABLE_AT_INIT = [
	'NOT_COORDINATOR_FOR_GROUP',
	'GROUP_COORDINATOR_NOT_AVAILABLE',
	// The one before may have crashed within a transaction; Kafka aborts it now.
	'CONCURRENT_TRANSACTIONS'
];

/**
 * Who a producer is to the brokers: its id, its epoch, the sequence of each partition, and what takes part
 * in its transaction (`src/producer/eosManager`).
 */
export class ProducerIdentity {
	producerId = NO_PRODUCER_ID;
	producerEpoch = 0;
	readonly transactionalId: string | null;
	readonly #settings: Settings;
	readonly #retrier: Retrier;
	readonly #sequences = new Map<string, number>();
	readonly #locks = new Map<Broker, Lock>();
	readonly #partitions = new Set<string>();
	#hasOffsets = false;
	#state: State = 'UNINITIALIZED';

	constructor(settings: Settings) {
		this.#settings = settings;
		this.transactionalId = settings.transactionalId;
		this.#retrier = retrierOf(settings.process);
	}

	get isInitialized(): boolean {
		return this.producerId !== NO_PRODUCER_ID;
	}

	get isInTransaction(): boolean {
		return this.#state === 'TRANSACTING';
	}

	async initialize(): Promise<void> {
		this.#expect('initProducerId', 'UNINITIALIZED', 'READY');
		const { cluster, transactionTimeout } = this.#settings;
		await this.#retrier(async ({ bail }) => {
			try {
				await cluster.refreshMetadataIfNecessary();
				const broker = await (this.transactionalId === null
					? cluster.findControllerBroker()
					: this.#coordinator());
				const { producerId, producerEpoch } = await broker.expect('InitProducerId', {
					transactionalId: this.transactionalId,
					transactionTimeoutMs: transactionTimeout
				});
				this.#enter('READY');
				Object.assign(this, { producerId, producerEpoch });
				this.#sequences.clear();
				this.#locks.clear();
			} catch (error) {
				if (isProtocolFault(error, ...RETRIABLE_AT_INIT)) throw error;
				bail(error);
			}
		});
	}

	/** Requests to one broker go one after the other, so that their sequences do. */
	withBroker<Value>(broker: Broker, run: () => Promise<Value>): Promise<Value> {
		if (!this.isInitialized) return run();
		const lock = this.#locks.get(broker) ?? new Lock(this.#settings.process, LOCK_TIMEOUT_MS, 'sequence');
		this.#locks.set(broker, lock);
		return lock.with(run);
	}

	/** The sequence of the first of so many records; -1 without idempotence. */
	takeSequence({ topic, partition }: TopicPartition, count: number): number {
		if (!this.isInitialized) return -1;
		const key = `${topic}/${partition}`;
		const first = this.#sequences.get(key) ?? 0;
		this.#sequences.set(key, first + count);
		return first;
	}

	/** They were not written, as far as one knows: the next try has the same sequence, so that none is written twice. */
	giveSequenceBack({ topic, partition }: TopicPartition, count: number): void {
		if (this.isInitialized) this.takeSequence({ topic, partition }, -count);
	}

	begin(): void {
		this.#expect('beginTransaction', 'READY');
		this.#enter('TRANSACTING');
	}

	async addPartitions(partitions: readonly TopicPartition[]): Promise<void> {
		this.#expect('addPartitionsToTransaction', 'TRANSACTING');
		const added = partitions.filter(({ topic, partition }) => !this.#partitions.has(`${topic}/${partition}`));
		if (added.length === 0) return;
		const broker = await this.#coordinator();
		await broker.expectEach('AddPartitionsToTxn', {
			...this.#identified(),
			partitions: added.map(({ topic, partition }) => ({ topic, partition }))
		});
		for (const { topic, partition } of added) this.#partitions.add(`${topic}/${partition}`);
	}

	async end(isCommit: boolean): Promise<void> {
		this.#expect(isCommit ? 'commit' : 'abort', 'TRANSACTING');
		this.#enter(isCommit ? 'COMMITTING' : 'ABORTING');
		if (this.#hasOffsets || this.#partitions.size > 0) {
			const broker = await this.#coordinator();
			await broker.expect('EndTxn', { ...this.#identified(), isCommit });
		}
		this.#enter('READY');
	}

	/** The offsets are committed if and when the transaction is. */
	async sendOffsets(groupId: string, topics: readonly TopicOffsets[]): Promise<void> {
		this.#expect('sendOffsets', 'TRANSACTING');
		const { cluster } = this.#settings;
		const own = await this.#coordinator();
		await own.expect('AddOffsetsToTxn', { ...this.#identified(), groupId });
		this.#hasOffsets = true;
		let coordinator = await cluster.findGroupCoordinator({ groupId });
		const request: RequestOf<'TxnOffsetCommit'> = {
			...this.#identified(),
			groupId,
			offsets: topics.flatMap(({ topic, partitions }) =>
				partitions.map(({ partition, offset, metadata = null }) => ({
					topic,
					partition,
					offset: parsedOffset(offset),
					metadata
				}))
			)
		};
		await this.#retrier(async ({ bail }) => {
			try {
				expectNoFault((await coordinator.request('TxnOffsetCommit', request)).partitions);
			} catch (error) {
				if (isProtocolFault(error, 'UNKNOWN_TOPIC_OR_PARTITION')) throw error;
				const isElsewhere =
					isProtocolFault(error, 'GROUP_COORDINATOR_NOT_AVAILABLE', 'NOT_COORDINATOR_FOR_GROUP') ||
					fieldOf(error, 'code') === 'ECONNREFUSED';
				if (!isElsewhere) bail(error);
				coordinator = await cluster.findGroupCoordinator({ groupId });
				throw error;
			}
		});
	}

	#coordinator(): Promise<Broker> {
		return this.#settings.cluster.findGroupCoordinator({
			groupId: this.transactionalId ?? '',
			kind: 'transaction'
		});
	}

	#identified() {
		const { producerId, producerEpoch, transactionalId } = this;
		return { producerId, producerEpoch, transactionalId: transactionalId ?? '' };
	}

	#expect(method: string, ...states: readonly State[]): void {
		if (!states.includes(this.#state))
			throw new KafkaJSNonRetriableError(
				`Transaction state exception: Cannot call "${method}" in state "${this.#state}"`
			);
	}

	#enter(state: State): void {
		this.#settings.logger.debug(`Transaction state transition ${this.#state} --> ${state}`);
		this.#state = state;
		if (state !== 'READY') return;
		this.#partitions.clear();
		this.#hasOffsets = false;
	}
}
