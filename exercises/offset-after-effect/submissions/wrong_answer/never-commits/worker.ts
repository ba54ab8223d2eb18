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
/* @misconception Once charges are repeatable, nobody needs offsets.
 * @fails "when all is charged, the group has nothing left to read"
 * @message Nothing was committed, so each restart reads the topic from its beginning. Today that is six orders. */
await consumer.run({
	autoCommit: false,
	eachMessage: async ({ message }) => {
		const order: Order = JSON.parse(String(message.value));
		await redis.hSetNX('charges', order.id, String(order.amount));
	}
});
// endregion
