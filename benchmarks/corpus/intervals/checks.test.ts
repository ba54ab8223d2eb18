import { describe, expect, test } from 'vitest';
import { busiest, intersect, merge, subtract, totalLength, type Interval } from './intervals.ts';

describe('merge', () => {
	test.each<[string, Interval[], Interval[]]>([
		['nothing', [], []],
		[
			'what is apart',
			[
				[5, 6],
				[1, 2]
			],
			[
				[1, 2],
				[5, 6]
			]
		],
		[
			'what overlaps',
			[
				[1, 4],
				[2, 6]
			],
			[[1, 6]]
		],
		[
			'what touches',
			[
				[1, 2],
				[2, 3]
			],
			[[1, 3]]
		],
		[
			'what lies inside',
			[
				[1, 9],
				[2, 3],
				[4, 5]
			],
			[[1, 9]]
		],
		[
			'without empty ones',
			[
				[1, 1],
				[3, 2]
			],
			[]
		]
	])('joins %s', (_name, intervals, expected) => {
		expect(merge(intervals)).toEqual(expected);
	});

	test('leaves its argument alone', () => {
		const intervals: Interval[] = [
			[3, 4],
			[1, 3]
		];
		merge(intervals);
		expect(intervals).toStrictEqual([
			[3, 4],
			[1, 3]
		]);
	});
});

test('intersect keeps what is in both', () => {
	expect(
		intersect(
			[
				[0, 5],
				[10, 15]
			],
			[[3, 12]]
		)
	).toEqual([
		[3, 5],
		[10, 12]
	]);
	expect(intersect([[0, 1]], [[1, 2]])).toHaveLength(0);
});

describe('subtract', () => {
	test('cuts holes', () => {
		expect(
			subtract(
				[[0, 10]],
				[
					[2, 3],
					[5, 6]
				]
			)
		).toEqual([
			[0, 2],
			[3, 5],
			[6, 10]
		]);
	});

	test('may leave nothing', () => {
		expect(subtract([[2, 3]], [[0, 10]])).toEqual([]);
	});

	test('and intersect make the whole', () => {
		const [whole, part]: Interval[][] = [
			[
				[0, 20],
				[30, 40]
			],
			[[5, 35]]
		];
		expect(
			totalLength(subtract(whole ?? [], part ?? [])) + totalLength(intersect(whole ?? [], part ?? []))
		).toBe(30);
	});
});

test.each<[Interval[], number]>([
	[[], 0],
	[[[1, 2]], 1],
	[
		[
			[1, 2],
			[2, 3]
		],
		1
	],
	[
		[
			[1, 5],
			[2, 6],
			[4, 8],
			[7, 9]
		],
		3
	]
])('at its busiest %j has %d', (intervals, count) => {
	expect(busiest(intervals)).toBe(count);
});
