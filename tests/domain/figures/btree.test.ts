import { describe, expect, test } from 'vitest';
import {
	btreeLayout,
	entriesCount,
	keysShown,
	levelsOf,
	PAGE_WIDTH,
	pageFrom,
	pathTo
} from '../../../src/lib/client/figures/btree.ts';
import type { BTreeImage, BTreePageImage } from '../../../src/lib/domain/postgres-images.ts';

const page = (
	block: number,
	level: number,
	next: number | null,
	children: number[] = []
): BTreePageImage => ({
	...{ block, level, next, omittedCount: 0 },
	items: children.map((child) => ({ key: String(child), child, tuples: [], isHighKey: false, isDead: false }))
});

const image: BTreeImage = {
	...{ index: 'i', table: 't', root: 3, level: 1 },
	pages: [page(4, 0, null), page(1, 0, 2), page(2, 0, 4), page(3, 1, null, [1, 2, 4])]
};

test('an index is drawn from its root, pages of a level in the order of their keys', () => {
	expect(levelsOf(image).map((pages) => pages.map(({ block }) => block))).toEqual([[3], [1, 2, 4]]);
});

test('an index shows the way from its root to a page', () => {
	expect([...pathTo(image, 2)]).toEqual([2, 3]);
});

test('an index whose pages point in a circle, as only foreign code would write it, is drawn all the same', () => {
	const circle = { ...image, pages: [page(1, 0, 2), page(2, 0, 1, [1])] };

	expect(levelsOf(circle).flat()).toHaveLength(2);
	expect(pathTo(circle, 1).size).toBe(3);
});

describe('the picture of an index', () => {
	const sight = { from: 0, width: 1000 };

	test('has pages of a level side by side, and lines to those below and beside', () => {
		const { placed, links, siblings, width } = btreeLayout(image, sight);

		const leaves = placed.filter(({ page }) => page.level === 0);
		for (const [index, { x }] of leaves.entries())
			expect(x - (leaves[index - 1]?.x ?? -PAGE_WIDTH)).toBeGreaterThanOrEqual(PAGE_WIDTH);
		expect(placed[0]?.x).toBe(leaves[1]?.x);
		expect(width).toBeGreaterThanOrEqual((leaves[2]?.x ?? 0) + PAGE_WIDTH);
		expect(links.map(({ from, to }) => [from.page.block, to.page.block])).toEqual([
			[3, 1],
			[3, 2],
			[3, 4]
		]);
		expect(siblings.map(({ from, to }) => [from.page.block, to.page.block])).toEqual([
			[1, 2],
			[2, 4]
		]);
	});

	test('keeps its root in sight on a narrow screen', () => {
		const rootAt = (from: number) => btreeLayout(image, { from, width: 150 }).placed[0]?.x;

		expect(rootAt(0)).toBeLessThanOrEqual(150 - PAGE_WIDTH);
		expect(rootAt(300)).toBeGreaterThanOrEqual(300);
	});

	test('is walked by arrow keys', () => {
		const layout = btreeLayout(image, sight);
		const walked = (...keys: string[]) =>
			keys.reduce((at, key) => pageFrom(layout, at, `Arrow${key}`) ?? at, image.root);

		expect(walked('Down')).toBe(1);
		expect(walked('Down', 'Right', 'Right', 'Right')).toBe(4);
		expect(walked('Down', 'Right', 'Left', 'Left')).toBe(1);
		expect(walked('Down', 'Right', 'Up')).toBe(3);
	});

	test('counts entries without the high key, and shows the one that leads on', () => {
		const leaf = page(1, 0, 2);
		leaf.items = [
			{ key: '9', child: null, tuples: [], isHighKey: true, isDead: false },
			{ key: '1', child: null, tuples: ['(0,1)'], isHighKey: false, isDead: false }
		];

		expect(entriesCount({ ...leaf, omittedCount: 5 })).toBe(6);
		expect(keysShown(leaf, new Set(), 3).map(({ key }) => key)).toEqual(['1']);
		expect(keysShown(page(3, 1, null, [1, 2, 4, 5]), new Set([3, 4]), 2).map(({ key }) => key)).toEqual([
			'2',
			'4'
		]);
	});

	test('draws a page once that foreign code lists twice', () => {
		const twice = { ...image, pages: [...image.pages, page(1, 0, 2)] };

		expect(btreeLayout(twice, sight).placed.map(({ page: { block } }) => block)).toEqual([3, 1, 2, 4]);
	});
});
