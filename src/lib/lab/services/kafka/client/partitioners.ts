import { currentProcess } from '../../../kernel/current.ts';
import { Buffer } from '../../../runtime/buffer.ts';
import { legacyMurmur2, murmur2 } from './murmur2.ts';
import type { PartitionMetadata, Partitioner } from './types.ts';

type Hash = (data: Uint8Array) => number;

const toPositive = (value: number) => value & 0x7fff_ffff;

/** The partition the message names; else that of its key; else one after the other (`partitioners/legacy/partitioner.js`). */
function partitionerBy(hash: Hash): () => Partitioner {
	return () => {
		const { random } = currentProcess();
		const counters = new Map<string, number>();
		const next = (topic: string) => {
			const count = (counters.get(topic) ?? random.below(2 ** 32)) + 1;
			counters.set(topic, count);
			return toPositive(count);
		};
		return ({ topic, partitionMetadata, message }) => {
			const { partition, key } = message;
			if (partition !== null && partition !== undefined) return partition;
			if (key !== null && key !== undefined)
				return (
					toPositive(hash(Buffer.isBuffer(key) ? key : Buffer.from(String(key)))) % partitionMetadata.length
				);
			const available = partitionMetadata.filter(({ leader }) => leader >= 0);
			const chosen: PartitionMetadata | undefined = available[next(topic) % available.length];
			return chosen ? chosen.partitionId : next(topic) % partitionMetadata.length;
		};
	};
}

const DefaultPartitioner = partitionerBy(murmur2);

export const Partitioners = {
	DefaultPartitioner,
	LegacyPartitioner: partitionerBy(legacyMurmur2),
	/** Its name before 2.0. */
	JavaCompatiblePartitioner: DefaultPartitioner
};
