import { expect, test } from 'vitest';
import { levelsOf, pathTo } from '../../../src/lib/client/figures/btree.ts';
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
