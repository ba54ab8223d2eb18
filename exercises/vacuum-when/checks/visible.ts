import { describe, expect, test } from 'vitest';
import { pagesOf, rowsIn, serverWith } from '../histories.ts';
import { maintain, measure } from '../upkeep.ts';

describe('1. What is on the pages', () => {
	test.each(['filled', 'half deleted', 'a deletion rolled back'] as const)(
		'of a table: %s',
		async (history) => {
			const { db, client } = await serverWith(history);
			const found = await measure(client, 'orders');

			const { tuples, pointers } = pagesOf(db);
			const live = rowsIn(db);
			expect(found, 'what measure gives, beside the pages').toEqual({ live, dead: tuples - live, pointers });
		}
	);
});

describe('2. What to do about it', () => {
	test('nothing, where nothing is dead', async () => {
		const { db, client } = await serverWith('a deletion rolled back');
		const { file, tuples } = pagesOf(db);

		expect(await maintain(client, 'orders'), 'what maintain says').toBe('nothing');
		expect(pagesOf(db), 'file and tuples as they were').toMatchObject({ file, tuples });
	});

	test('VACUUM, where half is dead', async () => {
		const { db, client } = await serverWith('half deleted');
		const { file } = pagesOf(db);

		expect(await maintain(client, 'orders'), 'what maintain says').toBe('vacuum');
		expect(pagesOf(db), 'tuples, dead line pointers, and the file, which stays').toMatchObject({
			tuples: rowsIn(db),
			pointers: 0,
			file
		});
	});
});
