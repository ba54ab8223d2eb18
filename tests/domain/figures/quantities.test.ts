import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beadsOf, messagesPerBead, queueSentence } from '#lib/client/figures/beads.ts';
import { keyHue } from '#lib/client/figures/key-hue.ts';
import { backpressureOf, pipeSentence, tankOf, type PipeStage } from '#lib/client/figures/pipe.ts';
import { PIPE_DEFAULT, PIPE_DEFAULT_TICK, pipeRunTo } from '#lib/client/figures/pipe-simulation.ts';
import {
	alignedOf,
	quantityText,
	seriesSummary,
	valueAtMs,
	type PlotSeries
} from '#lib/client/figures/plot-series.ts';
import { quantileOf } from '#lib/client/figures/quantiles.ts';

describe('a series in four numbers', () => {
	test('weighs a level by how long it lasted', () => {
		const depth: PlotSeries = { name: 'depth', kind: 'level', atMs: [0, 98, 99], values: [1, 500, 2] };

		expect(seriesSummary(depth, 200)).toEqual({ min: 1, p50: 2, p99: 2, max: 500 });
		expect(seriesSummary({ ...depth, kind: 'sample' }, 200)).toEqual({ min: 1, p50: 2, p99: 500, max: 500 });
	});

	test('takes percentiles by nearest rank: a value that was there, and not exceeded for that share', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer(), { minLength: 1, maxLength: 60 }),
				fc.integer({ min: 1, max: 100 }),
				(values, percent) => {
					const sorted = values.toSorted((a, b) => a - b);
					const weighted = sorted.map((value) => ({ value, weight: 1 }));

					expect(quantileOf(weighted, percent / 100)).toBe(
						sorted[Math.ceil((percent / 100) * values.length) - 1]
					);
				}
			)
		);
	});

	test('has none when nothing was measured', () => {
		expect(seriesSummary({ name: 'x', kind: 'sample', atMs: [], values: [] }, 10)).toBeNull();
	});
});

describe('a plot', () => {
	const lag: PlotSeries = { name: 'lag', kind: 'level', atMs: [5, 20], values: [3, 7] };

	test('holds a level until the next one, and joins series on one axis of times', () => {
		const took: PlotSeries = { name: 'took', kind: 'sample', atMs: [10], values: [4] };

		expect(alignedOf([lag, took], 30)).toEqual([
			[5, 10, 20, 30],
			[3, 3, 7, 7],
			[null, 4, null, null]
		]);
	});

	test('knows what a series said at any moment', () => {
		expect([0, 5, 19, 20, 99].map((atMs) => valueAtMs(lag, atMs))).toEqual([null, 3, 3, 7, 7]);
	});

	test.each([
		[1536, 'bytes', '1.5 KiB'],
		[999, 'ms', '999 ms'],
		[1200, 'ms', '1.2 s'],
		[12, 'records', '12 records'],
		[1, 'records', '1 record'],
		[0, 'bytes', '0 B']
	])('writes %d %s as %s', (value, unit, text) => {
		expect(quantityText(value, unit)).toBe(text);
	});
});

describe('beads of a queue', () => {
	test('are never more than can be seen, and never fewer than the messages ask for', () => {
		fc.assert(
			fc.property(fc.nat(5_000_000), (count) => {
				const perBead = messagesPerBead([{ name: 'q', ready: count, unacknowledged: 0, dead: 0 }]);
				const beads = beadsOf(count, perBead);

				expect(beads.length).toBeLessThanOrEqual(40);
				expect(Math.round(beads.reduce((sum, fill) => sum + fill, 0) * perBead)).toBe(count);
			})
		);
	});

	test('stand for one message each as long as they can be counted', () => {
		expect(messagesPerBead([{ name: 'q', ready: 40, unacknowledged: 3, dead: 0 }])).toBe(1);
		expect(queueSentence({ name: 'mail', ready: 4, unacknowledged: 1, dead: 0 })).toBe(
			'mail: 4 ready, 1 unacknowledged, none dead.'
		);
	});
});

describe('a stream of stages', () => {
	const stage = (name: string, length: number, isFlowing: boolean): PipeStage => {
		return { name, length, highWaterMark: 16, isFlowing };
	};

	test('says how far a full stage makes the ones before it wait', () => {
		const stages = [stage('file', 16, false), stage('gzip', 16, false), stage('socket', 16, true)];

		expect(backpressureOf(stages)).toEqual([{ from: 0, to: 1, full: 2 }]);
		expect(pipeSentence(stages)).toBe('socket asks for no more, so gzip waits, so file waits.');
	});

	test('says when a stage that is no longer full has not asked for more yet', () => {
		const stages = [stage('file', 16, false), stage('socket', 3, true)];

		expect(pipeSentence(stages)).toBe('socket has not drained yet, so file waits.');
	});

	test('says when a tank holds more than its mark because nobody was asked to wait', () => {
		const stages = [stage('file', 2, true), stage('socket', 90, true)];

		expect(backpressureOf(stages)).toEqual([]);
		expect(pipeSentence(stages)).toContain('socket holds more than the high-water mark');
		expect(tankOf(stage('socket', 90, true)).over).toBe(74);
	});

	test('opens with the pressure at its source', () => {
		const { stages } = pipeRunTo(PIPE_DEFAULT, PIPE_DEFAULT_TICK);

		expect(backpressureOf(stages)).toEqual([{ from: 0, to: 1, full: 2 }]);
	});

	test('holds no more than its marks when they are respected, and ever more when they are not', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 3, max: 9 }),
				fc.integer({ min: 1, max: 40 }),
				(sourceRate, highWaterMark) => {
					const settings = { sourceRate, sinkRate: 1, highWaterMark, isRespected: true };

					const bounded = pipeRunTo(settings, 300).held;
					const free = pipeRunTo({ ...settings, isRespected: false }, 300).held;

					expect(Math.max(...bounded)).toBeLessThanOrEqual(3 * highWaterMark);
					expect(free.at(-1)).toBeGreaterThan((sourceRate - 1) * 290);
				}
			),
			{ numRuns: 30 }
		);
	});
});

test('a key has one hue everywhere, and keys differ in theirs', () => {
	const hues = new Set(Array.from({ length: 40 }, (_, id) => keyHue(`order-${id}`)));

	expect(keyHue('order-1')).toBe(keyHue('order-1'));
	expect(keyHue(null)).toBeNull();
	expect(hues.size).toBeGreaterThan(8);
});
