import { Buffer } from '../../../runtime/buffer.ts';
import type { RequestOf } from '../protocol.ts';
import { AssignerProtocol } from './assigner-protocol.ts';
import type { Cluster } from './cluster.ts';
import { KafkaJSNonRetriableError } from './errors.ts';
import type { Assigner } from './types.ts';

/** The work of the member that leads its group: who gets what, by the assigner that all members know. */
export async function assignedByLeader(
	{
		cluster,
		assigners,
		topics
	}: { cluster: Cluster; assigners: readonly Assigner[]; topics: ReadonlyMap<string, boolean> },
	protocol: string,
	members: readonly { memberId: string; metadata: Uint8Array }[]
): Promise<RequestOf<'SyncGroup'>['assignments']> {
	const assigner = assigners.find(({ name }) => name === protocol);
	if (!assigner)
		throw new KafkaJSNonRetriableError(
			`Unsupported partition assigner "${protocol}", the assigner wasn't found in the assigners list`
		);
	await cluster.refreshMetadata();
	const assigned = await assigner.assign({
		members: members.map(({ memberId, metadata }) => ({ memberId, memberMetadata: Buffer.from(metadata) })),
		topics: [...topics.keys()]
	});
	return assigned.map(({ memberId, memberAssignment }) => ({
		memberId,
		assignment: memberAssignment,
		shown: Object.entries(
			AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment ?? {}
		).flatMap(([topic, partitions]) => partitions.map((partition) => `${topic}/${partition}`))
	}));
}
