import { append } from '../../../runtime/host.ts';
import type { AdminContext } from './admin-topics.ts';
import { EARLIEST_OFFSET, LATEST_OFFSET } from './cluster.ts';
import {
	KafkaJSBrokerNotFound,
	KafkaJSDeleteGroupsError,
	KafkaJSDeleteTopicRecordsError,
	KafkaJSNonRetriableError,
	KafkaJSProtocolError
} from './errors.ts';
import { isProtocolFault, isStaleMetadata } from './failures.ts';
import { codeOf, faultOf } from './faults.ts';
import { describeGroups } from './groups.ts';
import { expectOptions } from './options.ts';
import { retrierOf } from './retry.ts';
import { parsedOffset, type PartitionOffset } from './types.ts';

async function partitionsOf({ cluster }: AdminContext, topic: string): Promise<number[]> {
	await cluster.addTargetTopic(topic);
	await cluster.refreshMetadataIfNecessary();
	return cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId);
}

/** The ends of the topic's partitions, found by the timestamps that stand for them. */
async function endsOf(
	context: AdminContext,
	topic: string,
	timestamps: readonly number[]
): Promise<{ partition: number; offsets: number[] }[]> {
	if (typeof topic !== 'string' || topic === '')
		throw new KafkaJSNonRetriableError(`Invalid topic ${String(topic)}`);
	const { cluster, process, retry } = context;
	return retrierOf(
		process,
		retry
	)(async ({ bail }) => {
		try {
			const partitions = await partitionsOf(context, topic);
			const found: (ReadonlyMap<number, number> | undefined)[] = [];
			for (const timestamp of timestamps)
				append(found, (await cluster.offsetsOf([{ topic, partitions, timestamp }])).get(topic));
			return partitions.map((partition) => ({
				partition,
				offsets: found.map((offsets) => offsets?.get(partition) ?? -1)
			}));
		} catch (error) {
			if (!isProtocolFault(error, 'UNKNOWN_TOPIC_OR_PARTITION')) return bail(error);
			await cluster.refreshMetadata();
			throw error;
		}
	});
}

export async function fetchTopicOffsets(context: AdminContext, topic: string) {
	const ends = await endsOf(context, topic, [LATEST_OFFSET, EARLIEST_OFFSET]);
	return ends.map(({ partition, offsets: [high = 0, low = 0] }) => ({
		partition,
		offset: String(high),
		high: String(high),
		low: String(low)
	}));
}

/** The first offset not older than that; the end of the partition when all are older. */
export async function fetchTopicOffsetsByTimestamp(context: AdminContext, topic: string, timestamp: number) {
	const ends = await endsOf(context, topic, [LATEST_OFFSET, timestamp]);
	return ends.map(({ partition, offsets: [high = 0, found = -1] }) => ({
		partition,
		offset: String(found >= 0 ? found : high)
	}));
}

export async function fetchOffsets(
	context: AdminContext,
	options: { groupId: string; topics?: string[]; resolveOffsets?: boolean }
) {
	expectOptions('admin.fetchOffsets', options, ['groupId', 'topics', 'resolveOffsets']);
	const { groupId, topics = [], resolveOffsets = false } = options;
	if (!groupId) throw new KafkaJSNonRetriableError(`Invalid groupId ${groupId}`);
	if (!Array.isArray(topics)) throw new KafkaJSNonRetriableError('Expected topics array to be set');
	const coordinator = await context.cluster.findGroupCoordinator({ groupId });
	const asked = await Promise.all(
		topics.map(async (topic) =>
			(await partitionsOf(context, topic)).map((partition) => ({ topic, partition }))
		)
	);
	const answer = await coordinator.expectEach('OffsetFetch', {
		groupId,
		partitions: topics.length === 0 ? null : asked.flat()
	});
	const names = topics.length === 0 ? [...new Set(answer.partitions.map(({ topic }) => topic))] : topics;
	const found = names.map((name) => ({
		topic: name,
		partitions: answer.partitions
			.filter(({ topic }) => topic === name)
			.map(({ partition, offset, metadata }) => ({
				partition,
				offset: String(offset),
				metadata: metadata === '' ? null : metadata
			}))
	}));
	if (!resolveOffsets) return found;
	return Promise.all(
		found.map(async ({ topic, partitions }) => {
			const ends = await fetchTopicOffsets(context, topic);
			const resolved = partitions.map((each) => {
				const end = ends.find(({ partition }) => partition === each.partition);
				if (Number(each.offset) === EARLIEST_OFFSET) return { ...each, offset: end?.low ?? each.offset };
				if (Number(each.offset) === LATEST_OFFSET) return { ...each, offset: end?.high ?? each.offset };
				return each;
			});
			await setOffsets(context, { groupId, topic, partitions: resolved });
			return { topic, partitions: resolved };
		})
	);
}

/** To where the partitions begin or end; which offsets those are is found when somebody asks. */
export async function resetOffsets(
	context: AdminContext,
	options: { groupId: string; topic: string; earliest?: boolean }
): Promise<void> {
	expectOptions('admin.resetOffsets', options, ['groupId', 'topic', 'earliest']);
	const { groupId, topic, earliest = false } = options;
	expectGroupAndTopic(groupId, topic);
	const offset = String(context.cluster.defaultOffset({ fromBeginning: earliest }));
	const partitions = await partitionsOf(context, topic);
	await setOffsets(context, {
		groupId,
		topic,
		partitions: partitions.map((partition) => ({ partition, offset }))
	});
}

/** Only of a group without members. kafkajs joins it for a moment to do this; here nobody has to. */
export async function setOffsets(
	context: AdminContext,
	options: { groupId: string; topic: string; partitions: PartitionOffset[] }
): Promise<void> {
	expectOptions('admin.setOffsets', options, ['groupId', 'topic', 'partitions']);
	const { groupId, topic, partitions } = options;
	expectGroupAndTopic(groupId, topic);
	const given: readonly PartitionOffset[] | undefined = partitions;
	if (!given || given.length === 0) throw new KafkaJSNonRetriableError('Invalid partitions');
	const [group] = await describeGroups(context, [groupId]);
	if (group && group.state !== 'Empty' && group.state !== 'Dead')
		throw new KafkaJSNonRetriableError(
			`The consumer group must have no running instances, current state: ${group.state}`
		);
	const coordinator = await context.cluster.findGroupCoordinator({ groupId });
	await coordinator.expectEach('OffsetCommit', {
		groupId,
		generationId: -1,
		memberId: '',
		offsets: given.map(({ partition, offset }) => ({
			topic,
			partition,
			offset: parsedOffset(offset),
			metadata: null
		}))
	});
}

/** All before these offsets; -1 is all there is. */
export async function deleteTopicRecords(
	context: AdminContext,
	options: { topic: string; partitions: PartitionOffset[] }
): Promise<void> {
	expectOptions('admin.deleteTopicRecords', options, ['topic', 'partitions']);
	const { topic, partitions } = options;
	if (typeof topic !== 'string' || topic === '')
		throw new KafkaJSNonRetriableError(`Invalid topic "${String(topic)}"`);
	const given: readonly PartitionOffset[] | undefined = partitions;
	if (!given || given.length === 0) throw new KafkaJSNonRetriableError('Invalid partitions');
	const { cluster, logger, process, retry } = context;
	const known = await fetchTopicOffsets(context, topic);
	const missing = given.filter((wanted) => !known.some(({ partition }) => partition === wanted.partition));
	if (missing.length > 0)
		throw new KafkaJSDeleteTopicRecordsError({
			partitions: missing.map(({ partition, offset }) => ({
				partition,
				offset,
				error: new KafkaJSBrokerNotFound('Could not find the leader for the partition', { retriable: false })
			}))
		});
	for (const { partition, offset } of given) {
		const low = known.find((each) => each.partition === partition)?.low;
		if (parsedOffset(offset) < Number(low) && parsedOffset(offset) !== -1)
			logger.warn(
				'The requested offset is before the earliest offset maintained on the partition - no records will be deleted from this partition',
				{ topic, partition, offset }
			);
	}
	let left = given;
	await retrierOf(
		process,
		retry
	)(async () => {
		const leaders = cluster.findLeaderForPartitions(
			topic,
			left.map(({ partition }) => partition)
		);
		const failed = await Promise.all(
			Object.entries(leaders).map(async ([nodeId, own]) => {
				const broker = await cluster.findBroker({ nodeId });
				const answer = await broker.request('DeleteRecords', {
					partitions: left
						.filter(({ partition }) => own.includes(partition))
						.map(({ partition, offset }) => ({ topic, partition, offset: parsedOffset(offset) }))
				});
				return answer.partitions.flatMap(({ partition, error }) =>
					error === 'NONE' ? [] : [{ partition, error: new KafkaJSProtocolError(faultOf(error)) }]
				);
			})
		);
		const errors = failed.flat().map(({ partition, error }) => ({
			partition,
			error,
			offset: left.find((each) => each.partition === partition)?.offset ?? ''
		}));
		left = left.filter(({ partition }) => errors.some((each) => each.partition === partition));
		if (errors.length === 0) return;
		if (errors.some(({ error }) => isStaleMetadata(error))) await cluster.refreshMetadata();
		throw new KafkaJSDeleteTopicRecordsError({ partitions: errors });
	});
}

export async function deleteGroups(context: AdminContext, groupIds: string[]) {
	if (!Array.isArray(groupIds))
		throw new KafkaJSNonRetriableError(`Invalid groupIds array ${String(groupIds)}`);
	const given: readonly unknown[] = groupIds;
	if (given.some((groupId) => typeof groupId !== 'string'))
		throw new KafkaJSNonRetriableError('Invalid groupId name: true');
	const { cluster, process, retry } = context;
	await cluster.refreshMetadata();
	return retrierOf(
		process,
		retry
	)(async ({ bail }) => {
		const results = await Promise.all(
			groupIds.map(async (groupId) => {
				const coordinator = await cluster.findGroupCoordinator({ groupId });
				const { groups } = await coordinator.request('DeleteGroups', { groupIds: [groupId] });
				return groups;
			})
		);
		const deleted = results.flat().map(({ groupId, error }) => ({
			groupId,
			errorCode: codeOf(error),
			...(error !== 'NONE' && { error: new KafkaJSProtocolError(faultOf(error)) })
		}));
		const failed = deleted.filter(({ errorCode }) => errorCode !== 0);
		if (failed.length > 0) bail(new KafkaJSDeleteGroupsError('Error in DeleteGroups', failed));
		return deleted;
	});
}

function expectGroupAndTopic(groupId: string, topic: string): void {
	if (!groupId) throw new KafkaJSNonRetriableError(`Invalid groupId ${groupId}`);
	if (!topic) throw new KafkaJSNonRetriableError(`Invalid topic ${topic}`);
}
