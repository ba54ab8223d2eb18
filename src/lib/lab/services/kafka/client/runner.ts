import type { Process } from '../../../kernel/process.ts';
import { append } from '../../../runtime/host.ts';
import type { Batch } from './batch.ts';
import type { ConsumerGroup } from './consumer-group.ts';
import { KafkaJSError, KafkaJSNoBrokerAvailableError, KafkaJSNotImplemented } from './errors.ts';
import type { Emitter } from './events.ts';
import { isProtocolFault, isRebalancing, messageOf } from './failures.ts';
import { FetchManager } from './fetch-manager.ts';
import type { Logger } from './logger.ts';
import { retrierOf, type Retrier, type RetryOptions } from './retry.ts';
import { parsedOffset, type KafkaMessage, type Offsets } from './types.ts';

export interface EachMessagePayload {
	topic: string;
	partition: number;
	message: KafkaMessage;
	heartbeat(): Promise<void>;
	pause(): () => void;
}

export interface EachBatchPayload {
	batch: Batch;
	resolveOffset(offset: string): void;
	heartbeat(): Promise<void>;
	pause(): () => void;
	commitOffsetsIfNecessary(offsets?: Offsets): Promise<void>;
	uncommittedOffsets(): Offsets;
	isRunning(): boolean;
	isStale(): boolean;
}

export interface RunnerOptions {
	process: Process;
	logger: Logger;
	emitter: Emitter;
	group: ConsumerGroup;
	retry: RetryOptions;
	heartbeatInterval: number;
	autoCommit: boolean;
	eachBatchAutoResolve: boolean;
	concurrency: number;
	eachMessage: ((payload: EachMessagePayload) => Promise<void>) | null;
	eachBatch: ((payload: EachBatchPayload) => Promise<void>) | null;
	onCrash(error: unknown): void;
}

/** Runs a member: fetches, calls the program's handler, commits, and joins again when it must (`src/consumer/runner.js`). */
export class Runner {
	readonly #options: RunnerOptions;
	readonly #retrier: Retrier;
	readonly #fetchManager: FetchManager;
	#isRunning = false;
	#isConsuming = false;
	#onConsumed: (() => void)[] = [];

	constructor(options: RunnerOptions) {
		const { group, process, retry, concurrency } = options;
		this.#options = options;
		this.#retrier = retrierOf(process, retry);
		this.#fetchManager = new FetchManager({
			nodeIds: () => group.getNodeIds(),
			fetch: (nodeId) => this.#fetch(nodeId),
			handle: (batch) => this.#handle(batch),
			concurrency
		});
	}

	async start(): Promise<void> {
		if (this.#isRunning) return;
		const { group, onCrash } = this.#options;
		try {
			await group.connect();
			await group.joinAndSync();
		} catch (error) {
			onCrash(error);
			return;
		}
		this.#isRunning = true;
		void this.#consume();
	}

	async stop(): Promise<void> {
		if (!this.#isRunning) return;
		this.#isRunning = false;
		try {
			await this.#fetchManager.stop();
			if (this.#isConsuming)
				await new Promise<void>((resolve) => {
					append(this.#onConsumed, resolve);
				});
			await this.#options.group.leave();
		} catch {
			// Whoever cannot say good-bye is missed by the coordinator in time.
		}
	}

	async commitOffsets(offsets: Offsets): Promise<void> {
		if (!this.#isRunning) return;
		await this.#retrier(async ({ bail }) => {
			try {
				await this.#options.group.commitOffsets(offsets);
			} catch (error) {
				if (!this.#isRunning) return;
				if (error instanceof KafkaJSNotImplemented) bail(error);
				throw error;
			}
		});
	}

	async #consume(): Promise<void> {
		this.#isConsuming = true;
		try {
			while (this.#isRunning) await this.#retrier(({ bail }) => this.#consumeUntilTrouble(bail));
		} catch (error) {
			this.#options.onCrash(error);
			this.#isRunning = false;
		}
		this.#isConsuming = false;
		for (const tell of this.#onConsumed) tell();
		this.#onConsumed = [];
	}

	async #consumeUntilTrouble(bail: (error: unknown) => never): Promise<void> {
		if (!this.#isRunning) return;
		const { group, logger, emitter } = this.#options;
		try {
			await this.#fetchManager.start();
		} catch (error) {
			const { groupId, memberId } = group;
			if (isRebalancing(error)) {
				logger.warn('The group is rebalancing, re-joining', { groupId, memberId, error: messageOf(error) });
				emitter.emit('rebalancing', { groupId, memberId });
				return group.joinAndSync();
			}
			if (isProtocolFault(error, 'UNKNOWN_MEMBER_ID')) {
				logger.error('The coordinator is not aware of this member, re-joining the group', {
					groupId,
					memberId,
					error: messageOf(error)
				});
				group.memberId = '';
				return group.joinAndSync();
			}
			if (error instanceof KafkaJSNotImplemented || error instanceof KafkaJSNoBrokerAvailableError)
				bail(error);
			throw error;
		}
	}

	async #fetch(nodeId: number): Promise<Batch[]> {
		if (!this.#isRunning) return [];
		const { process, emitter, group } = this.#options;
		const startedAt = process.now();
		emitter.emit('fetch_start', { nodeId });
		const batches = await group.fetch(nodeId);
		emitter.emit('fetch', { numberOfBatches: 0, duration: process.now() - startedAt, nodeId });
		if (batches.length === 0) await this.#heartbeat();
		return batches;
	}

	async #handle(batch: Batch): Promise<void> {
		if (!this.#isRunning) return;
		const { process, emitter, group, eachMessage, eachBatch } = this.#options;
		const { topic, partition } = batch;
		if (batch.isEmpty() && !batch.isEmptyDueToFiltering()) return this.#heartbeat();
		const startedAt = process.now();
		const payload = {
			topic,
			partition,
			highWatermark: batch.highWatermark,
			offsetLag: batch.offsetLag(),
			offsetLagLow: batch.offsetLagLow(),
			batchSize: batch.messages.length,
			firstOffset: batch.firstOffset(),
			lastOffset: batch.lastOffset()
		};
		emitter.emit('start_batch_process', payload);
		if (batch.isEmptyDueToFiltering()) {
			group.offsets.resolveOffset(topic, partition, Number(batch.lastOffset()));
			await this.#commitIfNecessary();
		} else if (eachMessage) await this.#eachMessage(batch, eachMessage);
		else if (eachBatch) await this.#eachBatch(batch, eachBatch);
		emitter.emit('end_batch_process', { ...payload, duration: process.now() - startedAt });
		if (!batch.isEmptyDueToFiltering()) await this.#commit();
		await this.#heartbeat();
	}

	async #eachMessage(batch: Batch, eachMessage: NonNullable<RunnerOptions['eachMessage']>): Promise<void> {
		const { group, logger } = this.#options;
		const { topic, partition } = batch;
		const heartbeat = () => this.#heartbeat();
		const pause = this.#pauseOf(batch);
		for (const message of batch.messages) {
			if (!this.#isRunning || group.hasSeekOffset(topic, partition)) break;
			try {
				await eachMessage({ topic, partition, message, heartbeat, pause });
			} catch (error) {
				if (!(error instanceof KafkaJSError))
					logger.error('Error when calling eachMessage', { topic, partition, offset: message.offset, error });
				await this.#commit();
				throw error;
			}
			group.offsets.resolveOffset(topic, partition, Number(message.offset));
			await this.#heartbeat();
			await this.#commitIfNecessary();
			if (group.subscription.isPaused(topic, partition)) break;
		}
	}

	async #eachBatch(batch: Batch, eachBatch: NonNullable<RunnerOptions['eachBatch']>): Promise<void> {
		const { group, logger, eachBatchAutoResolve } = this.#options;
		const { topic, partition } = batch;
		const { offsets } = group;
		const last = batch.messages.at(-1);
		try {
			await eachBatch({
				batch,
				// With the last message the mark of a transaction after it is done with, too: no program ever sees that.
				resolveOffset: (offset) => {
					const isLast = last !== undefined && parsedOffset(offset) === parsedOffset(last.offset);
					group.offsets.resolveOffset(topic, partition, parsedOffset(isLast ? batch.lastOffset() : offset));
				},
				heartbeat: () => this.#heartbeat(),
				pause: this.#pauseOf(batch),
				commitOffsetsIfNecessary: (given) =>
					given ? offsets.commitOffsets(given) : offsets.commitOffsetsIfNecessary(),
				uncommittedOffsets: () => offsets.uncommittedOffsets(),
				isRunning: () => this.#isRunning,
				isStale: () => group.hasSeekOffset(topic, partition)
			});
		} catch (error) {
			if (!(error instanceof KafkaJSError))
				logger.error('Error when calling eachBatch', {
					topic,
					partition,
					offset: batch.firstOffset(),
					error
				});
			await this.#commit();
			throw error;
		}
		if (eachBatchAutoResolve) group.offsets.resolveOffset(topic, partition, Number(batch.lastOffset()));
	}

	#pauseOf({ topic, partition }: Batch): () => () => void {
		const { subscription } = this.#options.group;
		const selection = [{ topic, partitions: [partition] }];
		return () => {
			subscription.pause(selection);
			return () => subscription.resume(selection);
		};
	}

	async #heartbeat(): Promise<void> {
		const { group, heartbeatInterval } = this.#options;
		if (!group.isHeartbeatDue(heartbeatInterval)) return;
		try {
			await group.heartbeat();
		} catch (error) {
			// What was done in this generation is told while one may.
			if (isRebalancing(error)) await this.#commit();
			throw error;
		}
	}

	async #commit(): Promise<void> {
		if (this.#options.autoCommit) await this.#options.group.offsets.commitOffsets();
	}

	async #commitIfNecessary(): Promise<void> {
		const { autoCommit, group } = this.#options;
		if (autoCommit && group.offsets.isCommitDue) await group.offsets.commitOffsets();
	}
}
