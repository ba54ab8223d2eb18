import { describe, expect, test } from 'vitest';
import { watch } from 'hotpath';
import { Readable, Writable } from 'node:stream';
import { importOrders } from '../import.ts';
import type { Order } from '../order.ts';

/** A source of bytes, cut after every `size` bytes. */
function upload(text: string, size = 5): Readable {
	const bytes = Buffer.from(text);
	const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
		bytes.subarray(index * size, (index + 1) * size)
	);
	return watch('upload', Readable.from(chunks, { objectMode: false }));
}

function database(): { sink: Writable; orders: Order[] } {
	const orders: Order[] = [];
	const sink = new Writable({
		objectMode: true,
		write(order, _encoding, callback) {
			orders.push(order);
			setTimeout(callback, 1);
		}
	});
	return { sink: watch('database', sink), orders };
}

describe('1. Lines, wherever the chunks end', () => {
	test('each line becomes an order', async () => {
		const { sink, orders } = database();

		await importOrders(upload('1;Ada;500\n2;Bob;1250\n\n3;Eve;99\n'), sink);

		expect(orders, 'what the sink has taken').toEqual([
			{ id: 1, customer: 'Ada', cents: 500 },
			{ id: 2, customer: 'Bob', cents: 1250 },
			{ id: 3, customer: 'Eve', cents: 99 }
		]);
	});

	test('a character may be cut in two', async () => {
		const { sink, orders } = database();

		await importOrders(upload('1;Zoë;500\n2;5 € shop;99\n', 1), sink);

		expect(
			orders.map(({ customer }) => customer),
			'customers of an upload that comes byte by byte'
		).toEqual(['Zoë', '5 € shop']);
	});

	test('the last line may lack its line break', async () => {
		const { sink, orders } = database();

		await importOrders(upload('1;Ada;500\n2;Bob;1250'), sink);

		expect(orders.at(-1), 'the last order').toEqual({ id: 2, customer: 'Bob', cents: 1250 });
	});
});

describe('2. One failure ends them all', () => {
	test('a damaged line is named', async () => {
		const { sink } = database();
		sink.on('error', () => {});

		const importing = importOrders(upload('1;Ada;500\n2;Bob;1250\n3;Eve;a lot\n4;Ian;7\n'), sink);

		await expect(importing, 'the import of an upload with a damaged third line').rejects.toThrow(/^line 3:/);
	});

	test('a damaged line destroys source and sink', async () => {
		const { sink } = database();
		sink.on('error', () => {});
		const source = upload('1;Ada;500\n2;Bob;cheap\n3;Eve;99\n'.repeat(40));

		await importOrders(source, sink).catch(() => {});

		expect(source.destroyed, 'whether the source was destroyed').toBe(true);
		expect(sink.destroyed, 'whether the sink was destroyed').toBe(true);
	});
});
