// read-only
import { Kafka } from 'kafkajs';
import { lab, type When } from 'lab';

const ORDERS = Array.from({ length: 8 }, (_, index) => ({ id: `order-${index + 1}`, amount: 10 + index }));

/**
 * A day in billing: eight orders in a topic with one partition, and the worker of `worker.ts`.
 * @param crash when the worker crashes; it comes back 400 ms later
 */
export async function runBilling(crash?: When): Promise<void> {
	const redis = lab.redis();
	lab.kafka({ topics: { orders: { partitions: 1 } } });
	lab.link('billing', 'redis', { latency: { uniform: [2, 8] } });
	lab.link('billing', 'kafka-1', { latency: { uniform: [2, 8] } });

	const shop = new Kafka({ clientId: 'shop', brokers: ['kafka-1:9092'] }).producer();
	await shop.connect();
	const messages = ORDERS.map((order) => ({ value: JSON.stringify(order) }));
	await shop.send({ topic: 'orders', messages });
	await shop.disconnect();

	lab.process('billing', './worker.ts', { restartAfterMs: 400 });
	if (crash) lab.crash('billing', crash);

	const chargedFor = (id: string) => Number(redis.read('HGET', 'charges', id) ?? 0);
	lab.invariant('no order is charged twice', () => {
		const twice = ORDERS.find(({ id, amount }) => chargedFor(id) > amount);
		return !twice || `${twice.id} costs ${twice.amount}, and ${chargedFor(twice.id)} were charged.`;
	});
	lab.eventually('every order is charged', () => {
		const missing = ORDERS.find(({ id, amount }) => chargedFor(id) !== amount);
		return !missing || `${missing.id} costs ${missing.amount}, and ${chargedFor(missing.id)} were charged.`;
	});
	await lab.run({ forMs: 20_000 });
}
