import type { Process } from '../../kernel/process.ts';
import { append } from '../../runtime/host.ts';
import type { BrokerLinks } from './broker-links.ts';
import type { Cluster } from './cluster.ts';
import type { ErrorName } from './errors.ts';
import type { RequestOf, TopicPartition } from './protocol.ts';
import type { WriteMarkers } from './transactions.ts';

type Request = RequestOf<'WriteTxnMarkers'>;

interface Surroundings {
	cluster: Cluster;
	process: Process;
	nodeId: number;
	links: BrokerLinks;
}

const RETRY_MS = 1_000;

/**
 * A coordinator of transactions has the end of one written: its own partitions at once, those of others by asking
 * until they have done it.
 */
export function markEnds(
	{ cluster, process, nodeId, links }: Surroundings,
	writeOwn: (request: Request) => ErrorName
): WriteMarkers {
	const ask = async (leader: number, request: Request): Promise<ErrorName> => {
		try {
			return (await links.to(leader).request('WriteTxnMarkers', request, false)).error;
		} catch {
			return 'REQUEST_TIMED_OUT';
		}
	};
	const markAll: WriteMarkers = async (request, isWanted) => {
		const failed: TopicPartition[] = [];
		for (const [leader, partitions] of byLeader(cluster, request.partitions)) {
			const part = { ...request, partitions };
			const error =
				leader === nodeId ? writeOwn(part) : leader < 0 ? 'LEADER_NOT_AVAILABLE' : await ask(leader, part);
			if (error !== 'NONE') for (const each of partitions) append(failed, each);
		}
		if (failed.length === 0) return;
		await process.sleep(RETRY_MS);
		if (isWanted()) await markAll({ ...request, partitions: failed }, isWanted);
	};
	return markAll;
}

/** Those of topics that are deleted need no end. */
function byLeader(cluster: Cluster, partitions: readonly TopicPartition[]): Map<number, TopicPartition[]> {
	const found = new Map<number, TopicPartition[]>();
	for (const { topic, partition } of partitions) {
		const leader = cluster.partition(topic, partition)?.leader;
		if (leader === undefined) continue;
		const known = found.get(leader) ?? [];
		append(known, { topic, partition });
		found.set(leader, known);
	}
	return found;
}
