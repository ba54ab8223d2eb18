import type { RandomStream } from '../../kernel/random-stream.ts';
import type { GroupSnapshot } from './cluster-state.ts';
import type { ErrorName } from './errors.ts';
import type { GroupMember, RequestOf, ResponseOf } from './protocol.ts';

/** Answers a request that had to wait. */
export type Answer<Name extends 'JoinGroup' | 'SyncGroup'> = (response: ResponseOf<Name>) => void;

type Kept = GroupSnapshot['members'][number];
type Protocols = Kept['protocols'];

/** A member of a group, as its coordinator knows it. */
export interface Member extends Kept {
	joining: Answer<'JoinGroup'> | null;
	syncing: Answer<'SyncGroup'> | null;
	/** Takes back its session's end. */
	keepAlive: () => void;
}

export interface GroupSurroundings {
	/** What the coordinator before has left. */
	snapshot: GroupSnapshot | null;
	initialDelayMs: number;
	/** So that another coordinator can go on. */
	keep(snapshot: GroupSnapshot): void;
}

export const NOTHING = new Uint8Array(0);

export function joinedMember(
	request: RequestOf<'JoinGroup'>,
	host: string,
	joining: Answer<'JoinGroup'>
): Member {
	const { memberId, clientId, sessionTimeoutMs, rebalanceTimeoutMs, protocols } = request;
	return {
		...restoredMember({
			id: memberId,
			clientId,
			host,
			sessionTimeoutMs,
			rebalanceTimeoutMs,
			protocols,
			assignment: NOTHING,
			shown: []
		}),
		joining
	};
}

export function restoredMember(kept: Kept): Member {
	return { ...kept, joining: null, syncing: null, keepAlive: () => undefined };
}

export function shownMember(
	{ id, clientId, host, protocols, assignment }: Member,
	protocol: string
): GroupMember {
	const metadata = metadataFor(protocol, protocols);
	return { memberId: id, clientId, clientHost: `/${host}`, metadata, assignment };
}

export function metadataFor(protocol: string, protocols: Protocols): Uint8Array {
	return protocols.find(({ name }) => name === protocol)?.metadata ?? NOTHING;
}

/** Some protocol must be one that all members know. */
export function isAgreeable(
	{ memberId, protocols }: RequestOf<'JoinGroup'>,
	members: Iterable<Member>
): boolean {
	const others = [...members].filter(({ id }) => id !== memberId);
	return protocols.some(({ name }) =>
		others.every((other) => other.protocols.some((protocol) => protocol.name === name))
	);
}

/** The first of the first member's that all know. */
export function chosenProtocol(first: Member, all: readonly Member[]): string {
	const common = first.protocols.find(({ name }) =>
		all.every(({ protocols }) => protocols.some((each) => each.name === name))
	);
	return common?.name ?? '';
}

export function hasSameProtocols(member: Member, { protocols }: RequestOf<'JoinGroup'>): boolean {
	return (
		protocols.length === member.protocols.length &&
		protocols.every(({ name, metadata }, index) => {
			const before = member.protocols[index];
			return before?.name === name && areSame(before.metadata, metadata);
		})
	);
}

export function refusedJoin(error: ErrorName, memberId: string): ResponseOf<'JoinGroup'> {
	return { error, generationId: -1, protocol: '', leaderId: '', memberId, members: [] };
}

/** As Kafka's: the client's name and a UUID. */
export function newMemberId(clientId: string, random: RandomStream): string {
	let hex = '';
	for (let count = 0; count < 8; count++) hex += random.below(65_536).toString(16).padStart(4, '0');
	return `${clientId}-${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function areSame(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
