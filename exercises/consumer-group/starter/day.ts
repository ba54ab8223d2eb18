// read-only
import { Kafka, logLevel } from 'kafkajs';
import { lab } from 'lab';
import type { Order } from './orders.ts';
import { mailOrders, packOrders } from './workers.ts';

export interface Day {
	/** `packer-2 1`: who packed which order, as it happened. */
	packed: string[];
	mailed: string[];
}

const ORDERS = 12;
const broker = (clientId: string) =>
	new Kafka({ clientId, brokers: ['kafka-1:9092'], logLevel: logLevel.ERROR });
const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A day: a shop that places twelve orders in twelve seconds, and the processes that handle them.
 * @param startsAtMs when each process starts, by its name: `packer-…` or `mailer-…`
 */
export async function runDay(startsAtMs: Readonly<Record<string, number>>): Promise<Day> {
	const day: Day = { packed: [], mailed: [] };
	lab.kafka({ topics: { orders: { partitions: 3 } } });

	lab.process('shop', async () => {
		const producer = broker('shop').producer();
		await producer.connect();
		for (let id = 1; id <= ORDERS; id += 1) {
			const order: Order = { id };
			await producer.send({
				topic: 'orders',
				messages: [{ partition: id % 3, value: JSON.stringify(order) }]
			});
			await pass(1_000);
		}
	});
	for (const [name, atMs] of Object.entries(startsAtMs)) {
		const isPacker = name.startsWith('packer');
		const handle = async ({ id }: Order) => {
			await pass(20);
			(isPacker ? day.packed : day.mailed).push(`${name} ${id}`);
		};
		const start = () =>
			lab.process(name, () => (isPacker ? packOrders : mailOrders)(broker(name), name, handle));
		if (atMs === 0) start();
		else lab.at(atMs, start);
	}
	await lab.run({ forMs: 25_000 });
	return day;
}

/** Each order that was handled, with how often: `[[1, 1], [2, 1], …]`. */
export function countsOf(handled: readonly string[]): Map<number, number> {
	const counts = new Map<number, number>();
	for (let id = 1; id <= ORDERS; id += 1) counts.set(id, 0);
	for (const each of handled) {
		const id = Number(each.split(' ')[1]);
		counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	return counts;
}
