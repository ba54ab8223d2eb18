/** Error codes of Kafka's protocol, by the names it gives them (kafka.apache.org/protocol#protocol_error_codes). */
export const ERRORS = {
	UNKNOWN: [-1, 'The server experienced an unexpected error when processing the request'],
	OFFSET_OUT_OF_RANGE: [
		1,
		'The requested offset is not within the range of offsets maintained by the server'
	],
	UNKNOWN_TOPIC_OR_PARTITION: [3, 'This server does not host this topic-partition'],
	LEADER_NOT_AVAILABLE: [
		5,
		'There is no leader for this topic-partition as we are in the middle of a leadership election'
	],
	NOT_LEADER_FOR_PARTITION: [6, 'This server is not the leader for that topic-partition'],
	REQUEST_TIMED_OUT: [7, 'The request timed out'],
	MESSAGE_TOO_LARGE: [
		10,
		'The request included a message larger than the max message size the server will accept'
	],
	GROUP_COORDINATOR_NOT_AVAILABLE: [15, 'The group coordinator is not available'],
	NOT_COORDINATOR_FOR_GROUP: [16, 'This is not the correct coordinator for this group'],
	INVALID_TOPIC_EXCEPTION: [17, 'The request attempted to perform an operation on an invalid topic'],
	NOT_ENOUGH_REPLICAS: [19, 'Messages are rejected since there are fewer in-sync replicas than required'],
	NOT_ENOUGH_REPLICAS_AFTER_APPEND: [
		20,
		'Messages are written to the log, but to fewer in-sync replicas than required'
	],
	INVALID_REQUIRED_ACKS: [21, 'Produce request specified an invalid value for required acks'],
	ILLEGAL_GENERATION: [22, 'Specified group generation id is not valid'],
	INCONSISTENT_GROUP_PROTOCOL: [
		23,
		"The group member's supported protocols are incompatible with those of existing members"
	],
	UNKNOWN_MEMBER_ID: [25, 'The coordinator is not aware of this member'],
	INVALID_SESSION_TIMEOUT: [
		26,
		'The session timeout is not within the range allowed by the broker (as configured by group.min.session.timeout.ms and group.max.session.timeout.ms)'
	],
	REBALANCE_IN_PROGRESS: [27, 'The group is rebalancing, so a rejoin is needed'],
	TOPIC_ALREADY_EXISTS: [36, 'Topic with this name already exists'],
	INVALID_PARTITIONS: [37, 'Number of partitions is invalid'],
	INVALID_REPLICATION_FACTOR: [38, 'Replication-factor is invalid'],
	INVALID_CONFIG: [40, 'Configuration is invalid'],
	OUT_OF_ORDER_SEQUENCE_NUMBER: [45, 'The broker received an out of order sequence number'],
	DUPLICATE_SEQUENCE_NUMBER: [46, 'The broker received a duplicate sequence number'],
	INVALID_PRODUCER_EPOCH: [47, 'Producer attempted to produce with an old epoch'],
	INVALID_TXN_STATE: [48, 'The producer attempted a transactional operation in an invalid state'],
	INVALID_PRODUCER_ID_MAPPING: [
		49,
		'The producer attempted to use a producer id which is not currently assigned to its transactional id'
	],
	CONCURRENT_TRANSACTIONS: [
		51,
		'The producer attempted to update a transaction while another concurrent operation on the same transaction was ongoing'
	],
	UNKNOWN_PRODUCER_ID: [
		59,
		'The broker could not locate the producer metadata associated with the producer id'
	],
	NON_EMPTY_GROUP: [68, 'The group is not empty'],
	GROUP_ID_NOT_FOUND: [69, 'The group id does not exist'],
	FENCED_LEADER_EPOCH: [74, 'The leader epoch in the request is older than the epoch on the broker'],
	MEMBER_ID_REQUIRED: [79, 'Consumer group needs to have a valid member id before actually entering group'],
	INVALID_RECORD: [87, 'This record has failed the validation on the broker and hence been rejected'],
	PRODUCER_FENCED: [
		90,
		'There is a newer producer with the same transactional id which fences the current one'
	]
} as const satisfies Record<string, readonly [code: number, message: string]>;

export type KafkaErrorName = keyof typeof ERRORS;

/** `NONE` is no error. */
export type ErrorName = KafkaErrorName | 'NONE';
