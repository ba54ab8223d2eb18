import { LabUnsupportedError } from '../../../kernel/network-error.ts';
import * as configs from './admin-configs.ts';
import * as offsets from './admin-offsets.ts';
import * as topics from './admin-topics.ts';
import type { AdminContext } from './admin-topics.ts';
import type { Emitter } from './events.ts';
import { describeGroups, listGroups } from './groups.ts';

/** https://kafka.js.org/docs/admin */
export function createAdmin({ emitter, ...surroundings }: AdminContext & { emitter: Emitter }) {
	const context: AdminContext = { ...surroundings, logger: surroundings.logger.namespace('Admin') };
	const { cluster, logger } = context;
	return {
		events: emitter.events,
		async connect() {
			await cluster.connect();
			emitter.emit('connect');
		},
		async disconnect() {
			await cluster.disconnect();
			emitter.emit('disconnect');
		},
		async listTopics() {
			const { topicMetadata } = await topics.metadataOf(context, []);
			return topicMetadata.map(({ topic }) => topic);
		},
		createTopics: (options: Parameters<typeof topics.createTopics>[1]) =>
			topics.createTopics(context, options),
		deleteTopics: (options: Parameters<typeof topics.deleteTopics>[1]) =>
			topics.deleteTopics(context, options),
		createPartitions: (options: Parameters<typeof topics.createPartitions>[1]) =>
			topics.createPartitions(context, options),
		async fetchTopicMetadata({ topics: names = [] }: { topics?: string[] } = {}) {
			const { topicMetadata } = await topics.metadataOf(context, names);
			return {
				topics: topicMetadata.map(({ topic: name, partitionMetadata: partitions }) => ({ name, partitions }))
			};
		},
		fetchTopicOffsets: (topic: string) => offsets.fetchTopicOffsets(context, topic),
		fetchTopicOffsetsByTimestamp: (topic: string, timestamp: number) =>
			offsets.fetchTopicOffsetsByTimestamp(context, topic, timestamp),
		fetchOffsets: (options: Parameters<typeof offsets.fetchOffsets>[1]) =>
			offsets.fetchOffsets(context, options),
		setOffsets: (options: Parameters<typeof offsets.setOffsets>[1]) => offsets.setOffsets(context, options),
		resetOffsets: (options: Parameters<typeof offsets.resetOffsets>[1]) =>
			offsets.resetOffsets(context, options),
		deleteTopicRecords: (options: Parameters<typeof offsets.deleteTopicRecords>[1]) =>
			offsets.deleteTopicRecords(context, options),
		async describeCluster() {
			const { brokers, controllerId, clusterId } = await topics.metadataOf(context, []);
			return { brokers, controller: controllerId === -1 ? null : controllerId, clusterId };
		},
		listGroups: () => listGroups(cluster),
		describeGroups: async (groupIds: string[]) => ({ groups: await describeGroups(context, groupIds) }),
		deleteGroups: (groupIds: string[]) => offsets.deleteGroups(context, groupIds),
		describeConfigs: (options: Parameters<typeof configs.describeConfigs>[1]) =>
			configs.describeConfigs(context, options),
		alterConfigs: (options: Parameters<typeof configs.alterConfigs>[1]) =>
			configs.alterConfigs(context, options),
		...Object.fromEntries(REFUSED.map((method) => [method, () => refused(method)])),
		on: (eventName: string, listener: Parameters<Emitter['on']>[1]) =>
			emitter.on(eventName, listener, logger),
		logger: () => logger
	};
}

const REFUSED = [
	'createAcls',
	'deleteAcls',
	'describeAcls',
	'alterPartitionReassignments',
	'listPartitionReassignments'
];

function refused(method: string): Promise<never> {
	return Promise.reject(new LabUnsupportedError(`kafkajs admin.${method}()`));
}
