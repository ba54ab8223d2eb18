import { append } from '../../../runtime/host.ts';
import { AssignerProtocol } from './assigner-protocol.ts';
import type { Assignment, PartitionAssigner } from './types.ts';

/** All partitions of all topics, dealt out in turn to the members in the order of their ids. */
const roundRobin: PartitionAssigner = ({ cluster }) => ({
	name: 'RoundRobinAssigner',
	version: 0,
	async assign({ members, topics }) {
		const memberIds = members.map(({ memberId }) => memberId).toSorted();
		const all = topics.flatMap((topic) =>
			cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => ({ topic, partitionId }))
		);
		const assignments = new Map<string, Assignment>();
		for (const [index, { topic, partitionId }] of all.entries()) {
			const memberId = memberIds[index % memberIds.length] ?? '';
			const assignment = assignments.get(memberId) ?? {};
			append((assignment[topic] ??= []), partitionId);
			assignments.set(memberId, assignment);
		}
		return [...assignments].map(([memberId, assignment]) => ({
			memberId,
			memberAssignment: AssignerProtocol.MemberAssignment.encode({ version: 0, assignment })
		}));
	},
	protocol: ({ topics }) => ({
		name: 'RoundRobinAssigner',
		metadata: AssignerProtocol.MemberMetadata.encode({ version: 0, topics })
	})
});

export const PartitionAssigners = { roundRobin };
