import type { Process } from '../../../kernel/process.ts';
import { Buffer } from '../../../runtime/buffer.ts';
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
