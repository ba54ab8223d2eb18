import { describe, expect, test } from 'vitest';
import { holdersOf, release } from '../horizon.ts';
import { ARTICLES_COUNT, pagesOf, withServer } from '../server.ts';

describe('1. Name them', () => {
	test('a prepared transaction holds', async () => {
		const { answer } = await withServer([{ gid: 'export', minutesAgo: 30 }], async (client, db) => {
			const [row] = db.query<{ age: number }>('select age(transaction) from pg_prepared_xacts');
			return { holders: await holdersOf(client), age: row?.age };
		});

		expect(answer.holders, 'the holders, with one transaction prepared and no other session').toEqual([
			{ kind: 'prepared', name: 'export', age: answer.age }
		]);
	});

	test('nobody holds', async () => {
		const { answer } = await withServer([], (client) => holdersOf(client));

		expect(answer, 'the holders, with nobody there but who asks').toEqual([]);
	});
});

describe('2. End the right ones, and clean', () => {
	test('an orphan is rolled back, and VACUUM cleans', async () => {
		const { answer, db } = await withServer([{ gid: 'orphan', minutesAgo: 90 }], (client) => release(client));

		expect(answer, 'what release says of an orphan of 90 minutes').toEqual({
			committed: [],
			rolledBack: ['orphan']
		});
		const { versions, deadPointers } = pagesOf(db);
		expect(
			{ versions, deadPointers },
			`what is on the pages of ${ARTICLES_COUNT} articles; VACUUM can clean after the last holder has gone`
		).toEqual({ versions: ARTICLES_COUNT, deadPointers: 0 });
	});

	test('a young one that nobody has written about is left', async () => {
		const { answer, db } = await withServer([{ gid: 'young', minutesAgo: 20 }], (client) => release(client));

		expect(answer, 'what release says of one that is 20 minutes old').toEqual({
			committed: [],
			rolledBack: []
		});
		expect(db.query('select gid from pg_prepared_xacts'), 'what is still prepared').toEqual([
			{ gid: 'young' }
		]);
	});
});
