import type { Process } from '../../kernel/process.ts';
import { append } from '../../runtime/host.ts';
import type { Cluster } from './cluster.ts';
import type { ErrorName } from './errors.ts';
import { sizeOf } from './partition-log.ts';
import type { ProducerIdentity, RequestOf, ResponseOf, TopicPartition } from './protocol.ts';
import type { Replica } from './replica.ts';
import { transactionOf } from './transactions.ts';

type FetchedPartition = ResponseOf<'Fetch'>['partitions'][number];

/** What a broker does for producers and consumers: append, read, tell offsets. */
export class RecordsApi {
	readonly #cluster: Cluster;
	readonly #process: Process;
	readonly #replicas: ReadonlyMap<string, Replica>;

	constructor(cluster: Cluster, process: Process, replicas: ReadonlyMap<string, Replica>) {
		this.#cluster = cluster;
		this.#process = process;
		this.#replicas = replicas;
	}

	produce(
		{ acks, timeoutMs, transactionalId, batches }: RequestOf<'Produce'>,
		answer: (response: ResponseOf<'Produce'>) => void
	): void {
		if (acks !== -1 && acks !== 0 && acks !== 1)
			return answer({
				partitions: batches.map(({ topic, partition }) => ({
					topic,
					partition,
					error: 'INVALID_REQUIRED_ACKS',
					baseOffset: -1,
					logStartOffset: -1
				}))
			});
		const partitions: ResponseOf<'Produce'>['partitions'] = [];
		let waitingCount = 1;
		const isOver = () => --waitingCount === 0 && answer({ partitions });
		for (const batch of batches) {
			const { topic, partition } = batch;
			const replica = this.#writableAt(batch, transactionalId);
			const result: ResponseOf<'Produce'>['partitions'][number] = {
				topic,
				partition,
				error: 'NONE',
				baseOffset: -1,
				logStartOffset: -1
			};
			append(partitions, result);
			if (typeof replica === 'string') {
				result.error = replica;
				continue;
			}
			const appended = replica.append({ ...batch, isTransactional: transactionalId !== null }, acks);
			Object.assign(result, appended, { logStartOffset: replica.log.startOffset });
			if (appended.error !== 'NONE' || acks !== -1 || replica.isReplicated) continue;
			waitingCount++;
			this.#untilReplicated(replica, replica.log.endOffset, timeoutMs, (error) => {
				result.error = error;
				isOver();
			});
		}
		isOver();
	}

	/** Answers as soon as there is enough, or the wait is over. */
	fetch(request: RequestOf<'Fetch'>, answer: (response: ResponseOf<'Fetch'>) => void): void {
		if (request.replicaId >= 0)
			for (const { topic, partition, fetchOffset, lastEpoch } of request.partitions) {
				const replica = this.#replicas.get(`${topic}/${partition}`);
				if (replica?.isLeader && divergence(replica, fetchOffset, lastEpoch) === null)
					replica.follow(request.replicaId, fetchOffset);
			}
		const until = this.#cluster.simulation.elapsedMs + request.maxWaitMs;
		const attempt = () => {
			const partitions = this.#read(request);
			const bytes = partitions.reduce(
				(sum, { records }) => sum + records.reduce((all, record) => all + sizeOf(record), 0),
				0
			);
			const isUrgent = partitions.some(({ error, divergesAt }) => error !== 'NONE' || divergesAt !== null);
			const waitMs = until - this.#cluster.simulation.elapsedMs;
			if (isUrgent || bytes >= request.minBytes || waitMs <= 0) return answer({ partitions });
			this.#whenAnyGrows(request.partitions, waitMs, attempt);
		};
		attempt();
	}

	listOffsets({ isolation, partitions }: RequestOf<'ListOffsets'>): ResponseOf<'ListOffsets'> {
		return {
			partitions: partitions.map(({ topic, partition, timestamp }) => {
				const replica = this.#leaderOf({ topic, partition });
				if (typeof replica === 'string')
					return { topic, partition, error: replica, offset: -1, timestamp: -1 };
				const { log } = replica;
				const end = isolation === 'read_committed' ? log.lastStableOffset : log.highWatermark;
				const found = timestamp >= 0 ? log.firstSince(timestamp) : null;
				const offset = timestamp === -2 ? log.startOffset : timestamp === -1 ? end : (found?.offset ?? -1);
				return { topic, partition, error: 'NONE', offset, timestamp: found?.timestamp ?? -1 };
			})
		};
	}

	deleteRecords({ partitions }: RequestOf<'DeleteRecords'>): ResponseOf<'DeleteRecords'> {
		return {
			partitions: partitions.map(({ topic, partition, offset }) => {
				const replica = this.#leaderOf({ topic, partition });
				if (typeof replica === 'string') return { topic, partition, error: replica, lowWatermark: -1 };
				const { log } = replica;
				const until = offset === -1 ? log.highWatermark : offset;
				if (until > log.highWatermark || until < log.startOffset)
					return { topic, partition, error: 'OFFSET_OUT_OF_RANGE', lowWatermark: -1 };
				log.deleteBefore(until);
				replica.showTrim();
				return { topic, partition, error: 'NONE', lowWatermark: log.startOffset };
			})
		};
	}

	writeMarkers({ isCommit, partitions, ...identity }: RequestOf<'WriteTxnMarkers'>): ErrorName {
		for (const { topic, partition } of partitions) {
			const replica = this.#replicas.get(`${topic}/${partition}`);
			if (!replica?.appendMarker(identity, isCommit ? 'commit' : 'abort')) return 'NOT_LEADER_FOR_PARTITION';
		}
		return 'NONE';
	}

	#read({ partitions, replicaId, isolation, maxBytes }: RequestOf<'Fetch'>): FetchedPartition[] {
		let bytesLeft = maxBytes;
		return partitions.map((asked) => {
			const { topic, partition, fetchOffset, lastEpoch } = asked;
			const replica = this.#leaderOf(asked);
			const empty = {
				topic,
				partition,
				highWatermark: -1,
				lastStableOffset: -1,
				logStartOffset: -1,
				abortedTransactions: [],
				records: [],
				divergesAt: null
			};
			if (typeof replica === 'string') return { ...empty, error: replica };
			const { log } = replica;
			const facts: FetchedPartition = {
				...empty,
				error: 'NONE',
				highWatermark: log.highWatermark,
				lastStableOffset: log.lastStableOffset,
				logStartOffset: log.startOffset
			};
			const isFollower = replicaId >= 0;
			const divergesAt = isFollower ? divergence(replica, fetchOffset, lastEpoch) : null;
			if (divergesAt !== null) return { ...facts, divergesAt };
			const end = isFollower
				? log.endOffset
				: isolation === 'read_committed'
					? log.lastStableOffset
					: log.highWatermark;
			if (fetchOffset < log.startOffset || fetchOffset > log.endOffset)
				return { ...facts, error: 'OFFSET_OUT_OF_RANGE' };
			// A follower gets all at once, so that a batch is never in parts.
			const room = isFollower ? Number.POSITIVE_INFINITY : Math.min(asked.maxBytes, bytesLeft);
			const records = room > 0 ? log.read(fetchOffset, end, room) : [];
			for (const record of records) bytesLeft -= sizeOf(record);
			return {
				...facts,
				records,
				abortedTransactions: isolation === 'read_committed' ? log.abortedBetween(fetchOffset, end) : []
			};
		});
	}

	/** A batch of a transaction is taken only while its coordinator has that partition in it (KIP-890, part 1). */
	#writableAt(batch: TopicPartition & ProducerIdentity, transactionalId: string | null): Replica | ErrorName {
		if (transactionalId === null) return this.#leaderOf(batch);
		const { topic, partition, producerId, producerEpoch } = batch;
		const transaction = transactionOf(this.#cluster, { transactionalId, producerId, producerEpoch });
		if (typeof transaction === 'string')
			return transaction === 'CONCURRENT_TRANSACTIONS' ? 'INVALID_TXN_STATE' : transaction;
		return transaction.partitions.has(`${topic}/${partition}`) ? this.#leaderOf(batch) : 'INVALID_TXN_STATE';
	}

	#leaderOf({ topic, partition }: TopicPartition): Replica | ErrorName {
		const replica = this.#replicas.get(`${topic}/${partition}`);
		if (replica?.isLeader) return replica;
		return this.#cluster.partition(topic, partition)
			? 'NOT_LEADER_FOR_PARTITION'
			: 'UNKNOWN_TOPIC_OR_PARTITION';
	}

	#untilReplicated(
		replica: Replica,
		offset: number,
		timeoutMs: number,
		done: (error: ErrorName) => void
	): void {
		let isDone = false;
		const finish = (error: ErrorName) => {
			if (isDone) return;
			isDone = true;
			cancel();
			done(error);
		};
		const cancel = this.#process.setTimer(timeoutMs, () => finish('REQUEST_TIMED_OUT'));
		replica.whenReplicated(offset, finish);
	}

	#whenAnyGrows(partitions: readonly TopicPartition[], waitMs: number, attempt: () => void): void {
		const cancels: (() => void)[] = [];
		const wake = () => {
			for (const cancel of cancels) cancel();
			attempt();
		};
		append(cancels, this.#process.setTimer(waitMs, wake));
		for (const { topic, partition } of partitions) {
			const replica = this.#replicas.get(`${topic}/${partition}`);
			if (replica) append(cancels, replica.whenGrown(wake));
		}
	}
}

/** Where a follower's log went another way than its leader's; null where it did not (KIP-595's diverging epoch). */
function divergence({ log }: Replica, fetchOffset: number, lastEpoch: number): number | null {
	if (fetchOffset > log.endOffset) return log.endOffset;
	if (lastEpoch < 0 || log.epochBefore(fetchOffset) === lastEpoch) return null;
	return Math.min(fetchOffset - 1, log.endOfEpoch(lastEpoch));
}
