import type { Process } from '../../kernel/process.ts';
import type { PartitionState } from './cluster-state.ts';
import type { Cluster } from './cluster.ts';
import type { ErrorName } from './errors.ts';
import { sizeOf, type Batch, type PartitionLog } from './partition-log.ts';

/** What somebody waits for: a produced batch for replicas, a fetch for records. */
interface Waiting {
	isDone(): boolean;
	done(): void;
}

/** What a leader knows of a follower. */
interface Follower {
	endOffset: number;
	/** When it last had all there was. */
	caughtUpAt: number;
	/** Its last request: when, and where the leader's log ended then. */
	askedAt: number;
	endWhenAsked: number;
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
	readonly #followers = new Map<number, Follower>();
	/** Where this leader began: who has not come so far may miss what was committed before. */
	#epochStart = 0;
	#waiting = new Set<Waiting>();

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

	/** All in sync have all there is. */
	get isReplicated(): boolean {
		return this.log.highWatermark === this.log.endOffset;
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
			if (nodeId !== this.#nodeId) this.#followers.set(nodeId, newFollower(this.#now));
		this.#epochStart = this.log.endOffset;
		const waiting = this.#waiting;
		this.#waiting = new Set();
		for (const each of waiting) each.done();
		if (!this.isLeader) return;
		this.#advance();
		this.showState();
		if (leaderEpoch > 0) this.showLog();
	}

	append(batch: Batch, acks: -1 | 0 | 1): { error: ErrorName; baseOffset: number } {
		const refused = this.#refusalOf(batch, acks);
		if (refused !== 'NONE') return { error: refused, baseOffset: -1 };
		const before = this.log.endOffset;
		const appended = this.log.append(batch, this.leaderEpoch);
		if (appended.error !== 'NONE') return { error: appended.error, baseOffset: -1 };
		this.#show(this.log, before);
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
		const [end, high] = [this.log.endOffset, this.log.highWatermark];
		const waiting: Waiting = {
			isDone: () => this.log.endOffset > end || this.log.highWatermark > high,
			done: callback
		};
		this.#waiting.add(waiting);
		return () => void this.#waiting.delete(waiting);
	}

	/** A follower asks for what comes at `offset`, so it has all before. */
	follow(nodeId: number, offset: number): void {
		const follower = this.#followers.get(nodeId);
		if (!follower) return;
		follower.endOffset = offset;
		if (offset >= this.log.endOffset) follower.caughtUpAt = this.#now;
		else if (offset >= follower.endWhenAsked)
			follower.caughtUpAt = Math.max(follower.caughtUpAt, follower.askedAt);
		follower.askedAt = this.#now;
		follower.endWhenAsked = this.log.endOffset;
		const isIn = this.state.isr.includes(nodeId);
		if (!isIn && offset >= this.log.highWatermark && offset >= this.#epochStart)
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

	/** A follower's part: forgets what its leader has not got. */
	forget(from: number): void {
		this.log.truncate(from);
		this.showLog();
	}

	get #now(): number {
		return this.#cluster.simulation.elapsedMs;
	}

	get #minimum(): number {
		return this.#cluster.topics.get(this.state.topic)?.config.number('min.insync.replicas') ?? 1;
	}

	#refusalOf({ records }: Batch, acks: -1 | 0 | 1): ErrorName {
		if (!this.isLeader) return 'NOT_LEADER_FOR_PARTITION';
		if (acks === -1 && this.state.isr.length < this.#minimum) return 'NOT_ENOUGH_REPLICAS';
		const config = this.#cluster.topics.get(this.state.topic)?.config;
		if (!config) return 'UNKNOWN_TOPIC_OR_PARTITION';
		let bytes = 0;
		for (const record of records) {
			bytes += sizeOf(record);
			if (record.key === null && config.isCompacted) return 'INVALID_RECORD';
		}
		return bytes > config.number('max.message.bytes') ? 'MESSAGE_TOO_LARGE' : 'NONE';
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
		else this.#waiting.add(waiting);
	}

	#wake(): void {
		if (this.#waiting.size === 0) return;
		for (const each of [...this.#waiting])
			if (this.#waiting.has(each) && each.isDone()) {
				this.#waiting.delete(each);
				each.done();
			}
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

	/** Retention takes from the front what figures show. */
	showTrim(): void {
		const { topic, partition } = this.state;
		const count = this.log.records.filter(({ control }) => control === null).length;
		this.#process.state(`log/${topic}/${partition}`, 'trim', count);
	}

	/** As its leader has it, anew: after compaction, an election, or when a replica has had to forget. */
	showLog(): void {
		const log = this.#cluster.logOf(this.state);
		if (!log || !this.#cluster.simulation.recorder.isTraced) return;
		const { topic, partition } = this.state;
		this.#process.state(`log/${topic}/${partition}`, 'delete');
		this.#show(log, log.startOffset);
	}

	#show(log: PartitionLog, from: number): void {
		if (!this.#cluster.simulation.recorder.isTraced) return;
		const { topic, partition } = this.state;
		for (const { offset, key, value, producerId, control } of log.read(
			from,
			log.endOffset,
			Number.POSITIVE_INFINITY
		))
			if (control === null)
				this.#process.state(`log/${topic}/${partition}`, 'append', {
					offset,
					key,
					value,
					...(producerId >= 0 && { producer: producerId })
				});
	}
}

function newFollower(now: number): Follower {
	return { endOffset: 0, caughtUpAt: now, askedAt: now, endWhenAsked: Number.POSITIVE_INFINITY };
}
