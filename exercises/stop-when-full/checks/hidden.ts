import { describe, expect, test } from 'vitest';
import { Writable } from 'node:stream';
import { exportRows } from '../export.ts';

const rowsOf = (count: number) => Array.from({ length: count }, () => 'x');

describe('2. Go on at once', () => {
	test('a sink that takes many rows in one go gets many', async () => {
		let batches = 0;
		const sink = new Writable({
			highWaterMark: 20,
			writev(_rows, callback) {
				batches += 1;
				setTimeout(callback, 10);
			}
		});

		await exportRows(rowsOf(400), sink);

		expect(batches, 'batches for 400 rows, where 20 fit into the sink').toBeLessThanOrEqual(41);
	});

	test('a slow sink is never left without work', async () => {
		const costMs = 2 + Math.floor(Math.random() * 4);
		let elapsedMs = 0;
		const clock = setInterval(() => (elapsedMs += 1), 1);
		const sink = new Writable({
			highWaterMark: 4,
			write(_row, _encoding, callback) {
				setTimeout(callback, costMs);
			}
		});

		await exportRows(rowsOf(100), sink);

		clearInterval(clock);
		expect(elapsedMs, `milliseconds for 100 rows of ${costMs} ms each`).toBeLessThanOrEqual(100 * costMs + 2);
	});
});

describe('3. Come to an end', () => {
	test('a sink that fails while the writer waits makes it reject', async () => {
		let writes = 0;
		const sink = new Writable({
			highWaterMark: 1,
			write(_row, _encoding, callback) {
				writes += 1;
				setTimeout(() => callback(writes === 3 ? new Error('disk full') : null), 1);
			}
		});
		sink.on('error', () => {});

		await expect(
			exportRows(rowsOf(10), sink),
			'the promise of a sink that fails on its third row'
		).rejects.toThrow('disk full');
	});

	test('a sink that fails after the last row makes it reject', async () => {
		const sink = new Writable({
			highWaterMark: 64,
			write(_row, _encoding, callback) {
				callback();
			},
			final(callback) {
				setTimeout(() => callback(new Error('no space for the footer')), 1);
			}
		});
		sink.on('error', () => {});

		await expect(
			exportRows(rowsOf(3), sink),
			'the promise of a sink that fails while it closes'
		).rejects.toThrow('no space for the footer');
	});
});
