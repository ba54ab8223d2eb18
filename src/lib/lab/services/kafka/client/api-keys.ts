import type { Api } from '../protocol.ts';

/** What kafkajs calls a request in its events, and the number Kafka gives it (kafka.apache.org/protocol#protocol_api_keys). */
export const API_KEYS: Record<Api, readonly [name: string, key: number]> = {
	Produce: ['Produce', 0],
	Fetch: ['Fetch', 1],
	ListOffsets: ['ListOffsets', 2],
	Metadata: ['Metadata', 3],
	OffsetCommit: ['OffsetCommit', 8],
	OffsetFetch: ['OffsetFetch', 9],
	FindCoordinator: ['GroupCoordinator', 10],
	JoinGroup: ['JoinGroup', 11],
	Heartbeat: ['Heartbeat', 12],
	LeaveGroup: ['LeaveGroup', 13],
	SyncGroup: ['SyncGroup', 14],
	DescribeGroups: ['DescribeGroups', 15],
	ListGroups: ['ListGroups', 16],
	CreateTopics: ['CreateTopics', 19],
	DeleteTopics: ['DeleteTopics', 20],
	DeleteRecords: ['DeleteRecords', 21],
	InitProducerId: ['InitProducerId', 22],
	AddPartitionsToTxn: ['AddPartitionsToTxn', 24],
	AddOffsetsToTxn: ['AddOffsetsToTxn', 25],
	EndTxn: ['EndTxn', 26],
	WriteTxnMarkers: ['WriteTxnMarkers', 27],
	TxnOffsetCommit: ['TxnOffsetCommit', 28],
	DescribeConfigs: ['DescribeConfigs', 32],
	AlterConfigs: ['AlterConfigs', 33],
	CreatePartitions: ['CreatePartitions', 37],
	DeleteGroups: ['DeleteGroups', 42]
};
