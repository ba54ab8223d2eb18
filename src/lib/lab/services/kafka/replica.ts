import type { Process } from '../../kernel/process.ts';
import { append } from '../../runtime/host.ts';
import type { Cluster, PartitionState } from './cluster.ts';
import type { ErrorName } from './errors.ts';
import { PartitionLog, type Batch } from './partition-log.ts';

/** What somebody waits for: a produced batch for replicas, a fetch for records. */
interface Waiting {
	isDone(): boolean;
	done(): void;
}

/** One broker's copy of a partition: its log outlives the broker's process, what it knows of followers does not. */
export class Replica {
	readonly log: PartitionLog;
	readonly state: PartitionState;
	/** What this broker believes: a broker that is cut off goes on leading until it hears otherwise. */
	leader = -1;
	leaderEpoch = -1;
	readonly #cluster: Cluster;
	readonly #process: Process;
	readonly #nodeId: number;
	/** Of each follower: how far it has come, and when it last had all. */
	readonly #followers = new Map<number, { endOffset: number; caughtUpAt: number }>();
	#waiting: Waiting[] = [];

	constructor(
		cluster: Cluster,
		{ process, nodeId }: { process: Process; nodeId: number },
		{ log, state }: { log: PartitionLog; state: PartitionState }
	) {
		this.#cluster = cluster;
		this.#process = process;
		this.#nodeId = nodeId;
		this.log = log;
		this.state = state;
	}

	get isLeader(): boolean {
		return this.leader === this.#nodeId;
	}

	/** Takes over what the controllers say. */
	hear(): void {
		const { leader, leaderEpoch } = this.state;
		if (leaderEpoch === this.leaderEpoch && leader === this.leader) return;
		this.leader = leader;
		this.leaderEpoch = leaderEpoch;
		this.#followers.clear();
		for (const nodeId of this.state.replicas)
			if (nodeId !== this.#nodeId) this.#followers.set(nodeId, { endOffset: 0, caughtUpAt: this.#now });
		const waiting = this.#waiting;
		this.#waiting = [];
		for (const each of waiting) each.done();
		if (this.isLeader) this.#advance();
	}

	append(batch: Batch, acks: -1 | 0 | 1): { error: ErrorName; baseOffset: number } {
		if (!this.isLeader) return { error: 'NOT_LEADER_FOR_PARTITION', baseOffset: -1 };
		const needed = this.#minimum;
		if (acks === -1 && this.state.isr.length < needed)
			return { error: 'NOT_ENOUGH_REPLICAS', baseOffset: -1 };
		const before = this.log.endOffset;
		const appended = this.log.append(batch, this.leaderEpoch);
		if (appended.error !== 'NONE') return { error: appended.error, baseOffset: -1 };
		this.#show(before);
		this.#advance();
		return { error: 'NONE', baseOffset: appended.baseOffset };
	}

	appendMarker(
		identity: { producerId: number; producerEpoch: number },
		control: 'commit' | 'abort'
	): boolean {
		if (!this.isLeader) return false;
		this.log.appendMarker(identity, control, {
			leaderEpoch: this.leaderEpoch,
			timestamp: this.#process.now()
		});
		this.#advance();
		return true;
	}

	/** When all in sync have what is before `offset`; or leadership has gone. Then the error there is. */
	whenReplicated(offset: number, done: (error: ErrorName) => void): void {
		const epoch = this.leaderEpoch;
		this.#wait({
			isDone: () => this.log.highWatermark >= offset,
			done: () => {
				if (this.leaderEpoch !== epoch) done('NOT_LEADER_FOR_PARTITION');
				else done(this.state.isr.length < this.#minimum ? 'NOT_ENOUGH_REPLICAS_AFTER_APPEND' : 'NONE');
			}
		});
	}

	/** Once, when something new can be read. Gives what takes it back. */
	whenGrown(callback: () => void): () => void {
		let isWanted = true;
		const [end, high] = [this.log.endOffset, this.log.highWatermark];
		this.#wait({
			isDone: () => !isWanted || this.log.endOffset > end || this.log.highWatermark > high,
			done: () => {
				if (isWanted) callback();
			}
		});
		return () => {
			isWanted = false;
		};
	}

	/** A follower asks for what comes at `offset`, so it has all before. */
	follow(nodeId: number, offset: number): void {
		const follower = this.#followers.get(nodeId);
		if (!follower) return;
		follower.endOffset = offset;
		if (offset >= this.log.endOffset) follower.caughtUpAt = this.#now;
		const isIn = this.state.isr.includes(nodeId);
		if (!isIn && offset >= this.log.highWatermark && offset >= this.log.endOffset)
			this.#changeIsr([...this.state.isr, nodeId]);
		this.#advance();
	}

	/** Followers that have been behind for too long are not waited for any more. */
	dropLaggards(): void {
		if (!this.isLeader) return;
		const inSync = this.state.isr.filter((nodeId) => {
			const follower = this.#followers.get(nodeId);
			return !follower || this.#now - follower.caughtUpAt <= this.#cluster.options.replicaLagMs;
		});
		if (inSync.length < this.state.isr.length) this.#changeIsr(inSync);
		this.#advance();
	}

	/** A follower's part: the leader's records, and how far all have them. */
	copy(records: Parameters<PartitionLog['replicate']>[0], highWatermark: number): void {
		this.log.replicate(records);
		this.log.highWatermark = Math.max(this.log.highWatermark, Math.min(highWatermark, this.log.endOffset));
	}

	get #now(): number {
		return this.#cluster.simulation.elapsedMs;
	}

	get #minimum(): number {
		return this.#cluster.topics.get(this.state.topic)?.config.number('min.insync.replicas') ?? 1;
	}

	#changeIsr(isr: readonly number[]): void {
		if (this.#cluster.changeIsr(this.#nodeId, this.state, isr)) this.showState();
	}

	/** What all in sync have is committed: nobody loses it while one of them lives. */
	#advance(): void {
		if (!this.isLeader) return;
		let high = this.log.endOffset;
		for (const nodeId of this.state.isr) {
			const follower = this.#followers.get(nodeId);
			if (follower) high = Math.min(high, follower.endOffset);
		}
		if (high > this.log.highWatermark) {
			this.log.highWatermark = high;
			if (this.state.replicas.length > 1) this.showState();
		}
		this.#wake();
	}

	#wait(waiting: Waiting): void {
		if (waiting.isDone()) waiting.done();
		else append(this.#waiting, waiting);
	}

	#wake(): void {
		if (this.#waiting.length === 0) return;
		const ready = this.#waiting.filter((each) => each.isDone());
		if (ready.length === 0) return;
		this.#waiting = this.#waiting.filter((each) => !ready.includes(each));
		for (const each of ready) each.done();
	}

	/** For figures. */
	showState(): void {
		const { topic, partition, leader, leaderEpoch, isr } = this.state;
		this.#process.state(`replica/${topic}/${partition}`, 'set', {
			leader: this.#cluster.nameOf(leader),
			epoch: leaderEpoch,
			inSync: isr.map((nodeId) => this.#cluster.nameOf(nodeId)),
			highWatermark: this.log.highWatermark
		});
	}

	/** Retention and compaction take from the front what figures show. */
	showTrim(): void {
		const { topic, partition } = this.state;
		this.#process.state(`log/${topic}/${partition}`, 'trim', this.log.records.length);
	}

	#show(from: number): void {
		const { topic, partition } = this.state;
		for (const { offset, key, value, producerId } of this.log.read(
			from,
			this.log.endOffset,
			Number.POSITIVE_INFINITY
		))
			this.#process.state(`log/${topic}/${partition}`, 'append', {
				offset,
				key,
				value,
				...(producerId >= 0 && { producer: producerId })
			});
	}
}
