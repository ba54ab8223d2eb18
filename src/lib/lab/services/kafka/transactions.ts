import type { Process } from '../../kernel/process.ts';
import type { Offsets, TransactionState } from './cluster-state.ts';
import type { Cluster } from './cluster.ts';
import type { ErrorName } from './errors.ts';
import type { ProducerIdentity, RequestOf, TopicPartition } from './protocol.ts';

/** Has the leaders of its partitions write the end of a transaction. */
export type WriteMarkers = (
	request: RequestOf<'WriteTxnMarkers'>,
	/** Whether to try once more what has failed. */
	isWanted: () => boolean
) => Promise<void>;

/**
 * The coordinator of transactions (KIP-98): a producer id for each transactional id, a new epoch for each new
 * producer, which fences the one before; and the end of a transaction, written to all it touched.
 */
export class Transactions {
	readonly #cluster: Cluster;
	readonly #process: Process;
	readonly #nodeId: number;
	readonly #writeMarkers: WriteMarkers;
	readonly #timeouts = new Map<string, () => void>();

	/** Those that this broker coordinates. */
	readonly #known = new Set<string>();

	constructor(
		cluster: Cluster,
		{ process, nodeId }: { process: Process; nodeId: number },
		writeMarkers: WriteMarkers
	) {
		this.#cluster = cluster;
		this.#process = process;
		this.#nodeId = nodeId;
		this.#writeMarkers = writeMarkers;
	}

	/** Goes on with the transactions of a coordinator that is gone, and leaves its own to who follows it. */
	hear(): void {
		for (const [id, state] of this.#cluster.transactions) {
			if (!this.#isMine(id)) this.#leave(id);
			else if (!this.#known.has(id)) this.#resume(id, state);
		}
	}

	/** What another producer of this id has left open is aborted first: who asks tries again until that is done. */
	init({
		transactionalId,
		transactionTimeoutMs
	}: RequestOf<'InitProducerId'>): { error: ErrorName } & ProducerIdentity {
		if (transactionalId === null)
			return { error: 'NONE', producerId: this.#cluster.nextProducerId(), producerEpoch: 0 };
		if (!this.#isMine(transactionalId))
			return { error: 'NOT_COORDINATOR_FOR_GROUP', producerId: -1, producerEpoch: -1 };
		let state = this.#cluster.transactions.get(transactionalId);
		if (!state) {
			state = {
				producerId: this.#cluster.nextProducerId(),
				producerEpoch: -1,
				timeoutMs: transactionTimeoutMs,
				state: 'Empty',
				lastEnd: null,
				partitions: new Map(),
				groups: new Map()
			};
			this.#cluster.transactions.set(transactionalId, state);
			this.#known.add(transactionalId);
		}
		if (state.state === 'Ongoing') this.#abort(transactionalId, state);
		if (state.state !== 'Empty')
			return { error: 'CONCURRENT_TRANSACTIONS', producerId: -1, producerEpoch: -1 };
		state.producerEpoch++;
		state.lastEnd = null;
		state.timeoutMs = transactionTimeoutMs;
		return { error: 'NONE', producerId: state.producerId, producerEpoch: state.producerEpoch };
	}

	addPartitions(request: RequestOf<'AddPartitionsToTxn'>): ErrorName {
		const state = this.#stateFor(request);
		if (typeof state === 'string') return state;
		if (request.partitions.some(({ topic, partition }) => !this.#cluster.partition(topic, partition)))
			return 'UNKNOWN_TOPIC_OR_PARTITION';
		this.#begin(request.transactionalId, state);
		for (const { topic, partition } of request.partitions)
			state.partitions.set(`${topic}/${partition}`, { topic, partition });
		return 'NONE';
	}

	addGroup(request: RequestOf<'AddOffsetsToTxn'>): ErrorName {
		const state = this.#stateFor(request);
		if (typeof state === 'string') return state;
		this.#begin(request.transactionalId, state);
		if (!state.groups.has(request.groupId)) state.groups.set(request.groupId, new Map());
		return 'NONE';
	}

	/** Offsets that count when the transaction is committed. They go to the coordinator of their group. */
	addOffsets(request: RequestOf<'TxnOffsetCommit'>): ErrorName {
		if (!this.#isMine(request.groupId)) return 'NOT_COORDINATOR_FOR_GROUP';
		const state = transactionOf(this.#cluster, request);
		if (typeof state === 'string') return state;
		const offsets: Offsets | undefined = state.groups.get(request.groupId);
		if (!offsets) return 'INVALID_TXN_STATE';
		for (const { topic, partition, offset, metadata } of request.offsets)
			offsets.set(`${topic}/${partition}`, { offset, metadata });
		return 'NONE';
	}

	async end(request: RequestOf<'EndTxn'>): Promise<ErrorName> {
		const state = this.#stateFor(request);
		if (typeof state === 'string') return state;
		if (state.state === 'Empty')
			return state.lastEnd === (request.isCommit ? 'commit' : 'abort') ? 'NONE' : 'INVALID_TXN_STATE';
		await this.#finish(request.transactionalId, state, request.isCommit);
		return 'NONE';
	}

	#stateFor(request: { transactionalId: string } & ProducerIdentity): TransactionState | ErrorName {
		return this.#isMine(request.transactionalId)
			? transactionOf(this.#cluster, request)
			: 'NOT_COORDINATOR_FOR_GROUP';
	}

	#isMine(key: string): boolean {
		return this.#cluster.coordinatorOf(key) === this.#nodeId;
	}

	#leave(id: string): void {
		this.#known.delete(id);
		this.#timeouts.get(id)?.();
		this.#timeouts.delete(id);
	}

	#begin(id: string, state: TransactionState): void {
		if (state.state === 'Ongoing') return;
		state.state = 'Ongoing';
		this.#giveTime(id, state);
	}

	#giveTime(id: string, state: TransactionState): void {
		const end = this.#process.setTimer(state.timeoutMs, () => {
			if (this.#isMine(id)) this.#abort(id, state);
		});
		this.#timeouts.set(id, end);
	}

	/** The epoch goes up, so that who was late learns that it is over. */
	#abort(id: string, state: TransactionState): void {
		if (state.state !== 'Ongoing') return;
		state.producerEpoch++;
		this.#process.mark('abort', `transaction ${id} is aborted`);
		void this.#finish(id, state, false);
	}

	async #finish(id: string, state: TransactionState, isCommit: boolean): Promise<void> {
		this.#timeouts.get(id)?.();
		this.#timeouts.delete(id);
		state.state = isCommit ? 'PrepareCommit' : 'PrepareAbort';
		const partitions: TopicPartition[] = [...state.partitions.values()];
		const { producerId, producerEpoch } = state;
		await this.#writeMarkers({ producerId, producerEpoch, isCommit, partitions }, () => this.#isMine(id));
		if (isCommit && this.#isMine(id))
			for (const [groupId, offsets] of state.groups) this.#commitOffsets(groupId, offsets);
		if (!this.#isMine(id)) return;
		state.partitions = new Map();
		state.groups = new Map();
		state.state = 'Empty';
		state.lastEnd = isCommit ? 'commit' : 'abort';
	}

	#commitOffsets(groupId: string, offsets: Offsets): void {
		const committed: Offsets = this.#cluster.offsets.get(groupId) ?? new Map();
		for (const [key, value] of offsets) {
			committed.set(key, value);
			this.#process.state(`committed/${groupId}/${key}`, 'set', value.offset);
		}
		this.#cluster.offsets.set(groupId, committed);
	}

	/** A coordinator that begins ends what the one before had decided, and gives the others their time. */
	#resume(id: string, state: TransactionState): void {
		this.#known.add(id);
		if (state.state === 'Ongoing') this.#giveTime(id, state);
		else if (state.state !== 'Empty') void this.#finish(id, state, state.state === 'PrepareCommit');
	}
}

/** What the producer may go on with; else the error there is. */
export function transactionOf(
	{ transactions }: Cluster,
	{ transactionalId, producerId, producerEpoch }: { transactionalId: string } & ProducerIdentity
): TransactionState | ErrorName {
	const state = transactions.get(transactionalId);
	if (!state || state.producerId !== producerId) return 'INVALID_PRODUCER_ID_MAPPING';
	if (state.producerEpoch !== producerEpoch) return 'INVALID_PRODUCER_EPOCH';
	return state.state === 'PrepareCommit' || state.state === 'PrepareAbort'
		? 'CONCURRENT_TRANSACTIONS'
		: state;
}
