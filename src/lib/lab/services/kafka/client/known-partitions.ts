import type { Cluster } from './cluster.ts';
import { KafkaJSStaleTopicMetadataAssignment } from './errors.ts';

/** The partitions of its topics that a member knew of when the group last dealt them out. */
export class KnownPartitions {
	readonly #cluster: Cluster;
	readonly #topics: readonly string[];
	#known: ReadonlySet<string> | null = null;
	#metadata: object | null = null;

	constructor(cluster: Cluster, topics: readonly string[]) {
		this.#cluster = cluster;
		this.#topics = topics;
	}

	/** Takes over what the cluster has now. */
	update(): void {
		this.#metadata = this.#cluster.pool.metadata;
		this.#known = new Set(
			this.#topics.flatMap((topic) => this.#partitionsOf(topic).map((partition) => `${topic}/${partition}`))
		);
	}

	has(topic: string, partition: number): boolean {
		return this.#known?.has(`${topic}/${partition}`) === true;
	}

	/** A topic that grew is dealt out anew. */
	expectNoOthers(): void {
		const { metadata } = this.#cluster.pool;
		if (!this.#known || metadata === this.#metadata) return;
		for (const topic of this.#topics) {
			const unknownPartitions = this.#partitionsOf(topic).filter((partition) => !this.has(topic, partition));
			if (unknownPartitions.length > 0)
				throw new KafkaJSStaleTopicMetadataAssignment('Topic has been updated', { topic, unknownPartitions });
		}
		this.#metadata = metadata;
	}

	#partitionsOf(topic: string): number[] {
		return this.#cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId);
	}
}
