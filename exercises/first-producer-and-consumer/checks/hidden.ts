import { Kafka } from 'kafkajs';
import { lab } from 'lab';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { publish, receive, type Order } from '../orders.ts';

let kafka: Kafka;

beforeEach(() => {
	lab.kafka({ topics: { orders: { partitions: 1 } } });
	kafka = new Kafka({ clientId: 'shop', brokers: ['kafka-1:9092'] });
});

const pass = (ms: number) => lab.run({ forMs: ms });

const ordersFrom = (first: number, count: number): Order[] =>
	Array.from({ length: count }, (_, index) => ({
		id: first + index,
		customer: `customer ${Math.floor(Math.random() * 9)}`,
		amount: Math.floor(Math.random() * 100)
	}));

describe('1. Publish', () => {
	test('the producer is disconnected when publish returns', async () => {
		let disconnects = 0;
		const producer = kafka.producer();
		producer.on('producer.disconnect', () => void (disconnects += 1));
		vi.spyOn(kafka, 'producer').mockReturnValue(producer);

		await publish(kafka, ordersFrom(1, 1));

		expect(disconnects, 'how often the producer was disconnected').toBe(1);
	});
});

describe('2. Receive', () => {
	test('orders that are sent while it reads arrive, too', async () => {
		const orders = ordersFrom(1, 9);
		const handled: Order[] = [];

		const stop = await receive(kafka, {
			groupId: 'warehouse',
			from: 'beginning',
			handle: (order) => void handled.push(order)
		});
		await publish(kafka, orders.slice(0, 4));
		await pass(5_000);
		await publish(kafka, orders.slice(4));
		await pass(6_000);
		await stop();

		expect(handled, 'what was handled of nine orders in two parts').toEqual(orders);
	});

	test('the next order waits until the one before is handled', async () => {
		let atOnce = 0;
		let atOnceMax = 0;
		const handled: number[] = [];
		await publish(kafka, ordersFrom(1, 6));

		const stop = await receive(kafka, {
			groupId: 'warehouse',
			from: 'beginning',
			handle: async ({ id }) => {
				atOnce += 1;
				atOnceMax = Math.max(atOnceMax, atOnce);
				await new Promise((resolve) => setTimeout(resolve, 50));
				atOnce -= 1;
				handled.push(id);
			}
		});
		await pass(6_000);
		await stop();

		expect(atOnceMax, 'how many orders were being handled at the same moment').toBe(1);
		expect(handled, 'what was handled of six orders of 50 ms each').toEqual([1, 2, 3, 4, 5, 6]);
	});

	test('the reader is in its group once receive returns, and out of it once stop does', async () => {
		const consumer = kafka.consumer({ groupId: 'warehouse' });
		let state = 'out';
		consumer.on('consumer.group_join', () => void (state = 'in'));
		consumer.on('consumer.disconnect', () => void (state = 'out'));
		vi.spyOn(kafka, 'consumer').mockReturnValue(consumer);

		const stop = await receive(kafka, { groupId: 'warehouse', from: 'beginning', handle: () => {} });
		expect(state, 'whether the consumer has joined its group when receive returns').toBe('in');
		await stop();
		expect(state, 'whether the consumer has left when stop returns').toBe('out');
	}, 20_000);

	test('nothing is handled after stop', async () => {
		const handled: number[] = [];

		const stop = await receive(kafka, {
			groupId: 'warehouse',
			from: 'beginning',
			handle: ({ id }) => void handled.push(id)
		});
		await publish(kafka, ordersFrom(1, 2));
		await pass(5_000);
		await stop();
		await publish(kafka, ordersFrom(3, 2));
		await pass(6_000);

		expect(handled, 'two orders came before the stop, two after it').toEqual([1, 2]);
	});

	test('a second reader of the group goes on where the first one stopped', async () => {
		const handled: string[] = [];
		const readAs = (reader: string) =>
			receive(kafka, {
				groupId: 'warehouse',
				from: 'beginning',
				handle: ({ id }) => void handled.push(`${reader} ${id}`)
			});
		await publish(kafka, ordersFrom(1, 3));

		const stopFirst = await readAs('first');
		await pass(6_000);
		await stopFirst();
		await publish(kafka, ordersFrom(4, 2));
		const stopSecond = await readAs('second');
		await pass(6_000);
		await stopSecond();

		expect(handled, 'three orders, another reader, two more orders').toEqual([
			'first 1',
			'first 2',
			'first 3',
			'second 4',
			'second 5'
		]);
	});
});
