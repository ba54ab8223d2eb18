/** Under this seed the crash comes between the charge and the commit. */
export const FAILING_SEED = 4;

/** What surrounds `worker.ts`: a shop, a broker, a Redis, one crash, and what must be true all the time. */
export const SCENARIO = `import { Kafka } from 'kafkajs';
import { lab } from 'lab';

const redis = lab.redis();
lab.kafka({ topics: { orders: { partitions: 1 } } });

lab.process('shop', async () => {
	const producer = new Kafka({ brokers: ['kafka-1:9092'] }).producer();
	await producer.connect();
	const orders = [14, 15, 16, 17].map((id) => ({ id, amount: 30 }));
	const messages = orders.map((order) => ({ value: JSON.stringify(order) }));
	await producer.send({ topic: 'orders', messages });
});
lab.process('worker', './worker.ts', { restartAfterMs: 400 });
lab.crash('worker', { between: [10, 60] });

const charged = () => [14, 15, 16, 17].map((id) => Number(redis.read('GET', 'charged:' + id) ?? 0));

lab.invariant('nobody is charged twice', () => charged().every((amount) => amount <= 30));
lab.eventually('every order is charged', () => charged().every((amount) => amount >= 30));

await lab.run({ forMs: 40_000 });
`;
