import type { Process } from '../../kernel/process.ts';
import type { BrokerLinks } from './broker-links.ts';
import type { RequestOf, ResponseOf } from './protocol.ts';
import type { Replica } from './replica.ts';

/** `replica.fetch.wait.max.ms` and `replica.fetch.backoff.ms` */
const FOLLOW = { maxWaitMs: 500, backoffMs: 1_000 };

/** A broker's part as a follower: it asks each leader for what comes next, again and again. */
export class Following {
	readonly #process: Process;
	readonly #nodeId: number;
	readonly #replicas: ReadonlyMap<string, Replica>;
	readonly #links: BrokerLinks;
	readonly #leaders = new Set<number>();

	constructor(
		{ process, nodeId }: { process: Process; nodeId: number },
		replicas: ReadonlyMap<string, Replica>,
		links: BrokerLinks
	) {
		this.#process = process;
		this.#nodeId = nodeId;
		this.#replicas = replicas;
		this.#links = links;
	}

	/** Nothing is asked any more of brokers that lead nothing here; an answer that is still out may never come. */
	forgetOthers(): void {
		const wanted = new Set([...this.#replicas.values()].map(({ leader }) => leader));
		for (const leader of this.#leaders) if (!wanted.has(leader)) this.#links.to(leader).drop();
	}

	/** Copies what that broker leads, until it leads nothing that is to be copied. */
	follow(leader: number): void {
		if (this.#leaders.has(leader)) return;
		this.#leaders.add(leader);
		const step = async (): Promise<void> => {
			const followed = [...this.#replicas.values()].filter(
				(replica) => !replica.isLeader && replica.leader === leader
			);
			if (followed.length === 0 || this.#process.hasEnded) {
				this.#leaders.delete(leader);
				return;
			}
			const epochs = new Map(followed.map((replica) => [replica, replica.leaderEpoch]));
			try {
				const response = await this.#links.to(leader).request('Fetch', this.#requestFor(followed), true);
				this.#copy(response, epochs);
			} catch {
				await this.#process.sleep(FOLLOW.backoffMs);
			}
			return step();
		};
		void step();
	}

	#requestFor(followed: readonly Replica[]): RequestOf<'Fetch'> {
		return {
			replicaId: this.#nodeId,
			maxWaitMs: FOLLOW.maxWaitMs,
			minBytes: 1,
			maxBytes: Number.POSITIVE_INFINITY,
			isolation: 'read_uncommitted',
			partitions: followed.map(({ log, state: { topic, partition } }) => ({
				topic,
				partition,
				fetchOffset: log.endOffset,
				maxBytes: Number.POSITIVE_INFINITY,
				lastEpoch: log.epochBefore(log.endOffset)
			}))
		};
	}

	/** What was asked in an epoch that is over is not taken. */
	#copy({ partitions }: ResponseOf<'Fetch'>, epochs: ReadonlyMap<Replica, number>): void {
		let isStale = false;
		for (const { topic, partition, error, records, ...facts } of partitions) {
			const replica = this.#replicas.get(`${topic}/${partition}`);
			if (!replica || replica.isLeader || epochs.get(replica) !== replica.leaderEpoch) continue;
			if (error !== 'NONE') isStale = true;
			else if (facts.divergesAt !== null) replica.forget(facts.divergesAt);
			else {
				replica.copy(records, facts.highWatermark);
				replica.log.deleteBefore(facts.logStartOffset);
			}
		}
		if (isStale) throw new Error('that broker leads no more');
	}
}
