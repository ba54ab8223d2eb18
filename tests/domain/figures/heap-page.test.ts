import { describe, expect, test } from 'vitest';
import { nextOf, visibilityOf, type Visibility } from '../../../src/lib/client/figures/heap-page.ts';
import { misestimate, planNodeOf } from '../../../src/lib/client/figures/plan-tree.ts';
import type { SnapshotImage, TupleImage } from '../../../src/lib/domain/postgres-images.ts';

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

		expect(nextOf({ ...pointer, tuple: hot }, 0)).toEqual({ number: 3, how: 'hot' });
		expect(nextOf({ ...pointer, state: 'redirect', redirectsTo: 3, tuple: null }, 0)).toEqual({
			number: 3,
			how: 'redirect'
		});
	});

	test('ends at the newest version, and is not HOT on another page', () => {
		expect(nextOf({ ...pointer, tuple: tuple() }, 0)).toBeNull();
		expect(
			nextOf({ ...pointer, tuple: tuple({ ctid: { block: 1, number: 3 }, flags: ['HEAP_HOT_UPDATED'] }) }, 0)
		).toBeNull();
	});
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
