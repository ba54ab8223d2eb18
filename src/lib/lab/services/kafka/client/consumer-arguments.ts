import { KafkaJSNonRetriableError } from './errors.ts';
import type { TopicSelection } from './subscription-state.ts';
import { parsedOffset } from './types.ts';

/** What programs give to `pause`, `resume`, `seek` and `commitOffsets` is theirs to get wrong. */
export function expectSelections(what: string, selections: readonly (TopicSelection | undefined)[]): void {
	for (const selection of selections) {
		if (!selection?.topic)
			throw new KafkaJSNonRetriableError(`Invalid topic ${String(selection?.topic ?? selection)}`);
		const partitions: unknown = selection.partitions;
		if (partitions !== undefined && (!Array.isArray(partitions) || partitions.some(Number.isNaN)))
			throw new KafkaJSNonRetriableError(
				`Array of valid partitions required to ${what} specific partitions instead of ${String(partitions)}`
			);
	}
}

/** The offset as a number. */
export function expectOffset({
	topic,
	partition,
	offset
}: {
	topic: string;
	partition: number;
	offset: string;
}): number {
	if (!topic) throw new KafkaJSNonRetriableError(`Invalid topic ${topic}`);
	if (Number.isNaN(Number(partition)))
		throw new KafkaJSNonRetriableError(`Invalid partition, expected a number received ${partition}`);
	try {
		return parsedOffset(offset);
	} catch {
		throw new KafkaJSNonRetriableError(`Invalid offset, expected a long received ${offset}`);
	}
}
