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
/* @misconception Asking first whether something is done makes it happen once.
 * @fails "whenever the worker crashes, every order is charged once"
 * @message An order was charged twice. It was asked for, charged, and then marked as done; the crash came before the mark. */
await consumer.run({
	autoCommit: false,
	eachMessage: async ({ topic, partition, message }) => {
		const order: Order = JSON.parse(String(message.value));
		if (await redis.sIsMember('done', order.id)) return;
		await redis.hIncrBy('charges', order.id, order.amount);
		await redis.sAdd('done', order.id);
		const next = String(Number(message.offset) + 1);
		await consumer.commitOffsets([{ topic, partition, offset: next }]);
	}
});
// endregion
