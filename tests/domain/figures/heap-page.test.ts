import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { heapLayout } from '../../../src/lib/client/figures/heap-layout.ts';
import {
	chainOf,
	heapPageSchema,
	horizonOf,
	lookOf,
	nextOf,
	pageSentence,
	snapshotWords,
	visibilityOf,
	type Visibility
} from '../../../src/lib/client/figures/heap-page.ts';
import { misestimate, planNodeOf } from '../../../src/lib/client/figures/plan-tree.ts';
import { flagsInWords } from '../../../src/lib/client/figures/tuple-flags.ts';
import type { HeapPageImage, SnapshotImage, TupleImage } from '../../../src/lib/domain/postgres-images.ts';
import { AFTER_VACUUM, HOT_AND_ROLLED_BACK } from '../../support/traces/real-pages.ts';

const tuple = (changes: Partial<TupleImage> = {}): TupleImage => ({
	offset: 8000,
	bytes: 40,
	xmin: 100,
	xmax: 0,
	ctid: { block: 0, number: 1 },
	flags: ['HEAP_XMAX_INVALID'],
	values: {},
	...changes
});
const snapshot = (changes: Partial<SnapshotImage> = {}): SnapshotImage => ({
	xmin: 110,
	xmax: 120,
	running: [110],
	aborted: [],
	own: null,
	scope: 'statement',
	...changes
});

describe('a tuple is, for a snapshot', () => {
	test.each<[string, Partial<TupleImage>, Partial<SnapshotImage>, Visibility]>([
		['visible, once its transaction has ended', {}, {}, 'visible'],
		['not there yet, while its transaction runs', { xmin: 110 }, {}, 'coming'],
		['not there yet, when its transaction began later', { xmin: 120 }, {}, 'coming'],
		['there, when its own transaction made it', { xmin: 110 }, { own: 110 }, 'visible'],
		['never there, when its transaction was rolled back', { xmin: 105 }, { aborted: [105] }, 'aborted'],
		[
			'never there, when a hint says so',
			{ flags: ['HEAP_XMIN_INVALID', 'HEAP_XMAX_INVALID'] },
			{},
			'aborted'
		],
		[
			'there when it is frozen, whatever xmin says',
			{ xmin: 500, flags: ['HEAP_XMIN_COMMITTED', 'HEAP_XMIN_INVALID', 'HEAP_XMAX_INVALID'] },
			{},
			'visible'
		],
		['dead, once who deleted it has ended', { xmax: 112, flags: [] }, {}, 'dead'],
		['visible, while who deleted it runs', { xmax: 110, flags: [] }, {}, 'visible'],
		['dead, when its own transaction deleted it', { xmax: 110, flags: [] }, { own: 110 }, 'dead'],
		['visible, when who deleted it was rolled back', { xmax: 112, flags: [] }, { aborted: [112] }, 'visible'],
		['visible, when it is only locked', { xmax: 112, flags: ['HEAP_XMAX_LOCK_ONLY'] }, {}, 'visible']
	])('%s', (_name, changes, seen, expected) => {
		expect(visibilityOf(tuple(changes), snapshot(seen))).toBe(expected);
	});
});

describe('a chain of versions', () => {
	const pointer = { number: 1, state: 'normal' as const, redirectsTo: null };

	test('goes on within the page when it is HOT, and where a redirect leads', () => {
		const hot = tuple({ ctid: { block: 0, number: 3 }, flags: ['HEAP_HOT_UPDATED'] });

		expect(nextOf({ ...pointer, tuple: hot }, 0)).toEqual({ block: 0, number: 3, how: 'hot' });
		expect(nextOf({ ...pointer, state: 'redirect', redirectsTo: 3, tuple: null }, 0)).toEqual({
			...{ block: 0, number: 3, how: 'redirect' }
		});
	});

	test('ends at the newest version, at a deleted one and where the update was rolled back', () => {
		expect(nextOf({ ...pointer, tuple: tuple() }, 0)).toBeNull();
		expect(nextOf({ ...pointer, tuple: tuple({ xmax: 112, flags: [] }) }, 0)).toBeNull();
		const undone = tuple({
			ctid: { block: 0, number: 3 },
			flags: ['HEAP_XMAX_INVALID', 'HEAP_HOT_UPDATED']
		});
		expect(nextOf({ ...pointer, tuple: undone }, 0)).toBeNull();
	});

	test('is not HOT on another page, and not drawn when the row moved to another partition', () => {
		const to = (block: number) =>
			nextOf({ ...pointer, tuple: tuple({ ctid: { block, number: 3 }, flags: ['HEAP_HOT_UPDATED'] }) }, 0);

		expect(to(1)).toEqual({ block: 1, number: 3, how: 'version' });
		expect(to(0xffffffff)).toBeNull();
	});
});

describe('a page of a real server', () => {
	const { page } = HOT_AND_ROLLED_BACK;
	const eyes = (seen: SnapshotImage, others: SnapshotImage[] = []) => ({
		snapshot: seen,
		horizon: horizonOf([seen, ...others])
	});
	const looksOf = (image: HeapPageImage, ...seen: Parameters<typeof eyes>) =>
		image.linePointers.map((pointer) => lookOf(pointer, image, eyes(...seen)));

	test('shows what a new snapshot sees, what is rolled back, and what nobody sees any more', () => {
		expect(looksOf(page, HOT_AND_ROLLED_BACK.snapshot)).toEqual([
			...['removable', 'visible', 'removable', 'removable', 'removable', 'aborted', 'visible']
		]);
	});

	test('keeps what an older snapshot may still see', () => {
		const older = snapshot({ xmin: 766, xmax: 766, running: [], scope: 'transaction' });

		expect(looksOf(page, HOT_AND_ROLLED_BACK.snapshot, [older])).toEqual([
			...['removable', 'visible', 'dead', 'dead', 'dead', 'aborted', 'visible']
		]);
		expect(looksOf(page, { ...older, aborted: [767] }, [])).toEqual([
			...['removable', 'visible', 'visible', 'visible', 'coming', 'aborted', 'coming']
		]);
	});

	test('after VACUUM has the visible versions and unused line pointers', () => {
		expect(looksOf(AFTER_VACUUM.page, AFTER_VACUUM.snapshot)).toEqual([
			...['unused', 'visible', 'unused', 'unused', 'unused', 'unused', 'visible']
		]);
		expect(pageSentence(AFTER_VACUUM.page, eyes(AFTER_VACUUM.snapshot))).toBe(
			'Page 0 of accounts: 5 unused, 2 visible, 8060 bytes free.'
		);
	});

	test('claims nothing about versions when no snapshot is known', () => {
		expect(page.linePointers.map((pointer) => lookOf(pointer, page, null))).toEqual(
			page.linePointers.map(() => 'present')
		);
	});

	test('has chains of versions, from any of them', () => {
		expect([1, 5, 7].map((number) => chainOf(page, number))).toEqual([
			[1, 4, 5, 7],
			[1, 4, 5, 7],
			[1, 4, 5, 7]
		]);
		expect(chainOf(page, 3)).toEqual([3]);
	});

	test('whose versions point in a circle, as only foreign code would write it, is drawn all the same', () => {
		const linePointers = [1, 2].map((number) => ({
			...{ number, state: 'redirect' as const, redirectsTo: 3 - number, tuple: null }
		}));

		expect(chainOf({ ...page, linePointers }, 1)).toEqual([2, 1]);
	});

	test('finds who replaced a tuple that several hold from the next version, and else does not guess', () => {
		const held = tuple({
			...{ xmin: 100, xmax: 7, ctid: { block: 0, number: 2 } },
			flags: ['HEAP_XMAX_IS_MULTI', 'HEAP_HOT_UPDATED']
		});
		const pointers = (next: TupleImage | null) =>
			[held, next].map((one, index) => ({
				...{ number: index + 1, state: 'normal' as const, redirectsTo: null, tuple: one }
			}));
		const look = (next: TupleImage | null, flags = held.flags) => {
			const image = { ...page, linePointers: pointers(next) };
			const first = {
				...{ number: 1, state: 'normal' as const, redirectsTo: null },
				tuple: { ...held, flags }
			};
			return lookOf(first, image, eyes(snapshot()));
		};

		expect(look(tuple({ xmin: 112 }))).toBe('dead');
		expect(look(tuple({ xmin: 110 }))).toBe('visible');
		expect(look(null)).toBe('shared');
		expect(look(null, ['HEAP_XMAX_IS_MULTI', 'HEAP_XMAX_LOCK_ONLY'])).toBe('visible');
	});

	test('is refused when it is not what a page is', () => {
		expect(v.is(heapPageSchema, page)).toBe(true);
		expect(v.is(heapPageSchema, { ...page, upper: Infinity })).toBe(false);
	});
});

describe('the picture of a page', () => {
	const { page } = HOT_AND_ROLLED_BACK;

	test.each([288, 358, 1048])(
		'stands side by side within %i pixels, and cuts short what is free',
		(width) => {
			const { headerWidth, pointers, free, tuples, ...layout } = heapLayout(page, width);
			const parts = [
				{ x: 0, width: headerWidth },
				...pointers,
				free,
				...tuples.toSorted((a, b) => a.x - b.x)
			];

			expect(layout.width).toBeLessThanOrEqual(width + 0.01);
			for (const [index, part] of parts.entries()) {
				const before = parts[index - 1];
				expect(part.x).toBeGreaterThanOrEqual((before ? before.x + before.width : 0) - 0.01);
				expect(part.width).toBeGreaterThan(index === 0 ? 0 : 4);
			}
			expect(free.width).toBeLessThan(tuples.reduce((sum, one) => sum + one.width, 0) * 2);
		}
	);

	test('has room for the most line pointers a page can hold', () => {
		const linePointers = Array.from({ length: 291 }, (_, index) => ({
			...{ number: index + 1, state: 'normal' as const, redirectsTo: null },
			tuple: tuple({ offset: 8192 - 24 * (index + 1), bytes: 24 })
		}));
		const layout = heapLayout({ ...page, lower: 1188, upper: 1208, linePointers }, 288);

		expect(layout.width).toBeLessThanOrEqual(288.01);
		expect(Math.min(...layout.tuples.map(({ width }) => width))).toBeGreaterThan(0.5);
	});

	test('stays on the page when a tuple does not', () => {
		const linePointers = [
			{ number: 1, state: 'normal' as const, redirectsTo: null, tuple: tuple({ offset: -5, bytes: 1e9 }) }
		];
		const [box] = heapLayout({ ...page, linePointers }, 500).tuples;

		expect(box && box.x + box.width).toBeLessThanOrEqual(500.01);
	});
});

test('two flags that mean a third are told as that one, and an unknown flag keeps its name', () => {
	const flags = flagsInWords([
		'HEAP_XMIN_COMMITTED',
		'HEAP_XMIN_INVALID',
		'HEAP_XMAX_KEYSHR_LOCK',
		'HEAP_NEW'
	]);

	expect(flags.map(({ name }) => name)).toEqual(['HEAP_XMIN_FROZEN', 'HEAP_XMAX_KEYSHR_LOCK', 'HEAP_NEW']);
	expect(flags[0]?.href).toContain('/docs/18/routine-vacuuming.html');
});

test('a snapshot says what it knows', () => {
	expect(snapshotWords(snapshot({ running: [110, 111], own: 111, scope: 'transaction' }))).toBe(
		'transactions before 110 have ended, those from 120 on had not begun; 110 was running; its own is 111; ' +
			'kept for the whole transaction'
	);
});

describe('a plan', () => {
	test('is a tree of names, rows and pages, and says by how much the planner was wrong', () => {
		const node = planNodeOf({
			'Node Type': 'Index Scan',
			'Index Name': 'orders_user',
			'Relation Name': 'orders',
			Alias: 'o',
			'Plan Rows': 5,
			'Actual Rows': 100,
			'Shared Read Blocks': 3,
			'Sort Key': ['a', 'b'],
			Plans: [{ 'Node Type': 'Result' }, 'nonsense']
		});

		expect(node).toMatchObject({
			name: 'Index Scan using orders_user on orders o',
			read: 3,
			hit: 0,
			details: [{ name: 'Sort Key', text: 'a, b' }],
			children: [{ name: 'Result', actualRows: null }, { name: '' }]
		});
		expect(misestimate(node)).toBe(20);
	});
});
