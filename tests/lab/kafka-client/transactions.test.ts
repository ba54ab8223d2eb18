import { describe, expect, test } from 'vitest';
import { printedByProgram, QUIET, reportOf } from './machine.ts';

const TOPICS = `${QUIET}
const admin = kafka.admin();
await admin.connect();
await admin.createTopics({ topics: [{ topic: 'in' }, { topic: 'out' }] });
const transactional = () => kafka.producer({ transactionalId: 'my-transactional-producer', maxInFlightRequests: 1, idempotent: true });
const producer = transactional();
await producer.connect();
const read = async (readUncommitted) => {
	const seen = [];
	const consumer = kafka.consumer({ groupId: 'g' + readUncommitted, readUncommitted, maxWaitTimeInMs: 100 });
	await consumer.connect();
	await consumer.subscribe({ topics: ['out'], fromBeginning: true });
	await consumer.run({ eachMessage: async ({ message }) => void seen.push(String(message.value)) });
	await wait(400);
	await consumer.disconnect();
	return seen.join();
};
`;

describe('a transaction', () => {
	test('is seen by consumers when it has committed, and never when it was aborted', async () => {
		const printed = await printedByProgram(`${TOPICS}
const first = await producer.transaction();
await first.send({ topic: 'out', messages: [{ value: 'a' }, { value: 'b' }] });
await first.abort();
const second = await producer.transaction();
await second.sendBatch({ topicMessages: [{ topic: 'out', messages: [{ value: 'c' }] }] });
console.log('open', await read(false));
await second.commit();
console.log('committed', await read(false));
console.log('uncommitted', await read(true));
`);

		expect(printed).toEqual(['open ', 'committed c', 'uncommitted a,b,c']);
	});

	test('commits the offsets of a consumer with its messages', async () => {
		const printed = await printedByProgram(`${TOPICS}
const committed = async () => (await admin.fetchOffsets({ groupId: 'copy', topics: ['in'] }))[0].partitions[0].offset;
const offsets = (offset) => ({ consumerGroupId: 'copy', topics: [{ topic: 'in', partitions: [{ partition: 0, offset }] }] });
const first = await producer.transaction();
await first.sendOffsets(offsets('5'));
await first.abort();
console.log(await committed());
const second = await producer.transaction();
await second.sendOffsets(offsets('7'));
console.log(await committed());
await second.commit();
console.log(await committed());
`);

		expect(printed).toEqual(['-1', '-1', '7']);
	});

	test('ends once, and is the only one of its producer', async () => {
		const printed = await printedByProgram(`${TOPICS}
const first = await producer.transaction();
await producer.transaction().catch(({ message }) => console.log(message));
console.log(first.isActive());
await first.commit();
console.log(first.isActive());
await first.send({ topic: 'out', messages: [{ value: 'a' }] }).catch(({ message }) => console.log(message));
await kafka.producer().transaction().catch(({ message }) => console.log(message));
`);

		expect(printed).toEqual([
			'There is already an ongoing transaction for this producer. Please end the transaction before beginning another.',
			'true',
			'false',
			'Cannot continue to use transaction once ended',
			'Must provide transactional id for transactional producer'
		]);
	});

	test('of a producer with the same id fences the one before', async () => {
		const printed = await printedByProgram(`${TOPICS}
const old = await producer.transaction();
await old.send({ topic: 'out', messages: [{ value: 'lost' }] });
const successor = transactional();
await successor.connect();
const next = await successor.transaction();
await old.send({ topic: 'out', messages: [{ value: 'zombie' }] }).catch(({ name, type }) => console.log(name, type));
await next.send({ topic: 'out', messages: [{ value: 'kept' }] });
await next.commit();
console.log(await read(false));
`);

		expect(printed).toEqual(['KafkaJSProtocolError INVALID_PRODUCER_EPOCH', 'kept']);
	});
});

/** Answers get lost on the way back, so the producer sends again what was written already. */
const LOSSY = (idempotent: boolean) => `
import { lab } from 'lab';
import { Kafka, logLevel } from 'kafkajs';
const kafka = lab.kafka();
lab.at(100, () => lab.link('shop', 'kafka-1', { latency: { lognormal: { median: 40, sigma: 1 } } }));
lab.process('shop', async () => {
	const client = new Kafka({ brokers: ['kafka-1:9092'], requestTimeout: 100, retry: { retries: 50, initialRetryTime: 10 }, logLevel: logLevel.NOTHING });
	const producer = client.producer({ idempotent: ${idempotent} });
	await producer.connect();
	await new Promise((resolve) => setTimeout(resolve, 200));
	for (let i = 0; i < 60; i++) await producer.send({ topic: 'orders', messages: [{ value: String(i) }] });
});
await lab.run({ forMs: 120_000 });
const values = kafka.log('orders', 0).map(({ value }) => value);
console.log(new Set(values).size, values.length === new Set(values).size);
`;

describe('a message that is sent again because its answer was late', () => {
	test('is there twice', async () => {
		expect(await printedByProgram(LOSSY(false))).toEqual(['60 false']);
	});

	test('is there once, when the producer is idempotent', async () => {
		expect(await printedByProgram(LOSSY(true))).toEqual(['60 true']);
	});
});

describe('a run', () => {
	test('is the same when it is run again, to the last event', async () => {
		const traced = { isTraced: true };
		const [first, second] = [await reportOf(LOSSY(true), traced), await reportOf(LOSSY(true), traced)];

		expect(second.traces?.[0]?.digest).toBe(first.traces?.[0]?.digest);
		expect({ ...second, usage: { ...second.usage, wallMs: 0 } }).toEqual({
			...first,
			usage: { ...first.usage, wallMs: 0 }
		});
	});
});
