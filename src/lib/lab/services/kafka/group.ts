import type { Process } from '../../kernel/process.ts';
import type { GroupSnapshot } from './cluster-state.ts';
import type { ErrorName } from './errors.ts';
import {
	chosenProtocol,
	hasSameProtocols,
	isAgreeable,
	joinedMember,
	metadataFor,
	newMemberId,
	NOTHING,
	refusedJoin,
	restoredMember,
	shownMember,
	type Answer,
	type GroupSurroundings,
	type Member
} from './group-member.ts';
import type { GroupState, RequestOf, ResponseOf } from './protocol.ts';

/**
 * A consumer group at its coordinator: the classic protocol (kafka.apache.org, "Group Membership Protocol";
 * KIP-394 for member ids). Members join, one of them assigns, all get their share; who is silent for a
 * session is out, and all join again.
 */
export class Group {
	readonly id: string;
	state: GroupState = 'Empty';
	generation = 0;
	protocol = '';
	#leaderId = '';
	readonly #members = new Map<string, Member>();
	/** Ids given out and not used yet. */
	readonly #promised = new Set<string>();
	readonly #process: Process;
	readonly #initialDelayMs: number;
	readonly #keep: (snapshot: GroupSnapshot) => void;
	#stopWaiting: (() => void) | null = null;
	/** The first members of a group are waited for. */
	#isDelayed = false;

	/** @param snapshot what the coordinator before has left */
	constructor(id: string, process: Process, { snapshot, initialDelayMs, keep }: GroupSurroundings) {
		this.id = id;
		this.#process = process;
		this.#initialDelayMs = initialDelayMs;
		this.#keep = keep;
		if (snapshot) this.#restore(snapshot);
	}

	/** Another broker coordinates it now: who waits for an answer here asks there. */
	unload(): void {
		this.#stopWaiting?.();
		for (const member of this.#members.values()) {
			member.keepAlive();
			member.joining?.(refusedJoin('NOT_COORDINATOR_FOR_GROUP', member.id));
			member.syncing?.({ error: 'NOT_COORDINATOR_FOR_GROUP', assignment: NOTHING });
		}
		this.#members.clear();
	}

	get isEmpty(): boolean {
		return this.#members.size === 0;
	}

	join(request: RequestOf<'JoinGroup'>, host: string, answer: Answer<'JoinGroup'>): void {
		const refused = (error: ErrorName, memberId = request.memberId) => answer(refusedJoin(error, memberId));
		if (request.memberId === '') {
			const memberId = newMemberId(request.clientId, this.#process.random);
			this.#promised.add(memberId);
			return refused('MEMBER_ID_REQUIRED', memberId);
		}
		const known = this.#members.get(request.memberId);
		if (!known && !this.#promised.has(request.memberId)) return refused('UNKNOWN_MEMBER_ID');
		if (!isAgreeable(request, this.#members.values())) return refused('INCONSISTENT_GROUP_PROTOCOL');
		this.#promised.delete(request.memberId);
		if (known && this.#hasAnswer(known) && hasSameProtocols(known, request)) {
			this.#keepAlive(known);
			return answer(this.#joined(known));
		}
		known?.keepAlive();
		const member = joinedMember(request, host, answer);
		this.#members.set(member.id, member);
		if (this.state !== 'PreparingRebalance') this.#prepare(known ? 'joined again' : 'joined');
		if (!this.#isDelayed) this.#completeWhenAllJoined();
	}

	sync(request: RequestOf<'SyncGroup'>, answer: Answer<'SyncGroup'>): void {
		const refused = (error: ErrorName) => answer({ error, assignment: NOTHING });
		const member = this.#members.get(request.memberId);
		if (!member) return refused('UNKNOWN_MEMBER_ID');
		if (request.generationId !== this.generation) return refused('ILLEGAL_GENERATION');
		if (this.state === 'PreparingRebalance') return refused('REBALANCE_IN_PROGRESS');
		this.#keepAlive(member);
		if (this.state === 'Stable') return answer({ error: 'NONE', assignment: member.assignment });
		member.syncing = answer;
		if (member.id !== this.#leaderId) return;
		for (const { memberId, assignment, shown } of request.assignments) {
			const assigned = this.#members.get(memberId);
			if (assigned) Object.assign(assigned, { assignment, shown });
		}
		this.#become('Stable');
		this.#save();
		for (const each of this.#members.values()) {
			each.syncing?.({ error: 'NONE', assignment: each.assignment });
			each.syncing = null;
			this.#keepAlive(each);
		}
	}

	heartbeat({ generationId, memberId }: RequestOf<'Heartbeat'>): ErrorName {
		const error = this.memberError(generationId, memberId);
		const member = this.#members.get(memberId);
		if (error !== 'NONE' || !member) return error;
		this.#keepAlive(member);
		return this.state === 'PreparingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE';
	}

	leave(memberId: string): ErrorName {
		if (this.#promised.delete(memberId)) return 'NONE';
		const member = this.#members.get(memberId);
		if (!member) return 'UNKNOWN_MEMBER_ID';
		this.#remove(member, 'left');
		return 'NONE';
	}

	/** Whether a member may speak for the group: who missed a rebalance may not commit. */
	memberError(generationId: number, memberId: string): ErrorName {
		if (!this.#members.has(memberId)) return 'UNKNOWN_MEMBER_ID';
		return generationId === this.generation ? 'NONE' : 'ILLEGAL_GENERATION';
	}

	commitError(generationId: number, memberId: string): ErrorName {
		if (generationId < 0) return this.isEmpty ? 'NONE' : 'UNKNOWN_MEMBER_ID';
		const error = this.memberError(generationId, memberId);
		if (error !== 'NONE') return error;
		const member = this.#members.get(memberId);
		if (member && this.state === 'Stable') this.#keepAlive(member);
		return this.state === 'CompletingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE';
	}

	describe(): ResponseOf<'DescribeGroups'>['groups'][number] {
		return {
			error: 'NONE',
			groupId: this.id,
			state: this.state,
			protocolType: 'consumer',
			protocol: this.protocol,
			members: [...this.#members.values()].map((member) => shownMember(member, this.protocol))
		};
	}

	/**
	 * Who asks once more, perhaps because the answer was lost, is no reason to have all join again. But when the
	 * leader of a stable group does, it wants to assign anew.
	 */
	#hasAnswer({ id }: Member): boolean {
		return this.state === 'CompletingRebalance' || (this.state === 'Stable' && id !== this.#leaderId);
	}

	#joined(member: Member): ResponseOf<'JoinGroup'> {
		const members =
			member.id === this.#leaderId
				? [...this.#members.values()].map(({ id, protocols }) => ({
						memberId: id,
						metadata: metadataFor(this.protocol, protocols)
					}))
				: [];
		return {
			error: 'NONE',
			generationId: this.generation,
			protocol: this.protocol,
			leaderId: this.#leaderId,
			memberId: member.id,
			members
		};
	}

	#prepare(why: string): void {
		for (const member of this.#members.values()) {
			member.syncing?.({ error: 'REBALANCE_IN_PROGRESS', assignment: NOTHING });
			member.syncing = null;
		}
		this.#process.mark(
			'rebalance',
			`group ${this.id}: preparing generation ${this.generation + 1}, a member ${why}`
		);
		this.#isDelayed = this.state === 'Empty' && this.#initialDelayMs > 0;
		this.#become('PreparingRebalance');
		const waitMs = Math.max(
			...[...this.#members.values()].map(({ rebalanceTimeoutMs }) => rebalanceTimeoutMs)
		);
		this.#stopWaiting?.();
		this.#stopWaiting = this.#process.setTimer(this.#isDelayed ? this.#initialDelayMs : waitMs, () =>
			this.#complete()
		);
	}

	#completeWhenAllJoined(): void {
		if (this.state !== 'PreparingRebalance') return;
		for (const { joining } of this.#members.values()) if (!joining) return;
		this.#complete();
	}

	/** Who has not joined by now is out. */
	#complete(): void {
		this.#stopWaiting?.();
		this.#stopWaiting = null;
		for (const member of this.#members.values())
			if (!member.joining) {
				member.keepAlive();
				this.#members.delete(member.id);
			}
		this.generation++;
		this.#isDelayed = false;
		const [first] = this.#members.values();
		if (!first) return this.#becomeEmpty();
		if (!this.#members.has(this.#leaderId)) this.#leaderId = first.id;
		this.protocol = chosenProtocol(first, [...this.#members.values()]);
		this.#become('CompletingRebalance');
		for (const member of this.#members.values()) {
			const { joining } = member;
			member.joining = null;
			this.#keepAlive(member);
			joining?.(this.#joined(member));
		}
	}

	#keepAlive(member: Member): void {
		member.keepAlive();
		member.keepAlive = this.#process.setTimer(member.sessionTimeoutMs, () => {
			// Who waits for the answer to its join is there.
			if (member.joining || this.#members.get(member.id) !== member) return;
			this.#remove(member, 'was silent for its session');
		});
	}

	#remove(member: Member, why: string): void {
		member.keepAlive();
		this.#members.delete(member.id);
		if (this.isEmpty) {
			this.#stopWaiting?.();
			this.generation++;
			this.#becomeEmpty();
		} else if (this.state === 'PreparingRebalance') this.#completeWhenAllJoined();
		else this.#prepare(why);
	}

	#becomeEmpty(): void {
		this.#isDelayed = false;
		this.#become('Empty');
		this.#save();
	}

	#save(): void {
		this.#keep({
			generation: this.generation,
			protocol: this.protocol,
			leaderId: this.#leaderId,
			members: [...this.#members.values()].map((member) => ({ ...member })),
			emptySince: this.isEmpty ? this.#process.now() : null
		});
	}

	#restore({ generation, protocol, leaderId, members }: GroupSnapshot): void {
		this.generation = generation;
		this.protocol = protocol;
		this.#leaderId = leaderId;
		for (const kept of members) {
			const member = restoredMember(kept);
			this.#members.set(member.id, member);
			this.#keepAlive(member);
		}
		this.#become(this.isEmpty ? 'Empty' : 'Stable');
	}

	#become(state: GroupState): void {
		this.state = state;
		const members: Record<string, readonly string[]> = {};
		for (const { id, shown } of this.#members.values()) members[id] = state === 'Stable' ? shown : [];
		this.#process.state(`group/${this.id}`, 'set', {
			state,
			generation: this.generation,
			leader: this.#leaderId,
			members
		});
	}
}
