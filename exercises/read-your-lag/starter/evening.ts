// read-only
import { Kafka } from 'kafkajs';
import { lab } from 'lab';
import { mailOrders } from './mail.ts';
import { Provider, type Order } from './provider.ts';

export interface Evening {
	provider: Provider;
	/** How often the worker was given partitions: once, if it never fell out of its group. */
	joinsCount: number;
}

/**
 * Twelve orders are in the topic, the odd ones to Austria in partition 0, the even ones to Italy in partition 1. A worker with
 * a session of 10 seconds mails them.
 */
export async function runEvening(closures: readonly { order: number; forMs: number }[]): Promise<Evening> {
	lab.kafka({ topics: { orders: { partitions: 2 } } });
	const kafka = new Kafka({ clientId: 'mailer', brokers: ['kafka-1:9092'] });
	const producer = kafka.producer();
	await producer.connect();
	const orders = Array.from({ length: 12 }, (_, index): Order => {
		const id = index + 1;
		return { id, country: id % 2 === 1 ? 'at' : 'it' };
	});
	await producer.send({
		topic: 'orders',
		messages: orders.map((order) => ({
			partition: order.country === 'at' ? 0 : 1,
			value: JSON.stringify(order)
		}))
	});

	const evening: Evening = { provider: new Provider(() => lab.now(), closures), joinsCount: 0 };
	lab.process('mailer', async () => {
		const consumer = kafka.consumer({ groupId: 'mail', sessionTimeout: 10_000 });
		consumer.on(consumer.events.GROUP_JOIN, () => void (evening.joinsCount += 1));
		await consumer.connect();
		await consumer.subscribe({ topic: 'orders', fromBeginning: true });
		await mailOrders(consumer, (order) => evening.provider.mail(order));
	});
	await lab.run({ forMs: 60_000 });
	return evening;
}
