import { describe, expect, test } from 'vitest';
import { Readable, Writable } from 'node:stream';
import { importOrders } from '../import.ts';

function sinkOf(write: (order: unknown) => Error | null): Writable {
	const sink = new Writable({
		objectMode: true,
		write(order, _encoding, callback) {
			setTimeout(() => callback(write(order)), 1);
		}
	});
	sink.on('error', () => {});
	return sink;
}

describe('1. Lines, wherever the chunks end', () => {
	test('the same orders arrive whatever the chunks', async () => {
		const customers = Array.from({ length: 12 }, (_, index) => `Zoë ${'€'.repeat(index % 4)}😀`);
		const bytes = Buffer.from(customers.map((customer, index) => `${index};${customer};${index}\n`).join(''));
		const chunks: Buffer[] = [];
		for (let at = 0; at < bytes.length;) {
			const size = 1 + Math.floor(Math.random() * 9);
			chunks.push(bytes.subarray(at, at + size));
			at += size;
		}
		const orders: unknown[] = [];

		await importOrders(
			Readable.from(chunks, { objectMode: false }),
			sinkOf((order) => {
				orders.push(order);
				return null;
			})
		);

		expect(orders, 'the orders of an upload that is cut anywhere').toEqual(
			customers.map((customer, index) => ({ id: index, customer, cents: index }))
		);
	});
});

describe('2. One failure ends them all', () => {
	test('an empty line counts, too', async () => {
		const importing = importOrders(
			Readable.from([Buffer.from('1;Ada;500\n\n\n2;Bob;no')]),
			sinkOf(() => null)
		);

		await expect(importing, 'the import with two empty lines before a damaged one').rejects.toThrow(
			'line 4:'
		);
	});

	test('a sink that fails ends the source', async () => {
		const source = Readable.from(
			Array.from({ length: 500 }, (_, index) => Buffer.from(`${index};Ada;1\n`)),
			{ objectMode: false }
		);
		source.on('error', () => {});
		let taken = 0;
		const sink = sinkOf(() => ((taken += 1) === 3 ? new Error('unique constraint violated') : null));

		await expect(importOrders(source, sink), 'the import into a sink that fails').rejects.toThrow(
			'unique constraint violated'
		);
		expect(source.destroyed, 'whether the source was destroyed').toBe(true);
	});

	test('a source that breaks off ends the sink', async () => {
		const source = Readable.from(
			(async function* () {
				yield Buffer.from('1;Ada;500\n');
				throw new Error('connection reset');
			})(),
			{ objectMode: false }
		);
		source.on('error', () => {});
		const sink = sinkOf(() => null);

		await expect(importOrders(source, sink), 'the import of an upload that breaks off').rejects.toThrow(
			'connection reset'
		);
		expect(sink.destroyed, 'whether the sink was destroyed').toBe(true);
	});
});

describe('3. As slow as the sink', () => {
	test('the source is read no faster than the sink writes', async () => {
		let taken = 0;
		let written = 0;
		let ahead = 0;
		const source = Readable.from(
			(async function* () {
				for (let index = 0; index < 400; index += 1) {
					taken += 1;
					ahead = Math.max(ahead, taken - written);
					yield Buffer.from(`${index};${'x'.repeat(1_000)};1\n`);
				}
			})(),
			{ objectMode: false, highWaterMark: 1_000 }
		);

		await importOrders(
			source,
			sinkOf(() => {
				written += 1;
				return null;
			})
		);

		expect(written, 'orders written of 400').toBe(400);
		// A transform may hold 64 KiB, some 64 of these, and 16 orders behind it; the sink holds 16.
		expect(ahead, 'chunks of 1 KB taken from the source and not written yet, at most').toBeLessThan(128);
	});
});
