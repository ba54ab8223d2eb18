import { describe, expect, test } from 'vitest';
import { printedByProgram, QUIET } from './machine.ts';

const refusal = async (code: string) => {
	const printed = await printedByProgram(`${QUIET}
try { await (async () => { ${code} })(); } catch (error) { console.log(error.name + ': ' + error.message); }
`);
	return printed.join('\n');
};

describe('an option', () => {
	test.each([
		['that the lab has not', `new Kafka({ brokers: ['a:1'], ssl: true })`, 'kafkajs Kafka option "ssl"'],
		['of a producer', `kafka.producer({ idempotnt: true })`, 'kafkajs producer option "idempotnt"'],
		['of a consumer', `kafka.consumer({ groupId: 'g', rackId: 'eu' })`, 'kafkajs consumer option "rackId"'],
		['of trying again', `kafka.admin({ retry: { retrys: 3 } })`, 'kafkajs admin retry option "retrys"'],
		[
			'of sending',
			`const p = kafka.producer(); await p.connect(); await p.send({ topic: 't', messages: [], compression: 1 })`,
			'kafkajs producer.send option "compression"'
		],
		[
			'of running',
			`await kafka.consumer({ groupId: 'g' }).run({ autocommit: false })`,
			'option "autocommit"'
		],
		[
			'of subscribing',
			`await kafka.consumer({ groupId: 'g' }).subscribe({ topics: ['t'], fromStart: true })`,
			'option "fromStart"'
		],
		['as a method', `await kafka.admin().createAcls({ acl: [] })`, 'kafkajs admin.createAcls()']
	])('that is not simulated is refused by its name: %s', async (_what, code, name) => {
		expect(await refusal(code)).toMatch(/^LabUnsupportedError: /);
		expect(await refusal(code)).toContain(`${name} is not simulated by the lab.`);
	});

	test('that is written otherwise is found', async () => {
		expect(await refusal(`kafka.consumer({ groupID: 'g' })`)).toContain('Did you mean "groupId"?');
	});

	test.each([
		[`kafka.consumer({})`, 'Consumer groupId must be a non-empty string.'],
		[
			`kafka.consumer({ groupId: 'g', heartbeatInterval: 9, sessionTimeout: 9 })`,
			'Consumer heartbeatInterval (9) must be lower than sessionTimeout (9). It is recommended to set heartbeatInterval to approximately a third of the sessionTimeout.'
		],
		[`await kafka.consumer({ groupId: 'g' }).subscribe({})`, 'Missing required argument "topics"'],
		[
			`kafka.consumer({ groupId: 'g' }).seek({ topic: 't', partition: 0, offset: 'x' })`,
			'Invalid offset, expected a long received x'
		],
		[
			`kafka.consumer({ groupId: 'g' }).pause([{ topic: 't' }])`,
			'Consumer group was not initialized, consumer#run must be called first'
		],
		[
			`const p = kafka.producer(); await p.connect(); await p.send({ topic: 't', messages: [{ key: 'a' }] })`,
			'Invalid message without value for topic "t": {"key":"a"}'
		],
		[
			`await kafka.producer({ idempotent: true }).send({ topic: 't', acks: 1, messages: [] })`,
			"Not requiring ack for all messages invalidates the idempotent producer's EoS guarantees"
		],
		[`await new Kafka({ brokers: [] }).admin().connect()`, 'Failed to connect: brokers array is empty']
	])('that kafkajs refuses is refused in its words: %s', async (code, message) => {
		expect(await refusal(code)).toContain(`KafkaJSNonRetriableError: ${message}`);
	});
});

describe('events', () => {
	test('tell what a producer and a consumer do', async () => {
		const printed = await printedByProgram(`${QUIET}
const producer = kafka.producer();
const { CONNECT, DISCONNECT, REQUEST } = producer.events;
producer.on(CONNECT, ({ type, id }) => console.log(type, id));
producer.on(DISCONNECT, ({ type }) => console.log(type));
const remove = producer.on(REQUEST, ({ type, payload: { apiName, broker } }) => console.log(type, apiName, broker));
await producer.connect();
await producer.send({ topic: 't', messages: [{ value: 'a' }] });
remove();
await producer.send({ topic: 't', messages: [{ value: 'b' }] });
await producer.disconnect();
const consumer = kafka.consumer({ groupId: 'g', maxWaitTimeInMs: 100 });
for (const name of ['GROUP_JOIN', 'START_BATCH_PROCESS', 'END_BATCH_PROCESS', 'COMMIT_OFFSETS', 'STOP'])
	consumer.on(consumer.events[name], ({ type, payload }) => console.log(type, payload?.lastOffset ?? payload?.topics?.[0].partitions[0].offset ?? ''));
await consumer.connect();
await consumer.subscribe({ topics: ['t'], fromBeginning: true });
await consumer.run({ eachMessage: async () => undefined });
await wait(300);
await consumer.disconnect();
try { consumer.on('nothing', () => undefined); } catch ({ message }) { console.log(message.slice(0, 30)); }
`);

		expect(printed).toEqual([
			'producer.connect 0',
			'producer.network.request Metadata localhost:9092',
			'producer.network.request Produce kafka-1:9092',
			'producer.disconnect',
			'consumer.group_join ',
			'consumer.start_batch_process 1',
			'consumer.end_batch_process 1',
			'consumer.commit_offsets 2',
			'consumer.stop ',
			'Event name should be one of co'
		]);
	});
});

describe('a client', () => {
	test('tries a broker that is away for so long as its options say, and waits longer each time', async () => {
		const printed = await printedByProgram(`
import { lab } from 'lab';
import { Kafka, logLevel } from 'kafkajs';
lab.kafka();
const lines = [];
lab.process('shop', async () => {
	const kafka = new Kafka({
		brokers: ['kafka-1:9093'],
		retry: { initialRetryTime: 100, retries: 4, factor: 0 },
		logLevel: logLevel.ERROR,
		logCreator: () => ({ namespace, label, log }) => {
			if (log.retryTime) lines.push([label, namespace, log.retryCount, log.retryTime, Math.floor(lab.now() / 100)].join(' '));
		}
	});
	await kafka.producer().connect().catch(({ name, message, retryCount, cause }) => lines.push([name, message, retryCount, cause.code].join(' | ')));
});
await lab.run({ forMs: 60_000 });
for (const line of lines) console.log(line);
`);

		expect(printed).toEqual([
			'ERROR BrokerPool 0 100 0',
			'ERROR BrokerPool 1 200 1',
			'ERROR BrokerPool 2 400 3',
			'ERROR BrokerPool 3 800 7',
			'ERROR BrokerPool 4 1600 15',
			'KafkaJSNumberOfRetriesExceeded | Connection error: connect ECONNREFUSED kafka-1:9093 | 4 | ECONNREFUSED'
		]);
	});

	test('finds the new leader when a broker crashes, and keeps what was acknowledged', async () => {
		const printed = await printedByProgram(`
import { lab } from 'lab';
import { Kafka, logLevel } from 'kafkajs';
const kafka = lab.kafka({ brokers: 3, topics: { orders: { partitions: 3 } } });
const acknowledged = [];
lab.process('shop', async () => {
	const producer = new Kafka({ brokers: ['kafka-1:9092', 'kafka-3:9092'], requestTimeout: 500, retry: { retries: 20 }, logLevel: logLevel.NOTHING }).producer({ idempotent: true });
	await producer.connect();
	for (let i = 0; i < 90; i++) {
		await producer.send({ topic: 'orders', messages: [{ partition: i % 3, value: String(i) }] });
		acknowledged.push(String(i));
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
});
lab.crash('kafka-2', { at: 600 });
await lab.run({ forMs: 60_000 });
const kept = [0, 1, 2].flatMap((partition) => kafka.log('orders', partition).map(({ value }) => value));
console.log(acknowledged.length, kept.length, acknowledged.every((value) => kept.includes(value)));
`);

		expect(printed).toEqual(['90 90 true']);
	});

	test('of a process that crashed does nothing more', async () => {
		const printed = await printedByProgram(`
import { lab } from 'lab';
import { Kafka, logLevel } from 'kafkajs';
const kafka = lab.kafka();
const shop = lab.process('shop', async () => {
	const producer = new Kafka({ brokers: ['kafka-1:9092'], logLevel: logLevel.NOTHING }).producer();
	await producer.connect();
	for (;;) {
		await producer.send({ topic: 't', messages: [{ value: 'a' }] });
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
});
lab.at(1000, () => shop.crash());
await lab.run({ forMs: 1100 });
const before = kafka.log('t', 0).length;
await lab.run({ forMs: 10_000 });
console.log(before > 5, kafka.log('t', 0).length - before);
`);

		expect(printed).toEqual(['true 0']);
	});

	test('has functions that can be passed on by themselves, and be replaced by a spy', async () => {
		const printed = await printedByProgram(`${QUIET}
const { connect, disconnect, stop } = kafka.consumer({ groupId: 'g' });
const producer = kafka.producer();
const { listTopics, connect: connectAdmin } = kafka.admin();
await Promise.all([connect, producer.connect, connectAdmin].map((each) => each()));
producer.send = async () => 'replaced';
console.log(await producer.send(), JSON.stringify(await listTopics()));
await stop().then(disconnect).finally(producer.disconnect);
`);

		expect(printed).toEqual(['replaced []']);
	});

	test('logs what kafkajs logs, as lines that people can read, down to the level that is asked', async () => {
		const printed = await printedByProgram(`
import { Kafka, logLevel } from 'kafkajs';
const kafka = new Kafka({ brokers: ['localhost:9092'] });
const consumer = kafka.consumer({ groupId: 'g' });
await consumer.connect();
await consumer.stop();
kafka.logger().namespace('Mine').warn('Look', { at: 'this' });
kafka.logger().setLogLevel(logLevel.ERROR);
kafka.logger().warn('not this');
`);

		expect(printed).toEqual([
			"[kafkajs] [Consumer] Stopped { groupId: 'g' }",
			"[kafkajs] [Mine] Look { at: 'this' }"
		]);
	});
});
