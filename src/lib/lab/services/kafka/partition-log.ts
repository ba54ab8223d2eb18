import { append } from '../../runtime/host.ts';
import type { KafkaRecord, NewRecord, ProducerIdentity } from './protocol.ts';
import type { TopicConfig } from './topic-config.ts';

/** What a leader gives each record that it appends. */
export interface Batch extends ProducerIdentity {
	baseSequence: number;
	isTransactional: boolean;
	records: readonly NewRecord[];
}

/** What is known of an idempotent producer (KIP-98). */
interface ProducerState {
	epoch: number;
	nextSequence: number;
}

export type Appended =
	| { error: 'NONE'; baseOffset: number; isDuplicate: boolean }
	| { error: 'OUT_OF_ORDER_SEQUENCE_NUMBER' | 'INVALID_PRODUCER_EPOCH' };

/** The log of one replica. */
export class PartitionLog {
	/** By offset; compaction and retention leave gaps. */
	records: KafkaRecord[] = [];
	startOffset = 0;
	endOffset = 0;
	/** All replicas in sync have what is below: consumers see no more. */
	highWatermark = 0;
	readonly #producers = new Map<number, ProducerState>();
	/** Of transactions that have not ended: where each began in this log. */
	readonly #open = new Map<number, number>();
	readonly #aborted: { producerId: number; firstOffset: number; lastOffset: number }[] = [];
	/** Where each leader's records begin: what two replicas compare, whatever compaction has taken since (KIP-101). */
	#epochs: { epoch: number; startOffset: number }[] = [];

	/** A leader's part: numbers the records, unless they are a repeat or out of order. */
	append(
		{ producerId, producerEpoch, baseSequence, isTransactional, records }: Batch,
		leaderEpoch: number
	): Appended {
		const baseOffset = this.endOffset;
		const answer =
			producerId >= 0
				? this.#expect({ producerId, producerEpoch }, { from: baseSequence, count: records.length })
				: null;
		if (answer) return answer;
		for (const [index, record] of records.entries())
			this.#push({
				...record,
				offset: this.endOffset,
				producerId,
				producerEpoch,
				sequence: baseSequence < 0 ? -1 : baseSequence + index,
				isTransactional,
				control: null,
				leaderEpoch
			});
		return { error: 'NONE', baseOffset, isDuplicate: false };
	}

	/** The end of a producer's transaction, as a record of its own. */
	appendMarker(
		{ producerId, producerEpoch }: ProducerIdentity,
		control: 'commit' | 'abort',
		at: { leaderEpoch: number; timestamp: number }
	): void {
		if (!this.#open.has(producerId)) return;
		this.#push({
			offset: this.endOffset,
			timestamp: at.timestamp,
			key: null,
			value: null,
			headers: [],
			producerId,
			producerEpoch,
			sequence: -1,
			isTransactional: true,
			control,
			leaderEpoch: at.leaderEpoch
		});
	}

	/** A follower's part: takes what its leader has, as it is. */
	replicate(records: readonly KafkaRecord[]): void {
		for (const record of records) {
			if (record.offset < this.endOffset) continue;
			this.#noteProducer(record);
			this.#push(record);
		}
	}

	/** Forgets what is from there on: another leader's log went on differently. */
	truncate(offset: number): void {
		if (offset >= this.endOffset) return;
		const kept = this.records.filter((record) => record.offset < offset);
		this.records = [];
		this.#producers.clear();
		this.#open.clear();
		this.#aborted.length = 0;
		this.#epochs = this.#epochs.filter(({ startOffset }) => startOffset < offset);
		for (const record of kept) {
			this.#noteProducer(record);
			this.#push(record);
		}
		this.endOffset = Math.max(offset, this.startOffset);
		this.highWatermark = Math.min(this.highWatermark, this.endOffset);
	}

	/** The newest leader epoch of what is below `offset`; -1 for an empty log. */
	epochBefore(offset: number): number {
		return this.#epochs.findLast(({ startOffset }) => startOffset < offset)?.epoch ?? -1;
	}

	/** Where records of later epochs than that begin. */
	endOfEpoch(epoch: number): number {
		return this.#epochs.find((each) => each.epoch > epoch)?.startOffset ?? this.endOffset;
	}

	/** Nothing of a transaction that has not ended stands before it. */
	get lastStableOffset(): number {
		let stable = this.highWatermark;
		for (const first of this.#open.values()) stable = Math.min(stable, first);
		return stable;
	}

	/** From `offset` to before `until`, at least one record, then as many as have room. */
	read(offset: number, until: number, maxBytes: number): KafkaRecord[] {
		const found: KafkaRecord[] = [];
		let bytes = 0;
		for (let index = this.#indexOf(offset); index < this.records.length; index++) {
			const record = this.records[index];
			if (!record || record.offset >= until) break;
			bytes += sizeOf(record);
			if (found.length > 0 && bytes > maxBytes) break;
			append(found, record);
		}
		return found;
	}

	abortedBetween(from: number, until: number): { producerId: number; firstOffset: number }[] {
		return this.#aborted
			.filter(({ firstOffset, lastOffset }) => lastOffset >= from && firstOffset < until)
			.map(({ producerId, firstOffset }) => ({ producerId, firstOffset }));
	}

	/** The first record that is not older; null when all are. */
	firstSince(timestamp: number): KafkaRecord | null {
		return this.records.find((record) => record.control === null && record.timestamp >= timestamp) ?? null;
	}

	/** What is before it is gone. @returns how many records went. */
	deleteBefore(offset: number): number {
		const until = Math.min(offset, this.highWatermark);
		if (until <= this.startOffset) return 0;
		const count = this.records.length;
		this.records = this.records.filter((record) => record.offset >= until);
		this.startOffset = until;
		return count - this.records.length;
	}

	/** By age and by size, oldest first; record by record, where Kafka drops whole segments. */
	retain(config: TopicConfig, now: number): number {
		const [maxMs, maxBytes] = [config.number('retention.ms'), config.number('retention.bytes')];
		let bytes = maxBytes < 0 ? 0 : this.records.reduce((sum, record) => sum + sizeOf(record), 0);
		let keepFrom = this.startOffset;
		for (const record of this.records) {
			const isOld = maxMs >= 0 && now - record.timestamp > maxMs;
			if (!isOld && (maxBytes < 0 || bytes <= maxBytes)) break;
			bytes -= sizeOf(record);
			keepFrom = record.offset + 1;
		}
		return this.deleteBefore(keepFrom);
	}

	/**
	 * Of each key the newest stays; a record without a value (a tombstone) goes too, once it is old enough.
	 * The newest record of all stays, as a segment that is still written is never cleaned.
	 */
	compact(config: TopicConfig, now: number): number {
		const newest = new Map<string, number>();
		for (const { key, offset } of this.records)
			if (key && offset < this.highWatermark) newest.set(keyText(key), offset);
		const count = this.records.length;
		const tombstoneMs = config.number('delete.retention.ms');
		this.records = this.records.filter(({ key, value, offset, control, timestamp }) => {
			if (control !== null || !key || offset >= this.highWatermark || offset === this.endOffset - 1)
				return true;
			if (newest.get(keyText(key)) !== offset) return false;
			return value !== null || now - timestamp <= tombstoneMs;
		});
		return count - this.records.length;
	}

	/** @returns null when the batch is what comes next. */
	#expect(
		{ producerId, producerEpoch }: ProducerIdentity,
		sequence: { from: number; count: number }
	): Appended | null {
		const known = this.#producers.get(producerId);
		if (known && producerEpoch < known.epoch) return { error: 'INVALID_PRODUCER_EPOCH' };
		if (known?.epoch === producerEpoch && sequence.from !== known.nextSequence) {
			const repeated = this.records.findLast(
				(record) =>
					record.producerId === producerId &&
					record.producerEpoch === producerEpoch &&
					record.control === null &&
					record.sequence === sequence.from
			);
			return repeated
				? { error: 'NONE', baseOffset: repeated.offset, isDuplicate: true }
				: { error: 'OUT_OF_ORDER_SEQUENCE_NUMBER' };
		}
		if (known && producerEpoch > known.epoch && sequence.from !== 0)
			return { error: 'OUT_OF_ORDER_SEQUENCE_NUMBER' };
		this.#producers.set(producerId, { epoch: producerEpoch, nextSequence: sequence.from + sequence.count });
		return null;
	}

	/** A follower learns of producers from what it copies: it may lead one day. */
	#noteProducer({ producerId, producerEpoch, sequence, control }: KafkaRecord): void {
		if (producerId >= 0 && control === null)
			this.#producers.set(producerId, { epoch: producerEpoch, nextSequence: sequence + 1 });
	}

	/** A marker of a later epoch shuts out the producer before it (KIP-98, "zombie fencing"). */
	#noteMarker({ producerId, producerEpoch }: KafkaRecord): void {
		const known = this.#producers.get(producerId);
		if (!known || producerEpoch > known.epoch)
			this.#producers.set(producerId, { epoch: producerEpoch, nextSequence: 0 });
	}

	#push(record: KafkaRecord): void {
		append(this.records, record);
		this.endOffset = record.offset + 1;
		const { producerId, leaderEpoch } = record;
		if ((this.#epochs.at(-1)?.epoch ?? -1) < leaderEpoch)
			append(this.#epochs, { epoch: leaderEpoch, startOffset: record.offset });
		if (record.control !== null) {
			this.#noteMarker(record);
			const firstOffset = this.#open.get(producerId);
			this.#open.delete(producerId);
			if (record.control === 'abort' && firstOffset !== undefined)
				append(this.#aborted, { producerId, firstOffset, lastOffset: record.offset });
		} else if (record.isTransactional && !this.#open.has(producerId))
			this.#open.set(producerId, record.offset);
	}

	/** Of the first record at or after the offset. */
	#indexOf(offset: number): number {
		let [low, high] = [0, this.records.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.records[middle]?.offset ?? 0) < offset) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

/** Of a record in a log: its key, its value and about 70 bytes of its own. */
export function sizeOf({ key, value }: NewRecord): number {
	return 70 + (key?.length ?? 0) + (value?.length ?? 0);
}

function keyText(key: Uint8Array): string {
	return key.join();
}
