import { LabUnsupportedError } from '../../../kernel/network-error.ts';
import * as configs from './admin-configs.ts';
import * as offsets from './admin-offsets.ts';
import * as topics from './admin-topics.ts';
import type { AdminContext } from './admin-topics.ts';
import type { Emitter } from './events.ts';
import { describeGroups } from './groups.ts';
import type { Logger } from './logger.ts';
import type { TopicOffsets } from './types.ts';

/** https://kafka.js.org/docs/admin */
export class Admin {
	readonly events: Record<string, string>;
	readonly #context: AdminContext;
	readonly #emitter: Emitter;

	constructor({ emitter, logger, ...context }: AdminContext & { emitter: Emitter }) {
		this.#context = { ...context, logger: logger.namespace('Admin') };
		this.#emitter = emitter;
		this.events = emitter.events;
	}

	async connect(): Promise<void> {
		await this.#context.cluster.connect();
		this.#emitter.emit('connect');
	}

	async disconnect(): Promise<void> {
		await this.#context.cluster.disconnect();
		this.#emitter.emit('disconnect');
	}

	async listTopics(): Promise<string[]> {
		const { topicMetadata } = await topics.metadataOf(this.#context, []);
		return topicMetadata.map(({ topic }) => topic);
	}

	createTopics(options: Parameters<typeof topics.createTopics>[1]): Promise<boolean> {
		return topics.createTopics(this.#context, options);
	}

	deleteTopics(options: Parameters<typeof topics.deleteTopics>[1]): Promise<void> {
		return topics.deleteTopics(this.#context, options);
	}

	createPartitions(options: Parameters<typeof topics.createPartitions>[1]): Promise<void> {
		return topics.createPartitions(this.#context, options);
	}

	async fetchTopicMetadata({ topics: names = [] }: { topics?: string[] } = {}) {
		const { topicMetadata } = await topics.metadataOf(this.#context, names);
		return {
			topics: topicMetadata.map(({ topic, partitionMetadata }) => ({
				name: topic,
				partitions: partitionMetadata
			}))
		};
	}

	fetchTopicOffsets(topic: string) {
		return offsets.fetchTopicOffsets(this.#context, topic);
	}

	fetchTopicOffsetsByTimestamp(topic: string, timestamp: number) {
		return offsets.fetchTopicOffsetsByTimestamp(this.#context, topic, timestamp);
	}

	fetchOffsets(options: Parameters<typeof offsets.fetchOffsets>[1]): Promise<TopicOffsets[]> {
		return offsets.fetchOffsets(this.#context, options);
	}

	setOffsets(options: Parameters<typeof offsets.setOffsets>[1]): Promise<void> {
		return offsets.setOffsets(this.#context, options);
	}

	resetOffsets(options: Parameters<typeof offsets.resetOffsets>[1]): Promise<void> {
		return offsets.resetOffsets(this.#context, options);
	}

	deleteTopicRecords(options: Parameters<typeof offsets.deleteTopicRecords>[1]): Promise<void> {
		return offsets.deleteTopicRecords(this.#context, options);
	}

	async describeCluster() {
		const { brokers, controllerId, clusterId } = await topics.metadataOf(this.#context, []);
		return { brokers, controller: controllerId === -1 ? null : controllerId, clusterId };
	}

	async listGroups() {
		const { cluster } = this.#context;
		await cluster.refreshMetadata();
		const groups = [];
		for (const nodeId of cluster.getNodeIds()) {
			const broker = await cluster.findBroker({ nodeId });
			groups.push(...(await broker.request('ListGroups', {})).groups);
		}
		return { groups };
	}

	async describeGroups(groupIds: string[]) {
		return { groups: await describeGroups(this.#context, groupIds) };
	}

	deleteGroups(groupIds: string[]) {
		return offsets.deleteGroups(this.#context, groupIds);
	}

	describeConfigs(options: Parameters<typeof configs.describeConfigs>[1]) {
		return configs.describeConfigs(this.#context, options);
	}

	alterConfigs(options: Parameters<typeof configs.alterConfigs>[1]) {
		return configs.alterConfigs(this.#context, options);
	}

	createAcls(): Promise<never> {
		return refused('createAcls');
	}

	deleteAcls(): Promise<never> {
		return refused('deleteAcls');
	}

	describeAcls(): Promise<never> {
		return refused('describeAcls');
	}

	alterPartitionReassignments(): Promise<never> {
		return refused('alterPartitionReassignments');
	}

	listPartitionReassignments(): Promise<never> {
		return refused('listPartitionReassignments');
	}

	on(eventName: string, listener: Parameters<Emitter['on']>[1]): () => void {
		return this.#emitter.on(eventName, listener, this.#context.logger);
	}

	logger(): Logger {
		return this.#context.logger;
	}
}

function refused(method: string): Promise<never> {
	return Promise.reject(new LabUnsupportedError(`kafkajs admin.${method}()`));
}
