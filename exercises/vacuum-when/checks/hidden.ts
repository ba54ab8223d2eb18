import { describe, expect, test } from 'vitest';
import { pagesOf, rowsIn, serverWith } from '../histories.ts';
import { maintain, measure } from '../upkeep.ts';

describe('1. What is on the pages', () => {
	test.each(['all locked', 'an insertion rolled back', 'updated again and again'] as const)(
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
	test.each(['a tenth updated', '374 deleted'] as const)('nothing, for a table: %s', async (history) => {
		const { client } = await serverWith(history);

		expect(await maintain(client, 'orders'), 'what maintain says').toBe('nothing');
	});

	test('VACUUM, for 375 of 2,000: as many as 50 and a fifth of what is left', async () => {
		const { client } = await serverWith('375 deleted');

		expect(await maintain(client, 'orders'), 'what maintain says').toBe('vacuum');
	});

	test('VACUUM, for dead line pointers that hold no tuple', async () => {
		const { db, client } = await serverWith('updated again and again');

		expect(await maintain(client, 'orders'), 'what maintain says').toBe('vacuum');
		expect(pagesOf(db).pointers, 'dead line pointers afterwards').toBe(0);
	});

	test('a new file, where little is left', async () => {
		const { db, client } = await serverWith('nearly emptied');
		const { pages } = pagesOf(db);

		expect(await maintain(client, 'orders'), 'what maintain says').toBe('rewrite');
		expect(pagesOf(db).pages, `pages afterwards, of ${pages}`).toBeLessThan(pages / 4);
	});

	test('no new file, where VACUUM could cut it', async () => {
		const { db, client } = await serverWith('emptied from its end');
		const { file, pages } = pagesOf(db);

		expect(await maintain(client, 'orders'), 'what maintain says of a table whose last pages are empty').toBe(
			'vacuum'
		);
		expect(pagesOf(db).file, 'the file, which VACUUM cuts and keeps').toBe(file);
		expect(pagesOf(db).pages, `pages afterwards, of ${pages}`).toBeLessThan(pages / 4);
	});

	test('VACUUM alone, where somebody would keep a new file waiting', async () => {
		const { db, client } = await serverWith('nearly emptied, and somebody reads it');

		expect(await maintain(client, 'orders'), 'what maintain says').toBe('vacuum');
		expect(pagesOf(db), 'tuples and dead line pointers afterwards').toMatchObject({
			tuples: rowsIn(db),
			pointers: 0
		});
	});

	test('an error that is no lock is an error', async () => {
		const { client } = await serverWith('filled');
		const failed = await maintain(client, 'nowhere').then(
			(answer) => `it said ${answer}`,
			(error) => Object(error).code
		);

		expect(failed, 'the code of the error, for a table that is not there').toBe('42P01');
	});

	test('another error of VACUUM FULL is an error', async () => {
		const { client } = await serverWith('nearly emptied, with an index that cannot be built anew');
		const failed = await maintain(client, 'orders').then(
			(answer) => `it said ${answer}`,
			(error) => Object(error).code
		);

		expect(failed, 'the code of the error, where an index divides by zero').toBe('22012');
	});
});
