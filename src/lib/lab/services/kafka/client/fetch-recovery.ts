import type { Cluster } from './cluster.ts';
import type { ConsumerGroup } from './consumer-group.ts';
import {
	KafkaJSBrokerNotFound,
	KafkaJSConnectionClosedError,
	KafkaJSOffsetOutOfRange,
	KafkaJSStaleTopicMetadataAssignment,
	KafkaJSTopicMetadataNotLoaded
} from './errors.ts';
import { isProtocolFault, isStaleMetadata, messageOf } from './failures.ts';
import type { Logger } from './logger.ts';

/** What a member does when it could not fetch; throws what it can do nothing about. */
export async function recoverFromFetch(
	error: unknown,
	group: ConsumerGroup,
	{ cluster, logger }: { cluster: Cluster; logger: Logger }
): Promise<void> {
	const { groupId, memberId } = group;
	const isStale =
		isStaleMetadata(error) ||
		isProtocolFault(error, 'FENCED_LEADER_EPOCH') ||
		error instanceof KafkaJSTopicMetadataNotLoaded;
	if (isStale) {
		logger.debug('Stale cluster metadata, refreshing...', { groupId, memberId, error: messageOf(error) });
		await cluster.refreshMetadata();
		await group.joinAndSync();
	} else if (error instanceof KafkaJSStaleTopicMetadataAssignment) {
		const { topic, unknownPartitions } = error;
		logger.warn(`${error.message}, resync group`, { groupId, memberId, topic, unknownPartitions });
		await group.joinAndSync();
	} else if (error instanceof KafkaJSOffsetOutOfRange) {
		const { topic, partition } = error;
		logger.error('Offset out of range, resetting to default offset', { topic, partition, groupId, memberId });
		await group.offsets.setDefaultOffset(topic, partition);
	} else if (error instanceof KafkaJSConnectionClosedError) {
		cluster.removeBroker(error);
	} else if (error instanceof KafkaJSBrokerNotFound) {
		await cluster.refreshMetadata();
	} else throw error;
}
