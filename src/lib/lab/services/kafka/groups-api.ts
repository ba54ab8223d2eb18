import type { Process } from '../../kernel/process.ts';
import type { Offsets } from './cluster-state.ts';
import type { Cluster } from './cluster.ts';
import type { ErrorName } from './errors.ts';
import { refusedJoin } from './group-member.ts';
import { Group } from './group.ts';
import type { RequestOf, ResponseOf, TopicPartition } from './protocol.ts';

const SESSION_MIN_MS = 6_000;
const SESSION_MAX_MS = 1_800_000;

/** What a broker does as the coordinator of consumer groups. */
export class GroupsApi {
	readonly #cluster: Cluster;
	readonly #process: Process;
	readonly #nodeId: number;
	readonly #groups = new Map<string, Group>();

	constructor(cluster: Cluster, { process, nodeId }: { process: Process; nodeId: number }) {
		this.#cluster = cluster;
		this.#process = process;
		this.#nodeId = nodeId;
	}

	/** What others coordinate now is theirs; what has become this one's goes on at once. */
	hear(): void {
		for (const [groupId, group] of this.#groups)
			if (!this.#isMine(groupId)) {
				group.unload();
				this.#groups.delete(groupId);
			}
		for (const groupId of this.#cluster.groups.keys()) if (this.#isMine(groupId)) this.#group(groupId);
	}

	/** Offsets of groups that have been empty for too long are forgotten. */
	forgetOffsets(): void {
		for (const [groupId, { emptySince }] of this.#cluster.groups) {
			if (emptySince === null || !this.#isMine(groupId)) continue;
			if (this.#process.now() - emptySince >= this.#cluster.options.offsetsRetentionMs)
				this.#deleteOne(groupId);
		}
	}

	join(
		request: RequestOf<'JoinGroup'>,
		host: string,
		answer: (response: ResponseOf<'JoinGroup'>) => void
	): void {
		const refused = (error: ErrorName) => answer(refusedJoin(error, request.memberId));
		if (!this.#isMine(request.groupId)) return refused('NOT_COORDINATOR_FOR_GROUP');
		if (request.sessionTimeoutMs < SESSION_MIN_MS || request.sessionTimeoutMs > SESSION_MAX_MS)
			return refused('INVALID_SESSION_TIMEOUT');
		this.#group(request.groupId).join(request, host, answer);
	}

	sync(request: RequestOf<'SyncGroup'>, answer: (response: ResponseOf<'SyncGroup'>) => void): void {
		if (this.#isMine(request.groupId)) this.#group(request.groupId).sync(request, answer);
		else answer({ error: 'NOT_COORDINATOR_FOR_GROUP', assignment: new Uint8Array(0) });
	}

	heartbeat(request: RequestOf<'Heartbeat'>): ErrorName {
		return this.#isMine(request.groupId)
			? this.#group(request.groupId).heartbeat(request)
			: 'NOT_COORDINATOR_FOR_GROUP';
	}

	leave({ groupId, memberId }: RequestOf<'LeaveGroup'>): ErrorName {
		return this.#isMine(groupId) ? this.#group(groupId).leave(memberId) : 'NOT_COORDINATOR_FOR_GROUP';
	}

	commit({
		groupId,
		generationId,
		memberId,
		offsets
	}: RequestOf<'OffsetCommit'>): ResponseOf<'OffsetCommit'> {
		const error = this.#isMine(groupId)
			? this.#group(groupId).commitError(generationId, memberId)
			: 'NOT_COORDINATOR_FOR_GROUP';
		const committed: Offsets = this.#cluster.offsets.get(groupId) ?? new Map();
		if (error === 'NONE') this.#cluster.offsets.set(groupId, committed);
		return {
			partitions: offsets.map(({ topic, partition, offset, metadata }) => {
				if (error !== 'NONE') return { topic, partition, error };
				if (!this.#cluster.partition(topic, partition))
					return { topic, partition, error: 'UNKNOWN_TOPIC_OR_PARTITION' };
				const key = `${topic}/${partition}`;
				committed.set(key, { offset, metadata });
				this.#process.state(`committed/${groupId}/${key}`, 'set', offset);
				return { topic, partition, error: 'NONE' };
			})
		};
	}

	fetchOffsets({ groupId, partitions }: RequestOf<'OffsetFetch'>): ResponseOf<'OffsetFetch'> {
		if (!this.#isMine(groupId)) return { error: 'NOT_COORDINATOR_FOR_GROUP', partitions: [] };
		const committed: Offsets = this.#cluster.offsets.get(groupId) ?? new Map();
		const asked = partitions ?? [...committed.keys()].map(partitionFrom);
		return {
			error: 'NONE',
			partitions: asked.map(({ topic, partition }) => {
				const { offset = -1, metadata = null } = committed.get(`${topic}/${partition}`) ?? {};
				return { topic, partition, error: 'NONE', offset, metadata };
			})
		};
	}

	describe({ groupIds }: RequestOf<'DescribeGroups'>): ResponseOf<'DescribeGroups'> {
		return {
			groups: groupIds.map((groupId) => {
				const isMine = this.#isMine(groupId);
				const isKnown = isMine && this.#isKnown(groupId);
				const group = this.#groups.get(groupId);
				if (isKnown && group) return group.describe();
				return {
					error: isMine ? 'NONE' : 'NOT_COORDINATOR_FOR_GROUP',
					groupId,
					state: isKnown ? 'Empty' : 'Dead',
					protocolType: isKnown ? 'consumer' : '',
					protocol: '',
					members: []
				};
			})
		};
	}

	list(): ResponseOf<'ListGroups'> {
		const all = new Set([...this.#groups.keys(), ...this.#cluster.offsets.keys()]);
		const mine = [...all].filter((groupId) => this.#isMine(groupId) && this.#isKnown(groupId));
		return { groups: mine.map((groupId) => ({ groupId, protocolType: 'consumer' })) };
	}

	delete({ groupIds }: RequestOf<'DeleteGroups'>): ResponseOf<'DeleteGroups'> {
		return { groups: groupIds.map((groupId) => ({ groupId, error: this.#deleteOne(groupId) })) };
	}

	#deleteOne(groupId: string): ErrorName {
		if (!this.#isMine(groupId)) return 'NOT_COORDINATOR_FOR_GROUP';
		if (this.#groups.get(groupId)?.isEmpty === false) return 'NON_EMPTY_GROUP';
		if (!this.#isKnown(groupId)) return 'GROUP_ID_NOT_FOUND';
		this.#cluster.offsets.delete(groupId);
		this.#cluster.groups.delete(groupId);
		this.#groups.delete(groupId);
		return 'NONE';
	}

	/** Somebody has been its member, or has committed for it. */
	#isKnown(groupId: string): boolean {
		const { groups, offsets } = this.#cluster;
		return groups.has(groupId) || offsets.has(groupId) || this.#groups.get(groupId)?.isEmpty === false;
	}

	#isMine(groupId: string): boolean {
		return this.#cluster.coordinatorOf(groupId) === this.#nodeId;
	}

	#group(groupId: string): Group {
		let group = this.#groups.get(groupId);
		if (!group) {
			group = new Group(groupId, this.#process, {
				snapshot: this.#cluster.groups.get(groupId) ?? null,
				initialDelayMs: this.#cluster.options.initialRebalanceDelayMs,
				keep: (snapshot) => {
					if (this.#isMine(groupId)) this.#cluster.groups.set(groupId, snapshot);
				}
			});
			this.#groups.set(groupId, group);
		}
		return group;
	}
}

function partitionFrom(key: string): TopicPartition {
	const at = key.lastIndexOf('/');
	return { topic: key.slice(0, at), partition: Number(key.slice(at + 1)) };
}
