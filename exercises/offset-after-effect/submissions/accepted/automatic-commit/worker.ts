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
/** KafkaJS commits what this callback has finished, after each batch. Until then it may all come again. */
async function charge({ id, amount }: Order): Promise<void> {
	await redis.hSet('charges', id, amount);
}

// equivalent: await → nothing because nothing comes after it
await consumer.run({
	eachMessage: ({ message }) => charge(JSON.parse(String(message.value)))
});
// endregion
