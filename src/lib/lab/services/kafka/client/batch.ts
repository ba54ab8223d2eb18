import type { KafkaRecord, ResponseOf } from '../protocol.ts';
import { messageFrom } from './records.ts';
import type { KafkaMessage } from './types.ts';

/** What one fetch brought of one partition, without what was aborted and without marks of transactions (`src/consumer/batch.js`). */
export class Batch {
	readonly topic: string;
	readonly partition: number;
	readonly highWatermark: string;
	readonly messages: KafkaMessage[];
	readonly #fetchedOffset: number;
	readonly #isEmptyRaw: boolean;
	readonly #first: number | null;
	readonly #last: number | null;

	constructor(fetchedOffset: number, fetched: ResponseOf<'Fetch'>['partitions'][number]) {
		const { topic, partition, highWatermark, records } = fetched;
		this.#fetchedOffset = fetchedOffset;
		this.topic = topic;
		this.partition = partition;
		this.highWatermark = String(highWatermark);
		const within = records.filter(({ offset }) => offset >= fetchedOffset);
		this.#isEmptyRaw = records.length === 0;
		this.#first = within[0]?.offset ?? null;
		this.#last = within.at(-1)?.offset ?? null;
		this.messages = withoutAborted(within, fetched.abortedTransactions)
			.filter(({ control }) => control === null)
			.map(messageFrom);
	}

	isEmpty(): boolean {
		return this.messages.length === 0;
	}

	/** Something was there, and nothing of it is for the program. */
	isEmptyDueToFiltering(): boolean {
		return this.isEmpty() && !this.#isEmptyRaw;
	}

	firstOffset(): string | null {
		return this.#first === null ? null : String(this.#first);
	}

	lastOffset(): string {
		if (this.#last !== null) return String(this.#last);
		return String(this.#isEmptyRaw ? Number(this.highWatermark) - 1 : this.#fetchedOffset);
	}

	/** How many messages come after this batch. */
	offsetLag(): string {
		return String(Number(this.highWatermark) - 1 - Number(this.lastOffset()));
	}

	/** The same, counted from its first message. */
	offsetLagLow(): string {
		return this.#first === null ? '0' : String(Number(this.highWatermark) - 1 - this.#first);
	}
}

// Programs hold batches, and checks share the class with them.
Object.freeze(Batch);
Object.freeze(Batch.prototype);

/** An aborted transaction reaches from its first offset to the producer's next mark. */
function withoutAborted(
	records: readonly KafkaRecord[],
	abortedTransactions: readonly { producerId: number; firstOffset: number }[]
): readonly KafkaRecord[] {
	if (abortedTransactions.length === 0) return records;
	const ahead = abortedTransactions.toSorted((a, b) => a.firstOffset - b.firstOffset);
	const aborted = new Set<number>();
	return records.filter(({ offset, producerId, isTransactional, control }) => {
		for (let next = ahead[0]; next && offset >= next.firstOffset; next = ahead[0]) {
			aborted.add(next.producerId);
			ahead.shift();
		}
		if (control !== null) {
			if (control === 'abort') aborted.delete(producerId);
			return true;
		}
		return !(isTransactional && aborted.has(producerId));
	});
}
