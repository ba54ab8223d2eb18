// read-only
import { Kafka } from 'kafkajs';
import { lab, type When } from 'lab';

const ORDERS = [10, 11, 12, 13, 14, 15].map((amount) => ({ id: `order-${amount - 9}`, amount }));

/** What is known of a day in billing when it is over. */
export interface Day {
	/** What was charged for each order, by its id. */
	charges: Record<string, string>;
	/** The next offset that the group would read. */
	committed: number | null;
}

/**
 * A day in billing: six orders in a topic with one partition, and the worker of `worker.ts`.
 * @param crash when the worker crashes; it comes back 400 ms later
 */
export async function runBilling(crash?: When): Promise<Day> {
	const redis = lab.redis();
	const kafka = lab.kafka({ topics: { orders: { partitions: 1 } } });
	lab.link('billing', 'redis', { latency: { uniform: [2, 8] } });
	lab.link('billing', 'kafka-1', { latency: { uniform: [2, 8] } });

	const shop = new Kafka({ clientId: 'shop', brokers: ['kafka-1:9092'] }).producer();
	await shop.connect();
	await shop.send({ topic: 'orders', messages: ORDERS.map((order) => ({ value: JSON.stringify(order) })) });

	lab.process('billing', './worker.ts', { restartAfterMs: 400 });
	if (crash) lab.crash('billing', crash);

	const charges = (): Record<string, string> => Object(redis.read('HGETALL', 'charges'));
	const committed = () => kafka.committed('billing', 'orders', 0);
	lab.invariant('no order is charged twice', () => {
		const charged = charges();
		const twice = ORDERS.find(({ id, amount }) => Number(charged[id] ?? 0) > amount);
		return !twice || `${twice.id} costs ${twice.amount}, and ${charged[twice.id]} were charged.`;
	});
	lab.eventually('every order is charged', () => {
		const charged = charges();
		const missing = ORDERS.find(({ id, amount }) => Number(charged[id] ?? 0) !== amount);
		return !missing || `${missing.id} costs ${missing.amount}, and ${charged[missing.id] ?? 0} were charged.`;
	});
	await lab.run({ forMs: 12_000, until: () => committed() === ORDERS.length });
	return { charges: charges(), committed: committed() };
}
