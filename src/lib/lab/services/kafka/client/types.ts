import type { Buffer } from '../../../runtime/buffer.ts';
import type { Logger } from './logger.ts';

/** What programs give and get, as `types/index.d.ts` of kafkajs 2.2.4 has it. Offsets are decimal text there. */
export type HeaderValue = Buffer | string;

export interface Message {
	key?: Buffer | string | null;
	value: Buffer | string | null;
	partition?: number | null;
	headers?: Record<string, HeaderValue | HeaderValue[] | undefined>;
	timestamp?: string;
}

export interface TopicMessages {
	topic: string;
	messages: Message[];
}

export interface KafkaMessage {
	magicByte: number;
	attributes: number;
	timestamp: string;
	offset: string;
	key: Buffer | null;
	value: Buffer | null;
	headers: Record<string, Buffer | Buffer[]>;
	isControlRecord: boolean;
}

export interface RecordMetadata {
	topicName: string;
	partition: number;
	errorCode: number;
	baseOffset: string;
	logAppendTime: string;
	logStartOffset: string;
}

export interface PartitionMetadata {
	partitionErrorCode: number;
	partitionId: number;
	leader: number;
	replicas: number[];
	isr: number[];
	offlineReplicas: number[];
}

export type Partitioner = (args: {
	topic: string;
	partitionMetadata: PartitionMetadata[];
	message: Message;
}) => number;

export interface TopicPartitions {
	topic: string;
	partitions: number[];
}

export interface PartitionOffset {
	partition: number;
	offset: string;
	metadata?: string | null;
}

export interface TopicOffsets {
	topic: string;
	partitions: PartitionOffset[];
}

export interface Offsets {
	topics: TopicOffsets[];
}

export type Assignment = Record<string, number[]>;

export interface Assigner {
	name: string;
	version: number;
	assign(group: {
		members: { memberId: string; memberMetadata: Buffer }[];
		topics: string[];
	}): Promise<{ memberId: string; memberAssignment: Buffer }[]>;
	protocol(subscription: { topics: string[] }): { name: string; metadata: Buffer };
}

/** What an assigner may ask of the cluster. */
export interface ClusterView {
	getNodeIds(): number[];
	isConnected(): boolean;
	refreshMetadata(): Promise<void>;
	refreshMetadataIfNecessary(): Promise<void>;
	addTargetTopic(topic: string): Promise<void>;
	findTopicPartitionMetadata(topic: string): PartitionMetadata[];
	findLeaderForPartitions(topic: string, partitions: readonly number[]): Record<string, number[]>;
}

export type PartitionAssigner = (config: {
	cluster: ClusterView;
	groupId: string;
	logger: Logger;
}) => Assigner;

/** Whole numbers as kafkajs takes them: text, numbers, big integers. Throws what is none. */
export function parsedOffset(offset: string | number | bigint): number {
	return Number(BigInt(offset));
}
