import { describe, expect, test } from 'vitest';
import { Disk } from '#lib/lab/kernel/disk.ts';
import { drawFrom, type Distribution } from '#lib/lab/kernel/distribution.ts';
import { RandomStream } from '#lib/lab/kernel/random-stream.ts';

const drawn = (count: number, draw: () => number) => Array.from({ length: count }, draw);
const medianOf = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

describe('random streams', () => {
	test('repeat under the same seed and name', () => {
		const [first, second] = [new RandomStream(7, 'link a>b'), new RandomStream(7, 'link a>b')];

		expect(drawn(100, () => first.next())).toEqual(drawn(100, () => second.next()));
	});

	test('do not disturb each other: another name or seed is another stream', () => {
		const streams = [
			new RandomStream(7, 'link a>b'),
			new RandomStream(7, 'link b>a'),
			new RandomStream(8, 'link a>b')
		];

		expect(new Set(streams.map((stream) => drawn(4, () => stream.next()).join())).size).toBe(3);
	});

	test('fill their range evenly', () => {
		const stream = new RandomStream(1, 'dice');
		const counts = Array.from({ length: 6 }, () => 0);
		for (const face of drawn(6_000, () => stream.below(6))) counts[face] = (counts[face] ?? 0) + 1;

		for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(120);
	});
});

describe('distributions', () => {
	test.each<[string, Distribution, number]>([
		['a number is always itself', 5, 5],
		['uniform: the middle', { uniform: [10, 30] }, 20],
		['exponential: ln 2 times its mean', { exponential: 10 }, 10 * Math.LN2],
		['lognormal: its median, whatever its spread', { lognormal: { median: 4, sigma: 1.5 } }, 4]
	])('%s is the median of what is drawn', (_name, distribution, median) => {
		const random = new RandomStream(3, 'weather');

		const found = medianOf(drawn(20_000, () => drawFrom(distribution, random)));

		expect(Math.abs(found / median - 1)).toBeLessThan(0.05);
	});
});

describe('a disk', () => {
	test('loses with the power what was not synced, and nothing else', () => {
		const disk = new Disk();
		disk.write('log', 'a');
		disk.write('index', 'a');
		disk.sync();
		disk.write('log', 'ab');
		disk.write('index', 'ab');
		disk.remove('index');
		disk.sync('index');
		expect(disk.read('log'), 'before the power is lost').toBe('ab');

		disk.losePower();

		expect(disk.read('log')).toBe('a');
		expect(disk.paths).toEqual(['log']);
	});
});
