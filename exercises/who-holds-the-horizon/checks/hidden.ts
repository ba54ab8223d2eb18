import type { LabPostgres } from 'lab';
import { describe, expect, test } from 'vitest';
import { holdersOf, release, type Released } from '../horizon.ts';
import { ARTICLES_COUNT, pagesOf, record, withServer, type Prepared, type Recorded } from '../server.ts';

/** The holders found where the views of the server hold these rows, as `kind name`. */
async function holdersIn(recorded: Recorded, prepared: readonly Prepared[] = []): Promise<string[]> {
	const { answer } = await withServer(prepared, async (client) => {
		await record(client, recorded);
		return holdersOf(client);
	});
	return answer.map(({ kind, name }) => `${kind} ${name}`);
}

const preparedIn = (db: LabPostgres) =>
	db
		.query<{ gid: string }>('select gid from pg_catalog.pg_prepared_xacts order by gid')
		.map(({ gid }) => gid);
const transfersIn = (db: LabPostgres) =>
	db.query<{ gid: string }>('select gid from transfers order by gid').map(({ gid }) => gid);
const sorted = ({ committed, rolledBack }: Released) => ({
	committed: committed.toSorted(),
	rolledBack: rolledBack.toSorted()
});

describe('1. Name them', () => {
	test('all four kinds are found, the oldest first', async () => {
		const holders = await holdersIn(
			{
				sessions: [{ pid: 4711, database: 'postgres', xmin: 600 }],
				slots: [{ name: 'backup', xmin: 500 }],
				standbys: [{ name: 'reports', xmin: 650 }]
			},
			[{ gid: 'export', minutesAgo: 30 }]
		);

		expect(holders, 'with a slot at 500, a session at 600, a standby at 650 and one prepared later').toEqual([
			'slot backup',
			'session 4711',
			'standby reports',
			'prepared export'
		]);
	});

	test('two that are prepared are both named, the older one first', async () => {
		const holders = await holdersIn({}, [
			{ gid: 'a young one', minutesAgo: 5 },
			{ gid: 'old', minutesAgo: 90 }
		]);

		expect(holders, 'the holders, with one prepared 90 minutes ago and one 5').toEqual([
			'prepared old',
			'prepared a young one'
		]);
	});

	test('who has no number holds nothing', async () => {
		const holders = await holdersIn({
			sessions: [{ pid: 4711, database: 'postgres' }],
			slots: [{ name: 'unused' }],
			standbys: [{ name: 'without feedback' }]
		});

		expect(
			holders,
			'the holders among an idle session, an unused slot and a standby without feedback'
		).toEqual([]);
	});

	test('a session is as old as the older of its numbers', async () => {
		const { answer } = await withServer([], async (client, db) => {
			await record(client, {
				sessions: [
					{ pid: 1, database: 'postgres', xid: 500, xmin: 510 },
					{ pid: 2, database: 'postgres', xid: 610, xmin: 600 },
					{ pid: 3, database: 'postgres', xid: 700 }
				]
			});
			const [row] = db.query<{ ages: number[] }>(
				"select array[age('500'::xid), age('600'::xid), age('700'::xid)] as ages"
			);
			return { ages: (await holdersOf(client)).map(({ age }) => age), expected: row?.ages };
		});

		expect(
			answer.ages,
			'the ages of sessions with xid 500 and xmin 510, xid 610 and xmin 600, and xid 700 alone'
		).toEqual(answer.expected);
	});

	test('another database holds nothing here, and neither does what holds the catalogue alone', async () => {
		const holders = await holdersIn({
			sessions: [{ pid: 4711, database: 'billing', xmin: 500 }],
			elsewhere: [{ gid: 'invoice', xid: 510 }],
			slots: [{ name: 'changes', catalogXmin: 520 }]
		});

		expect(
			holders,
			'the holders among a session and a prepared transaction of the database billing, and a slot with catalog_xmin'
		).toEqual([]);
	});

	test('a standby is named once', async () => {
		const holders = await holdersIn({
			sessions: [{ pid: 4711, database: null, xmin: 500 }],
			standbys: [{ name: 'reports', xmin: 500 }]
		});

		expect(holders, 'the holders, with a standby and the process that serves it').toEqual([
			'standby reports'
		]);
	});
});

describe('2. End the right ones, and clean', () => {
	test('with nobody there it vacuums, and ends nothing', async () => {
		const { answer, db } = await withServer([], (client) => release(client));

		expect(answer, 'what release says').toEqual({ committed: [], rolledBack: [] });
		expect(pagesOf(db).versions, `versions on the pages of ${ARTICLES_COUNT} articles`).toBe(ARTICLES_COUNT);
	});

	test('what was promised is committed, however young', async () => {
		const { answer, db } = await withServer(
			[
				{ gid: 'paid', minutesAgo: 180, log: 'commit' },
				{ gid: 'paid too', minutesAgo: 1, log: 'commit' }
			],
			(client) => release(client)
		);

		expect(transfersIn(db), 'the transfers that were made, when the log says commit for both').toEqual([
			'paid',
			'paid too'
		]);
		expect(sorted(answer), 'what release says').toEqual({ committed: ['paid', 'paid too'], rolledBack: [] });
	});

	test('what the log refuses is rolled back, however young', async () => {
		const { answer, db } = await withServer([{ gid: 'refused', minutesAgo: 1, log: 'rollback' }], (client) =>
			release(client)
		);

		expect(preparedIn(db), 'what is still prepared, when the log says rollback').toEqual([]);
		expect(transfersIn(db), 'the transfers that were made, when the log says rollback').toEqual([]);
		expect(answer, 'what release says').toEqual({ committed: [], rolledBack: ['refused'] });
	});

	test('what its coordinator has at work is left, however old', async () => {
		const { answer, db } = await withServer(
			[
				{ gid: 'at work', minutesAgo: 600, log: 'open' },
				{ gid: 'orphan', minutesAgo: 90 }
			],
			(client) => release(client)
		);

		expect(preparedIn(db), 'what is still prepared of one at work for ten hours and an orphan').toEqual([
			'at work'
		]);
		expect(answer, 'what release says').toEqual({ committed: [], rolledBack: ['orphan'] });
	});

	test('an old one goes, a young one stays, and VACUUM cleans up to it', async () => {
		const { db } = await withServer(
			[
				{ gid: 'orphan', minutesAgo: 61 },
				{ gid: 'young', minutesAgo: 59 }
			],
			(client) => release(client)
		);

		expect(preparedIn(db), 'what is still prepared, of one for 61 minutes and one for 59').toEqual(['young']);
		expect(
			pagesOf(db).versions,
			`versions on the pages: ${ARTICLES_COUNT}, and as many that were replaced after the young one began`
		).toBe(2 * ARTICLES_COUNT);
	});

	test('a name with a quote is a name', async () => {
		const { answer, db } = await withServer(
			[
				{ gid: "O'Hara's", minutesAgo: 90 },
				{ gid: "D'Arc", minutesAgo: 10, log: 'commit' }
			],
			(client) => release(client)
		);

		expect(preparedIn(db), 'what is still prepared of two gids with quotes').toEqual([]);
		expect(sorted(answer), 'what release says').toEqual({ committed: ["D'Arc"], rolledBack: ["O'Hara's"] });
	});

	test('what belongs to another database is left to it', async () => {
		const { answer } = await withServer([{ gid: 'orphan', minutesAgo: 90 }], async (client) => {
			await record(client, { elsewhere: [{ gid: 'invoice', xid: 500 }] });
			return release(client);
		});

		expect(answer, 'what release says, with an old transaction of the database billing').toEqual({
			committed: [],
			rolledBack: ['orphan']
		});
	});

	test('the table is cleaned where it is, and its space used again', async () => {
		const { answer, db } = await withServer([{ gid: 'orphan', minutesAgo: 90 }], async (client, server) => {
			const file = () => server.query("select pg_relation_filenode('articles') as file");
			const before = { file: file(), pages: pagesOf(server).pages };
			await release(client);
			const after = { file: file(), deadPointers: pagesOf(server).deadPointers };
			await client.query('update articles set views = views + 1');
			return { before, after };
		});

		expect(answer.after.file, 'the file of articles; VACUUM FULL writes another one').toEqual(
			answer.before.file
		);
		expect(pagesOf(db).pages, 'pages of articles after the next update of all of them').toBe(
			answer.before.pages
		);
	});
});
