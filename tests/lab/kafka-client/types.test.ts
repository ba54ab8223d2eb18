import { readFileSync } from 'node:fs';
import path from 'node:path';
import typescript from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkRequest } from '../../../src/lib/authoring/types/check-request.ts';
import { createWarmService, type WarmService } from '../../../src/lib/authoring/types/warm-service.ts';
import { machineFolder } from '../../support/machine.ts';
import { printedByProgram } from './machine.ts';

let warm: WarmService;

beforeAll(async () => {
	const folder = await machineFolder();
	warm = createWarmService(typescript, {
		...JSON.parse(readFileSync(path.join(folder, 'declarations.json'), 'utf8')),
		libraryTypes: () => ''
	});
});

const complaint = (code: string) => {
	const { stopped } = checkRequest(typescript, warm, {
		files: { 'main.ts': `import { Kafka } from 'kafkajs';\n${code}\nexport {};` },
		checks:
			"import { expectTypeOf, test } from 'vitest'; test('compiles', () => { expectTypeOf(1).toBeNumber(); });"
	});
	return stopped?.message ?? null;
};

describe('the types of kafkajs', () => {
	test('let through what its documentation shows', () => {
		const fault = complaint(`
import { AssignerProtocol, CompressionTypes, KafkaJSProtocolError, logLevel, PartitionAssigners, Partitioners, type EachMessagePayload, type KafkaConfig, type PartitionAssigner } from 'kafkajs';
const config: KafkaConfig = { clientId: 'my-app', brokers: ['kafka-1:9092'], retry: { retries: 8 }, logLevel: logLevel.WARN, logCreator: () => ({ namespace, log }) => console.log(namespace, log.message) };
const kafka = new Kafka(config);
const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, idempotent: true, maxInFlightRequests: 1 });
const [sent] = await producer.send({ topic: 't', acks: -1, compression: CompressionTypes.None, messages: [{ key: 'k', value: Buffer.from('v'), headers: { a: 'b' } }] });
const baseOffset: string | undefined = sent?.baseOffset;
const transaction = await producer.transaction();
await transaction.sendOffsets({ consumerGroupId: 'g', topics: [{ topic: 't', partitions: [{ partition: 0, offset: '1' }] }] });
const assigner: PartitionAssigner = ({ cluster }) => ({
	...PartitionAssigners.roundRobin({ cluster, groupId: 'g', logger: kafka.logger() }),
	async assign({ members, topics }) {
		const assignment = { [topics[0]!]: cluster.findTopicPartitionMetadata(topics[0]!).map(({ partitionId }) => partitionId) };
		return members.map(({ memberId }) => ({ memberId, memberAssignment: AssignerProtocol.MemberAssignment.encode({ version: 0, assignment, userData: Buffer.alloc(0) }) }));
	}
});
const consumer = kafka.consumer({ groupId: 'g', partitionAssigners: [assigner] });
consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => payload.memberAssignment['t']?.length);
consumer.on('consumer.crash', ({ payload: { error, restart } }) => console.log(error.message, restart));
producer.on(producer.events.REQUEST, ({ payload }) => payload.apiName);
const eachMessage = async ({ topic, partition, message, heartbeat, pause }: EachMessagePayload) => {
	console.log(topic, partition, message.offset, message.value?.toString(), message.headers?.['a']?.toString());
	await heartbeat();
	pause()();
};
await consumer.run({ eachMessage });
await consumer.run({ eachBatch: async ({ batch, resolveOffset }) => batch.messages.forEach(({ offset }) => resolveOffset(offset)) });
const admin = kafka.admin();
const { groups } = await admin.describeGroups(['g']);
const state: 'Stable' | string = groups[0]!.state;
try { await admin.createTopics({ topics: [{ topic: 't', numPartitions: 3 }] }); }
catch (error) { if (error instanceof KafkaJSProtocolError) console.log(error.type, error.retriable); }
`);

		expect(fault).toBeNull();
	});

	test.each([
		[`new Kafka({ clientId: 'a' });`, 'brokers'],
		[`new Kafka({ brokers: ['a:1'], ssl: true });`, 'ssl'],
		[`new Kafka({ brokers: [] }).producer({ idempotnt: true });`, 'idempotnt'],
		[
			`new Kafka({ brokers: [] }).consumer({ groupId: 'g' }).seek({ topic: 't', partition: 0, offset: 1 });`,
			'string'
		],
		[`new Kafka({ brokers: [] }).producer().send({ topic: 't', messages: [{ key: 'k' }] });`, 'value']
	])('complain about %s', (code, word) => {
		expect(complaint(code)).toContain(word);
	});

	test('name nothing that is not there', async () => {
		const declared = ['kafkajs', 'kafkajs-consumer', 'kafkajs-admin', 'kafkajs-errors']
			.map((name) => readFileSync(path.join('src/lib/lab/types', `${name}.d.ts`), 'utf8'))
			.flatMap((text) => [...text.matchAll(/^\texport (?:class|const|enum|var) (\w+)/gm)])
			.map(([, name]) => name);

		const printed = await printedByProgram(
			`import * as kafkajs from 'kafkajs'; console.log(Object.keys(kafkajs).filter((name) => name !== 'default').sort().join());`
		);

		expect(printed).toEqual([declared.toSorted().join()]);
	});
});
