import { describe, expect, test } from 'vitest';
import { printedByProgram, QUIET, reportOf } from './machine.ts';

/** The calls are those of https://kafka.js.org/docs; the programs are ours. Nobody makes a lab: the broker is there when one connects. */
describe('producing and consuming', () => {
	test('works as the getting-started page begins', async () => {
		const printed = await printedByProgram(`
import { Kafka, logLevel } from 'kafkajs';

const kafka = new Kafka({
	clientId: 'my-app',
	brokers: ['localhost:9092'],
	logLevel: logLevel.NOTHING
});

const producer = kafka.producer();
await producer.connect();
await producer.send({ topic: 'test-topic', messages: [{ value: 'Hello KafkaJS user!' }] });
await producer.disconnect();

const consumer = kafka.consumer({ groupId: 'test-group' });
await consumer.connect();
await consumer.subscribe({ topic: 'test-topic', fromBeginning: true });
await consumer.run({
	eachMessage: async ({ topic, partition, message }) => {
		console.log(topic, partition, message.offset, message.value.toString());
	}
});
`);

		expect(printed).toEqual(['test-topic 0 0 Hello KafkaJS user!']);
	});

	test('carries keys, headers, timestamps and tombstones as bytes, and answers with offsets', async () => {
		const printed = await printedByProgram(`${QUIET}
const producer = kafka.producer();
await producer.connect();
const [sent] = await producer.send({
	topic: 'topic-name',
	acks: 1,
	messages: [
		{ key: 'key1', value: 'hello', headers: { 'correlation-id': '2bfb68bb', many: ['a', Buffer.from('b')] }, timestamp: '1700000000123' },
		{ key: Buffer.from('key2'), value: null },
		{ value: 17 }
	]
});
console.log(JSON.stringify(sent));
const consumer = kafka.consumer({ groupId: 'g' });
await consumer.connect();
await consumer.subscribe({ topics: ['topic-name'], fromBeginning: true });
await consumer.run({
	eachMessage: async ({ message: { key, value, headers, timestamp, offset } }) => {
		const shown = Object.entries(headers).map(([name, header]) => name + '=' + header);
		console.log(offset, String(key), Buffer.isBuffer(value), String(value), shown.join(' '), timestamp.length);
	}
});
`);

		expect(printed).toEqual([
			'{"topicName":"topic-name","partition":0,"errorCode":0,"baseOffset":"0","logAppendTime":"-1","logStartOffset":"0"}',
			'0 key1 true hello correlation-id=2bfb68bb many=a,b 13',
			'1 key2 false null  13',
			'2 null true 17  13'
		]);
	});

	test('sends to several topics at once, and reads those that a pattern finds', async () => {
		const printed = await printedByProgram(`${QUIET}
const producer = kafka.producer();
await producer.connect();
await producer.sendBatch({
	topicMessages: [
		{ topic: 'topic-a', messages: [{ key: 'key', value: 'hello topic-a' }] },
		{ topic: 'topic-b', messages: [{ key: 'key', value: 'hello topic-b' }] },
		{ topic: 'other', messages: [{ value: 'unseen' }] }
	]
});
const consumer = kafka.consumer({ groupId: 'g' });
await consumer.connect();
await consumer.subscribe({ topics: [/topic-.*/], fromBeginning: true });
await consumer.run({ eachMessage: async ({ topic, message }) => console.log(topic, String(message.value)) });
`);

		expect(printed.toSorted()).toEqual(['topic-a hello topic-a', 'topic-b hello topic-b']);
	});

	test('begins at the end of a topic unless one asks for its beginning, and goes on where the group was', async () => {
		const printed = await printedByProgram(`${QUIET}
const producer = kafka.producer();
await producer.connect();
const send = (value) => producer.send({ topic: 't', messages: [{ value }] });
await send('before');
for (const round of [1, 2]) {
	const consumer = kafka.consumer({ groupId: 'g', maxWaitTimeInMs: 100 });
	await consumer.connect();
	await consumer.subscribe({ topic: 't' });
	await consumer.run({ eachMessage: async ({ message }) => console.log(round, String(message.value)) });
	await wait(300);
	await send('while ' + round);
	await wait(300);
	await consumer.disconnect();
	await send('between');
}
`);

		expect(printed).toEqual(['1 while 1', '2 between', '2 while 2']);
	});

	test('ends a program whose errors nobody caught', async () => {
		const report = await reportOf(`${QUIET}
await kafka.producer().send({ topic: 't', messages: [{ value: 'a' }] });
`);

		expect(report.stopped?.message).toBe('KafkaJSError at main.ts, line 6: The producer is disconnected');
	});
});

describe('a batch', () => {
	test('is handled as a whole, with offsets resolved and committed by hand', async () => {
		const printed = await printedByProgram(`${QUIET}
const producer = kafka.producer();
await producer.connect();
await producer.send({ topic: 't', messages: ['a', 'b', 'c', 'd'].map((value) => ({ value })) });
const consumer = kafka.consumer({ groupId: 'g' });
await consumer.connect();
await consumer.subscribe({ topics: ['t'], fromBeginning: true });
await consumer.run({
	eachBatchAutoResolve: false,
	eachBatch: async ({ batch, resolveOffset, heartbeat, commitOffsetsIfNecessary, uncommittedOffsets, isRunning, isStale }) => {
		console.log(batch.topic, batch.partition, batch.highWatermark, batch.firstOffset(), batch.lastOffset(), batch.offsetLag(), batch.offsetLagLow());
		for (const message of batch.messages.slice(0, 2)) {
			if (!isRunning() || isStale()) break;
			console.log(message.offset, String(message.value));
			resolveOffset(message.offset);
			await heartbeat();
		}
		console.log(JSON.stringify(uncommittedOffsets()));
		await commitOffsetsIfNecessary(uncommittedOffsets());
		if (batch.firstOffset() !== '0') void consumer.stop();
	}
});
`);

		expect(printed).toEqual([
			't 0 4 0 3 0 3',
			'0 a',
			'1 b',
			'{"topics":[{"topic":"t","partitions":[{"partition":0,"offset":"2"}]}]}',
			't 0 4 2 3 0 1',
			'2 c',
			'3 d',
			'{"topics":[{"topic":"t","partitions":[{"partition":0,"offset":"4"}]}]}'
		]);
	});
});

describe('a consumer', () => {
	test('pauses a topic and resumes it, from outside and from within its handler', async () => {
		const printed = await printedByProgram(`${QUIET}
const producer = kafka.producer();
await producer.connect();
await producer.send({ topic: 'jobs', messages: ['a', 'b'].map((value) => ({ value })) });
const consumer = kafka.consumer({ groupId: 'g', maxWaitTimeInMs: 100 });
await consumer.connect();
await consumer.subscribe({ topics: ['jobs'], fromBeginning: true });
await consumer.run({
	eachMessage: async ({ message, pause }) => {
		console.log(String(message.value));
		if (String(message.value) === 'a') {
			const resume = pause();
			console.log(JSON.stringify(consumer.paused()));
			setTimeout(resume, 500);
		}
	}
});
await wait(300);
console.log('later');
await wait(500);
consumer.pause([{ topic: 'jobs' }]);
await producer.send({ topic: 'jobs', messages: [{ value: 'c' }] });
await wait(300);
console.log('later still');
consumer.resume([{ topic: 'jobs' }]);
`);

		expect(printed).toEqual(['a', '[{"topic":"jobs","partitions":[0]}]', 'later', 'b', 'later still', 'c']);
	});

	test('seeks back and reads again', async () => {
		const printed = await printedByProgram(`${QUIET}
const producer = kafka.producer();
await producer.connect();
await producer.send({ topic: 't', messages: ['a', 'b', 'c'].map((value) => ({ value })) });
const consumer = kafka.consumer({ groupId: 'g', maxWaitTimeInMs: 100 });
await consumer.connect();
await consumer.subscribe({ topics: ['t'], fromBeginning: true });
await consumer.run({ eachMessage: async ({ message }) => console.log(String(message.value)) });
await wait(200);
consumer.seek({ topic: 't', partition: 0, offset: '1' });
`);

		expect(printed).toEqual(['a', 'b', 'c', 'b', 'c']);
	});

	test('commits what it is told, when it does not commit by itself', async () => {
		const printed = await printedByProgram(`${QUIET}
const producer = kafka.producer();
await producer.connect();
await producer.send({ topic: 't', messages: ['a', 'b', 'c'].map((value) => ({ value })) });
const admin = kafka.admin();
await admin.connect();
const consumer = kafka.consumer({ groupId: 'g', maxWaitTimeInMs: 100 });
await consumer.connect();
await consumer.subscribe({ topics: ['t'], fromBeginning: true });
await consumer.run({ autoCommit: false, eachMessage: async () => undefined });
await wait(200);
const committed = async () => JSON.stringify(await admin.fetchOffsets({ groupId: 'g', topics: ['t'] }));
console.log(await committed());
await consumer.commitOffsets([{ topic: 't', partition: 0, offset: '2', metadata: 'half' }]);
console.log(await committed());
`);

		expect(printed).toEqual([
			'[{"topic":"t","partitions":[{"partition":0,"offset":"-1","metadata":null}]}]',
			'[{"topic":"t","partitions":[{"partition":0,"offset":"2","metadata":"half"}]}]'
		]);
	});

	test.each([
		['autoCommitThreshold: 2', ['1 -1', '2 -1', '3 2', '4 2', '5 4']],
		['autoCommitInterval: 25', ['1 -1', '2 -1', '3 -1', '4 3', '5 3']]
	])('commits within a batch: %s', async (option, wanted) => {
		const printed = await printedByProgram(`${QUIET}
const producer = kafka.producer();
await producer.connect();
await producer.send({ topic: 't', messages: [1, 2, 3, 4, 5].map((value) => ({ value: String(value) })) });
const admin = kafka.admin();
await admin.connect();
await admin.listTopics();
const consumer = kafka.consumer({ groupId: 'g' });
await consumer.connect();
await consumer.subscribe({ topics: ['t'], fromBeginning: true });
await consumer.run({
	${option},
	eachMessage: async ({ message }) => {
		await wait(5);
		const [{ partitions: [{ offset }] }] = await admin.fetchOffsets({ groupId: 'g', topics: ['t'] });
		console.log(String(message.value), offset);
	}
});
`);

		expect(printed).toEqual(wanted);
	});

	test('handles as many partitions at a time as it is told', async () => {
		const printed = await printedByProgram(`${QUIET}
const admin = kafka.admin();
await admin.connect();
await admin.createTopics({ topics: [{ topic: 't', numPartitions: 3 }] });
const producer = kafka.producer();
await producer.connect();
await producer.send({ topic: 't', messages: [0, 1, 2].map((partition) => ({ partition, value: 'a' })) });
for (const partitionsConsumedConcurrently of [1, 2, 3]) {
	let busy = 0, most = 0;
	const consumer = kafka.consumer({ groupId: 'g' + partitionsConsumedConcurrently });
	await consumer.connect();
	await consumer.subscribe({ topics: ['t'], fromBeginning: true });
	await consumer.run({
		partitionsConsumedConcurrently,
		eachMessage: async () => {
			most = Math.max(most, ++busy);
			await wait(50);
			busy--;
		}
	});
	await wait(400);
	console.log(most);
}
`);

		expect(printed).toEqual(['1', '2', '3']);
	});
});
