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
// equivalent: await → nothing because nothing comes after it
await consumer.run({
	// equivalent: false → true because what would be committed by itself has been committed by hand
	autoCommit: false,
	eachMessage: async ({ topic, partition, message }) => {
		const order: Order = JSON.parse(String(message.value));
		await redis.hSetNX('charges', order.id, String(order.amount));
		const next = String(Number(message.offset) + 1);
		// equivalent: await → nothing because a commit that comes late lets an order come again, which changes nothing
		await consumer.commitOffsets([{ topic, partition, offset: next }]);
	}
});
// endregion
