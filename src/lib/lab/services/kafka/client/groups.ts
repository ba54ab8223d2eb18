import type { Process } from '../../../kernel/process.ts';
import { Buffer } from '../../../runtime/buffer.ts';
import { append } from '../../../runtime/host.ts';
import type { Cluster } from './cluster.ts';
import { expectNoFault } from './faults.ts';
import { retrierOf, type RetryOptions } from './retry.ts';

/** What the coordinators know of these groups. */
export async function describeGroups(
	{ cluster, process, retry }: { cluster: Cluster; process: Process; retry: RetryOptions },
	groupIds: readonly string[]
) {
	const described = await Promise.all(
		groupIds.map(async (groupId) => {
			const coordinator = await cluster.findGroupCoordinator({ groupId });
			return retrierOf(
				process,
				retry
			)(async () => {
				const { groups } = await coordinator.request('DescribeGroups', { groupIds: [groupId] });
				expectNoFault(groups);
				return groups;
			});
		})
	);
	return described.flat().map(({ groupId, state, protocolType, protocol, members }) => ({
		errorCode: 0,
		groupId,
		state,
		protocolType,
		protocol,
		members: members.map(({ memberId, clientId, clientHost, metadata, assignment }) => ({
			memberId,
			clientId,
			clientHost,
			memberMetadata: Buffer.from(metadata),
			memberAssignment: Buffer.from(assignment)
		}))
	}));
}

/** Each coordinator is asked for its own. */
export async function listGroups(cluster: Cluster) {
	await cluster.refreshMetadata();
	const groups: { groupId: string; protocolType: string }[] = [];
	for (const nodeId of cluster.getNodeIds()) {
		const broker = await cluster.findBroker({ nodeId });
		for (const group of (await broker.request('ListGroups', {})).groups) append(groups, group);
	}
	return { groups };
}
