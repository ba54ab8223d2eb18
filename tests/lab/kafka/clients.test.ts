import { beforeAll, expect, test } from 'vitest';
import { runJob } from '../../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../../src/lib/sandbox/machine.ts';
import { printedBy, programJob } from '../../support/jobs.ts';
import { openMachine } from '../../support/machine.ts';

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

const KAFKA = `
import { Kafka, logLevel } from 'kafkajs';
import { lab } from 'lab';
const brokers = ['kafka-1:9092', 'kafka-2:9092', 'kafka-3:9092'];
const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING });
`;
const WORKER = `
${KAFKA}
const consumer = kafka.consumer({ groupId: 'billing', sessionTimeout: 6_000, heartbeatInterval: 500, rebalanceTimeout: 3_000 });
await consumer.connect();
await consumer.subscribe({ topic: 'orders', fromBeginning: true });
await consumer.run({ eachMessage: async ({ message }) => console.log('got', message.value.toString()) });
`;
/** Reads orders and writes an invoice for each, both in one transaction. */
const EXACTLY_ONCE = `
${KAFKA}
const producer = kafka.producer({ transactionalId: 'invoices', idempotent: true, maxInFlightRequests: 1 });
const consumer = kafka.consumer({ groupId: 'invoicing', sessionTimeout: 6_000, heartbeatInterval: 500, rebalanceTimeout: 3_000 });
await Promise.all([producer.connect(), consumer.connect()]);
await consumer.subscribe({ topic: 'orders', fromBeginning: true });
await consumer.run({
	autoCommit: false,
	eachMessage: async ({ topic, partition, message }) => {
		const transaction = await producer.transaction();
		try {
			await transaction.send({ topic: 'invoices', messages: [{ key: message.value.toString(), value: 'invoice' }] });
			const offsets = [{ partition, offset: String(Number(message.offset) + 1) }];
			await transaction.sendOffsets({ consumerGroupId: 'invoicing', topics: [{ topic, partitions: offsets }] });
			await transaction.commit();
		} catch (error) {
			await transaction.abort().catch(() => undefined);
			throw error;
		}
	}
});
`;
/** After a crash it may see an invoice again: it commits what it has seen a while later. */
const reader = (group: string, word: string) => `
${KAFKA}
const consumer = kafka.consumer({ groupId: '${group}' });
await consumer.connect();
await consumer.subscribe({ topic: 'invoices', fromBeginning: true });
await consumer.run({ eachMessage: async ({ message }) => console.log('${word}', message.key.toString()) });
`;
const SCENARIO = `
${KAFKA}
const config = { 'min.insync.replicas': '2' };
const cluster = lab.kafka({
	brokers: 3,
	restartAfterMs: 800,
	sessionTimeoutMs: 2_000,
	replicaLagMs: 3_000,
	topics: { orders: { partitions: 2, config }, invoices: { partitions: 2, config } }
});
lab.process('worker-1', './worker.ts', { restartAfterMs: 300 });
lab.process('worker-2', './worker.ts', { restartAfterMs: 300 });
lab.process('invoicing', './exactly-once.ts', { restartAfterMs: 300 });
lab.process('reader', './reader.ts');
lab.at(60_000, () => lab.process('late-reader', './late-reader.ts'));
lab.process('shop', async () => {
	const producer = kafka.producer({ idempotent: true, retry: { retries: 1_000 } });
	await producer.connect();
	for (let count = 0; count < 40; count++) {
		const value = 'order ' + count;
		await producer.send({ topic: 'orders', messages: [{ key: value, value }] }).then(
			() => console.log('sent', value),
			(error) => console.log('failed', error.name)
		);
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
});
for (const broker of cluster.brokers) lab.crash(broker, { between: [1_000, 12_000] });
lab.crash('worker-1', { between: [1_000, 12_000] });
lab.crash('invoicing', { between: [1_000, 12_000] });
lab.partition(['kafka-3'], ['kafka-1', 'kafka-2'], { between: [6_000, 12_000], forMs: 4_000 });
await lab.run({ forMs: 90_000 });
for (const { value } of [0, 1].flatMap((partition) => cluster.log('orders', partition))) console.log('stored', value);
for (const partition of [0, 1])
	console.log('lag', cluster.highWatermark('orders', partition) - cluster.committed('billing', 'orders', partition));
`;

const sorted = (lines: readonly string[]) => lines.toSorted();

test.each(Array.from({ length: 12 }, (_, index) => index + 1))(
	'clients lose nothing while all around them crashes, and a transaction is seen once (seed %i)',
	async (seed) => {
		const files = {
			'worker.ts': WORKER,
			'exactly-once.ts': EXACTLY_ONCE,
			'reader.ts': reader('archive', 'seen'),
			'late-reader.ts': reader('audit', 'invoice')
		};
		const report = await runJob(machine, { ...programJob(SCENARIO, {}, files), schedule: { seed } });
		const printed = printedBy(report);
		const after = (word: string) =>
			printed.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
		const stored = sorted(after('stored'));

		expect(report.stopped).toBeNull();
		expect(after('sent').length).toBeGreaterThan(30);
		expect(new Set(stored).size, 'stored once').toBe(stored.length);
		expect(after('sent').filter((value) => !stored.includes(value))).toEqual([]);
		expect(stored.filter((value) => !after('got').includes(value))).toEqual([]);
		expect(after('lag')).toEqual(['0', '0']);
		expect(sorted([...new Set(after('seen'))])).toEqual(stored);
		expect(sorted(after('invoice'))).toEqual(stored);
	}
);
