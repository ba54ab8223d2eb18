/** The program of the front page: it charges each order, and charges one of them twice when it crashes at the wrong moment. */
export const WORKER = `import { Kafka, logLevel } from 'kafkajs';
import { createClient } from 'redis';

const redis = await createClient({ url: 'redis://redis' }).connect();
const kafka = new Kafka({
	brokers: ['kafka-1:9092'],
	logLevel: logLevel.ERROR
});
const consumer = kafka.consumer({ groupId: 'billing' });

await consumer.connect();
await consumer.subscribe({ topic: 'orders', fromBeginning: true });
await consumer.run({
	autoCommit: false,
	eachMessage: async ({ topic, partition, message }) => {
		const order = JSON.parse(String(message.value));
		await redis.incrBy('charged:' + order.id, order.amount);

		const offset = String(Number(message.offset) + 1);
		await consumer.commitOffsets([{ topic, partition, offset }]);
	}
});
`;

const CHARGE = "await redis.incrBy('charged:' + order.id, order.amount);";
const CHARGE_ONCE = "await redis.set('charged:' + order.id, order.amount, { NX: true });";

/** One line is different: what is charged is written under the id of the order, and only if nothing is there yet. */
export const MENDED_WORKER = WORKER.replace(CHARGE, CHARGE_ONCE);
