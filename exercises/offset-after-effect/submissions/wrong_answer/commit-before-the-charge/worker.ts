import { Kafka, logLevel } from 'kafkajs';
import { createClient } from 'redis';

interface Order {
	id: string;
	amount: number;
}

const redis = await createClient({ url: 'redis://redis:6379' }).connect();
const kafka = new Kafka({
	clientId: 'billing',
	brokers: ['kafka-1:9092'],
	logLevel: logLevel.ERROR
});
const consumer = kafka.consumer({ groupId: 'billing', sessionTimeout: 6_000 });

await consumer.connect();
await consumer.subscribe({ topic: 'orders', fromBeginning: true });

// region edit
/* @misconception Committing marks a message as received.
 * @fails "whenever the worker crashes, every order is charged once"
 * @message After a crash an order was never charged. Its offset was committed before the charge, and the crash came between the two. */
await consumer.run({
	autoCommit: false,
	eachMessage: async ({ topic, partition, message }) => {
		const order: Order = JSON.parse(String(message.value));
		const next = String(Number(message.offset) + 1);
		await consumer.commitOffsets([{ topic, partition, offset: next }]);
		await redis.hSetNX('charges', order.id, String(order.amount));
	}
});
// endregion
