// read-only
import { Kafka, logLevel } from 'kafkajs';
import { lab } from 'lab';
import { publish, type CustomerEvent } from './events.ts';

/** Three customers whose events take turns. Each has two orders. */
const EVENTS: readonly CustomerEvent[] = Array.from({ length: 12 }, (_, index) => {
	const customer = ['ada', 'bob', 'eve'][index % 3] ?? '';
	const step = Math.floor(index / 3) + 1;
	const what = step % 2 === 1 ? 'new address' : 'order placed';
	return { customer, order: `${customer}-${step > 2 ? 2 : 1}`, step, what };
});

const broker = (clientId: string) =>
	new Kafka({ clientId, brokers: ['kafka-1:9092'], logLevel: logLevel.ERROR });

/** A broker with four partitions, a shop that publishes, and three consumers of one group, each with a speed of its own. */
export async function runShop(): Promise<void> {
	const stepOf = new Map<string, number>();
	let handledCount = 0;
	let disorder = '';
	const handle = ({ customer, step }: CustomerEvent) => {
		const before = stepOf.get(customer) ?? 0;
		if (step !== before + 1) disorder ||= `Event ${step} of ${customer} was handled after event ${before}.`;
		stepOf.set(customer, step);
		handledCount += 1;
	};

	lab.kafka({ topics: { events: { partitions: 4 } } });
	for (const name of ['consumer-1', 'consumer-2', 'consumer-3']) {
		const slownessMs = Math.random() * 30;
		lab.process(name, async () => {
			const consumer = broker(name).consumer({ groupId: 'shipping' });
			await consumer.connect();
			await consumer.subscribe({ topic: 'events', fromBeginning: true });
			await consumer.run({
				eachMessage: async ({ message }) => {
					await new Promise((resolve) => setTimeout(resolve, slownessMs));
					handle(JSON.parse(String(message.value)));
				}
			});
		});
	}
	lab.process('shop', async () => {
		const producer = broker('shop').producer();
		await producer.connect();
		await publish(producer, EVENTS);
	});

	lab.invariant('the events of a customer are handled in their order', () => disorder || true);
	lab.eventually(
		'every event is handled once',
		() => handledCount === EVENTS.length || `${handledCount} of ${EVENTS.length} events were handled.`
	);
	await lab.run({ forMs: 8_000, until: () => handledCount === EVENTS.length });
}
