declare module 'kafkajs' {
	export interface AdminConfig {
		retry?: RetryOptions;
	}

	export interface ITopicConfig {
		topic: string;
		/** 1. */
		numPartitions?: number;
		/** On how many brokers each partition lies: 1. */
		replicationFactor?: number;
		configEntries?: IResourceConfigEntry[];
	}

	export interface ITopicPartitionConfig {
		topic: string;
		/** How many there shall be, in all. */
		count: number;
	}

	export interface ITopicMetadata {
		name: string;
		partitions: PartitionMetadata[];
	}

	/** Only `TOPIC` is simulated. */
	export enum ConfigResourceTypes {
		UNKNOWN = 0,
		TOPIC = 2,
		BROKER = 4,
		BROKER_LOGGER = 8
	}

	export enum ConfigSource {
		UNKNOWN = 0,
		TOPIC_CONFIG = 1,
		DYNAMIC_BROKER_CONFIG = 2,
		DYNAMIC_DEFAULT_BROKER_CONFIG = 3,
		STATIC_BROKER_CONFIG = 4,
		DEFAULT_CONFIG = 5,
		DYNAMIC_BROKER_LOGGER_CONFIG = 6
	}

	export interface ResourceConfigQuery {
		type: ConfigResourceTypes;
		name: string;
		configNames?: string[];
	}

	export interface ConfigEntries {
		configName: string;
		configValue: string;
		isDefault: boolean;
		configSource: ConfigSource;
		isSensitive: boolean;
		readOnly: boolean;
		configSynonyms: ConfigSynonyms[];
	}

	export interface ConfigSynonyms {
		configName: string;
		configValue: string;
		configSource: ConfigSource;
	}

	export interface DescribeConfigResponse {
		resources: {
			configEntries: ConfigEntries[];
			errorCode: number;
			errorMessage: string | null;
			resourceName: string;
			resourceType: ConfigResourceTypes;
		}[];
	}

	export interface IResourceConfigEntry {
		name: string;
		value: string;
	}

	export interface IResourceConfig {
		type: ConfigResourceTypes;
		name: string;
		configEntries: IResourceConfigEntry[];
	}

	export type AdminEvents = {
		CONNECT: 'admin.connect';
		DISCONNECT: 'admin.disconnect';
		REQUEST: 'admin.network.request';
		REQUEST_TIMEOUT: 'admin.network.request_timeout';
		REQUEST_QUEUE_SIZE: 'admin.network.request_queue_size';
	};

	export type SeekEntry = PartitionOffset;
	export type FetchOffsetsPartition = PartitionOffset & { metadata: string | null };

	export type GroupOverview = { groupId: string; protocolType: string };
	export type DeleteGroupsResult = { groupId: string; errorCode?: number; error?: KafkaJSProtocolError };
	export type MemberDescription = {
		clientHost: string;
		clientId: string;
		memberId: string;
		/** `AssignerProtocol.MemberAssignment.decode` reads it. */
		memberAssignment: Buffer;
		memberMetadata: Buffer;
	};
	export type ConsumerGroupState =
		'Unknown' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead' | 'Empty';
	export type GroupDescription = {
		groupId: string;
		members: MemberDescription[];
		protocol: string;
		protocolType: string;
		state: ConsumerGroupState;
	};
	export type GroupDescriptions = { groups: GroupDescription[] };

	export type Admin = {
		connect(): Promise<void>;
		disconnect(): Promise<void>;
		listTopics(): Promise<string[]>;
		/** True when they were made, false when all of them were there already. */
		createTopics(options: {
			validateOnly?: boolean;
			/** Resolves when each partition has a leader: true. */
			waitForLeaders?: boolean;
			timeout?: number;
			topics: ITopicConfig[];
		}): Promise<boolean>;
		deleteTopics(options: { topics: string[]; timeout?: number }): Promise<void>;
		/** More partitions for a topic; there are never fewer. Keys go to other partitions from then on. */
		createPartitions(options: {
			validateOnly?: boolean;
			timeout?: number;
			topicPartitions: ITopicPartitionConfig[];
		}): Promise<void>;
		fetchTopicMetadata(options?: { topics: string[] }): Promise<{ topics: Array<ITopicMetadata> }>;
		/** What a group has committed: the next offset it reads; `-1` for nothing. */
		fetchOffsets(options: {
			groupId: string;
			topics?: string[];
			resolveOffsets?: boolean;
		}): Promise<Array<{ topic: string; partitions: FetchOffsetsPartition[] }>>;
		/** `low` is the first offset there is, `high` the one the next message will have. */
		fetchTopicOffsets(topic: string): Promise<Array<SeekEntry & { high: string; low: string }>>;
		/** The first offset of each partition that is not older than `timestamp`. */
		fetchTopicOffsetsByTimestamp(topic: string, timestamp: number): Promise<Array<SeekEntry>>;
		describeCluster(): Promise<{
			brokers: Array<{ nodeId: number; host: string; port: number }>;
			controller: number | null;
			clusterId: string;
		}>;
		/** Only while the group has no members. */
		setOffsets(options: { groupId: string; topic: string; partitions: SeekEntry[] }): Promise<void>;
		/** Only while the group has no members: to the end of the topic, or with `earliest` to its beginning. */
		resetOffsets(options: { groupId: string; topic: string; earliest?: boolean }): Promise<void>;
		describeConfigs(configs: {
			resources: ResourceConfigQuery[];
			includeSynonyms?: boolean;
		}): Promise<DescribeConfigResponse>;
		alterConfigs(configs: { validateOnly?: boolean; resources: IResourceConfig[] }): Promise<{
			resources: {
				errorCode: number;
				errorMessage: string | null;
				resourceName: string;
				resourceType: ConfigResourceTypes;
			}[];
		}>;
		listGroups(): Promise<{ groups: GroupOverview[] }>;
		deleteGroups(groupIds: string[]): Promise<DeleteGroupsResult[]>;
		describeGroups(groupIds: string[]): Promise<GroupDescriptions>;
		/** Deletes what is before these offsets; `-1` is all there is. */
		deleteTopicRecords(options: { topic: string; partitions: SeekEntry[] }): Promise<void>;
		logger(): Logger;
		/** Gives what takes the listener away. */
		on<Name extends ValueOf<AdminEvents>>(
			eventName: Name,
			listener: (event: EventOf<Name>) => void
		): RemoveInstrumentationEventListener<Name>;
		readonly events: AdminEvents;
	};
}
