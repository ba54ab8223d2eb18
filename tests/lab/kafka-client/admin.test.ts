import { describe, expect, test } from 'vitest';
import { printedByProgram, QUIET } from './machine.ts';

const ADMIN = `${QUIET}
const admin = kafka.admin();
await admin.connect();
const show = (value) => console.log(JSON.stringify(value));
const producer = kafka.producer();
await producer.connect();
`;

describe('an admin', () => {
	test('makes topics, lets them grow, describes and deletes them', async () => {
		const printed = await printedByProgram(`${ADMIN}
console.log(await admin.createTopics({ topics: [{ topic: 'orders', numPartitions: 2 }] }));
console.log(await admin.createTopics({ topics: [{ topic: 'orders' }] }));
show(await admin.listTopics());
await admin.createPartitions({ topicPartitions: [{ topic: 'orders', count: 3 }] });
const { topics: [{ name, partitions }] } = await admin.fetchTopicMetadata({ topics: ['orders'] });
console.log(name, partitions.length, partitions[0].leader);
show(await admin.describeCluster());
await admin.deleteTopics({ topics: ['orders'] });
show(await admin.listTopics());
`);

		expect(printed).toEqual([
			'true',
			'false',
			'["orders"]',
			'orders 3 1',
			'{"brokers":[{"nodeId":1,"host":"kafka-1","port":9092}],"controller":1,"clusterId":"lab"}',
			'[]'
		]);
	});

	test('knows where topics begin and end, and deletes what is old', async () => {
		const printed = await printedByProgram(`${ADMIN}
await producer.send({ topic: 't', messages: [{ value: 'a' }, { value: 'b' }] });
await wait(1000);
const middle = Date.now();
await producer.send({ topic: 't', messages: [{ value: 'c' }] });
show(await admin.fetchTopicOffsets('t'));
show(await admin.fetchTopicOffsetsByTimestamp('t', middle));
show(await admin.fetchTopicOffsetsByTimestamp('t', middle + 60_000));
await admin.deleteTopicRecords({ topic: 't', partitions: [{ partition: 0, offset: '2' }] });
show(await admin.fetchTopicOffsets('t'));
`);

		expect(printed).toEqual([
			'[{"partition":0,"offset":"3","high":"3","low":"0"}]',
			'[{"partition":0,"offset":"2"}]',
			'[{"partition":0,"offset":"3"}]',
			'[{"partition":0,"offset":"3","high":"3","low":"2"}]'
		]);
	});

	test('moves the offsets of a group that has no members, and only of such', async () => {
		const printed = await printedByProgram(`${ADMIN}
await producer.send({ topic: 't', messages: [{ value: 'a' }, { value: 'b' }] });
const offsets = async (resolveOffsets) =>
	(await admin.fetchOffsets({ groupId: 'g', topics: ['t'], resolveOffsets }))[0].partitions[0].offset;
await admin.setOffsets({ groupId: 'g', topic: 't', partitions: [{ partition: 0, offset: '1' }] });
console.log(await offsets());
await admin.resetOffsets({ groupId: 'g', topic: 't' });
console.log(await offsets(), await offsets(true), await offsets());
await admin.resetOffsets({ groupId: 'g', topic: 't', earliest: true });
console.log(await offsets(), await offsets(true));
const consumer = kafka.consumer({ groupId: 'g', maxWaitTimeInMs: 100 });
await consumer.connect();
await consumer.subscribe({ topics: ['t'] });
await consumer.run({ eachMessage: async ({ message }) => console.log(String(message.value)) });
await wait(300);
const refused = ({ name, message }) => console.log(name, message);
await admin.resetOffsets({ groupId: 'g', topic: 't' }).catch(refused);
show(await admin.listGroups());
await admin.deleteGroups(['g']).catch(({ name, groups }) => console.log(name, groups[0].error.type));
await consumer.disconnect();
const { groups: [{ state, members }] } = await admin.describeGroups(['g']);
console.log(state, members.length);
show(await admin.deleteGroups(['g']));
`);

		expect(printed).toEqual([
			'1',
			'-1 2 2',
			'-2 0',
			'a',
			'b',
			'KafkaJSNonRetriableError The consumer group must have no running instances, current state: Stable',
			'{"groups":[{"groupId":"g","protocolType":"consumer"}]}',
			'KafkaJSDeleteGroupsError NON_EMPTY_GROUP',
			'Empty 0',
			'[{"groupId":"g","errorCode":0}]'
		]);
	});

	test('reads and changes the configuration of topics', async () => {
		const printed = await printedByProgram(`${ADMIN}
import { ConfigResourceTypes, ConfigSource } from 'kafkajs';
await admin.createTopics({ topics: [{ topic: 't', configEntries: [{ name: 'cleanup.policy', value: 'compact' }] }] });
const resource = { type: ConfigResourceTypes.TOPIC, name: 't' };
const described = async (...configNames) => {
	const { resources: [{ configEntries }] } = await admin.describeConfigs({ resources: [{ ...resource, configNames }] });
	for (const { configName, configValue, configSource } of configEntries)
		console.log(configName, configValue, configSource === ConfigSource.DEFAULT_CONFIG);
};
await described('cleanup.policy', 'retention.ms');
await admin.alterConfigs({ resources: [{ ...resource, configEntries: [{ name: 'retention.ms', value: '1000' }] }] });
await described('retention.ms');
await admin.alterConfigs({ resources: [{ ...resource, configEntries: [{ name: 'retention.msec', value: '1' }] }] }).catch(({ type }) => console.log(type));
`);

		expect(printed).toEqual([
			'cleanup.policy compact false',
			'retention.ms 604800000 true',
			'retention.ms 1000 false',
			'INVALID_CONFIG'
		]);
	});

	test('says why a topic cannot be made', async () => {
		const printed = await printedByProgram(`${ADMIN}
const refused = ({ name, message, errors }) => console.log(name, message, errors ? errors[0].type + ' ' + errors[0].topic : '');
await admin.createTopics({ topics: [{ topic: 't', replicationFactor: 3 }] }).catch(refused);
await admin.createTopics({ topics: [{ topic: 't' }, { topic: 't' }] }).catch(refused);
await admin.createTopics({ topics: [{ topic: 't', configEntries: [{ name: 'a' }] }] }).catch(refused);
`);

		expect(printed).toEqual([
			'KafkaJSAggregateError Topic creation errors INVALID_REPLICATION_FACTOR t',
			'KafkaJSNonRetriableError Invalid topics array, it cannot have multiple entries for the same topic ',
			'KafkaJSNonRetriableError Invalid configEntries for topic "t". Entry 0 must have a valid "value" property '
		]);
	});
});
