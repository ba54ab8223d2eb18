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
/* @misconception The committed offset is the last message that was read.
 * @fails "when all is charged, the group has nothing left to read"
 * @message The last order is read again after every restart, for ever. A committed offset is the next message to read. */
await consumer.run({
	autoCommit: false,
	eachMessage: async ({ topic, partition, message }) => {
		const order: Order = JSON.parse(String(message.value));
		await redis.hSetNX('charges', order.id, String(order.amount));
		const next = message.offset;
		await consumer.commitOffsets([{ topic, partition, offset: next }]);
	}
});
// endregion
