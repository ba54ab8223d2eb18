import { describe, expect, test } from 'vitest';
import { watch } from 'hotpath';
import { Writable } from 'node:stream';
import { exportRows } from '../export.ts';

/** A sink that takes a row in a millisecond. */
function slowSink(highWaterMark: number): { sink: Writable; written: string[] } {
	const written: string[] = [];
	const sink = new Writable({
		highWaterMark,
		write(row, _encoding, callback) {
			setTimeout(() => {
				written.push(String(row));
				callback();
			}, 1);
		}
	});
	return { sink: watch('disk', sink), written };
}

/** Rows of one byte each, and how much the sink held at most when one was taken. */
function cursor(count: number, sink: Writable): { rows: Iterable<string>; most: () => number } {
	let most = 0;
	function* rows() {
		for (let index = 0; index < count; index += 1) {
			most = Math.max(most, sink.writableLength);
			yield String(index % 10);
		}
	}
	return { rows: rows(), most: () => Math.max(most, sink.writableLength) };
}

describe('1. Wait while it is full', () => {
	test('rows arrive in their order, each once', async () => {
		const { sink, written } = slowSink(3);

		await exportRows(['a', 'b', 'c', 'd', 'e', 'f', 'g'], sink);

		expect(written.join(''), 'what the sink has written').toBe('abcdefg');
	});

	test('the sink never holds more than its mark and one row', async () => {
		const { sink } = slowSink(16);
		const { rows, most } = cursor(500, sink);

		await exportRows(rows, sink);

		expect(most(), 'bytes in the sink at most, with a mark of 16 and rows of one byte').toBeLessThanOrEqual(
			17
		);
	});
});

describe('2. Go on at once', () => {
	test('no listener is left behind', async () => {
		const { sink } = slowSink(4);
		const before = sink.listenerCount('drain');

		await exportRows(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'], sink);

		expect(sink.listenerCount('drain') - before, 'listeners for drain that stayed').toBe(0);
	});
});

describe('3. Come to an end', () => {
	test('it resolves when the last row is written', async () => {
		const { sink, written } = slowSink(64);

		await exportRows(['a', 'b', 'c'], sink);

		expect(written, 'what was written when the promise resolved').toEqual(['a', 'b', 'c']);
		expect(sink.writableFinished, 'whether the sink had finished').toBe(true);
	});
});
