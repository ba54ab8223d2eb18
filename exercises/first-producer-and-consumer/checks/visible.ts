import { Kafka } from 'kafkajs';
import { lab, type LabKafka } from 'lab';
import { beforeEach, describe, expect, test } from 'vitest';
import { publish, receive, type Order } from '../orders.ts';

let cluster: LabKafka;
let kafka: Kafka;

beforeEach(() => {
	cluster = lab.kafka({ topics: { orders: { partitions: 1 } } });
	kafka = new Kafka({ clientId: 'shop', brokers: ['kafka-1:9092'] });
});

/** Lets virtual time pass, and with it everything in the lab. */
const pass = (ms: number) => lab.run({ forMs: ms });

const ordersFrom = (first: number, count: number): Order[] =>
	Array.from({ length: count }, (_, index) => ({
		id: first + index,
		customer: index % 2 === 0 ? 'ada' : 'bob',
		amount: 10 + index
	}));

describe('1. Publish', () => {
	test('the broker has every order when publish returns', async () => {
		await publish(kafka, ordersFrom(1, 20));

		const stored = cluster.log('orders', 0);
		expect(stored.length, 'how many of 20 orders are in the topic when publish returns').toBe(20);
	});
});

describe('2. Receive', () => {
	test('a new group that starts at the beginning gets every order, oldest first', async () => {
		const orders = ordersFrom(1, 20);
		const handled: Order[] = [];
		await publish(kafka, orders);

		const stop = await receive(kafka, {
			groupId: 'warehouse',
			from: 'beginning',
			handle: (order) => void handled.push(order)
		});
		await pass(6_000);
		await stop();

		expect(handled, 'what was handled of 20 orders that were there before').toEqual(orders);
	});

	test('a new group that starts now gets only what comes later', async () => {
		const handled: number[] = [];
		await publish(kafka, ordersFrom(1, 3));

		const stop = await receive(kafka, {
			groupId: 'mail',
			from: 'now',
			handle: ({ id }) => void handled.push(id)
		});
		await pass(5_000);
		expect(handled, 'orders from before the group existed').toEqual([]);
		await publish(kafka, ordersFrom(4, 2));
		await pass(6_000);
		await stop();

		expect(handled, 'after two orders that came later').toEqual([4, 5]);
	});
});
