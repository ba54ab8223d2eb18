import pg from 'pg';
import { lab } from 'lab';
import { describe, expect, test } from 'vitest';
import { readLog, readSnapshot, readVersions, type Snapshot } from '../page.ts';
import { isVisible } from '../visible.ts';

/** What happens to a room that nobody else is busy with. */
const CHANGES = [
	'insert into rooms values (100 + $1, 0)',
	'update rooms set guests = guests + 1 where id = $1',
	'delete from rooms where id = $1',
	'select from rooms where id = $1 for share'
];
const ENDS = ['commit', 'commit', 'rollback', 'prepare'];
const ROUNDS = 20;
const PREPARED_MAX = 4;

/** What PostgreSQL showed, and by which snapshot. */
interface Look {
	change: string;
	snapshot: Snapshot;
	places: Set<string>;
}

function oneOf<T>(list: readonly T[]): T | undefined {
	return list[Math.floor(Math.random() * list.length)];
}

/** One change that the seed draws, in words; `prepared` holds the names of transactions that wait for their end. */
async function changeSomething(client: pg.Client, round: number, prepared: string[]): Promise<string> {
	const waiting = oneOf(prepared);
	if (waiting !== undefined && Math.random() < 0.3) {
		prepared.splice(prepared.indexOf(waiting), 1);
		const statement = `${oneOf(['commit', 'rollback'])} prepared '${waiting}'`;
		await client.query(statement);
		return statement;
	}
	await client.query('begin');
	const { rows: free } = await client.query('select id from rooms for update skip locked');
	await client.query('rollback');
	const [room, change] = [oneOf(free)?.id ?? 0, oneOf(CHANGES) ?? ''];
	const drawn = prepared.length < PREPARED_MAX ? oneOf(ENDS) : 'commit';
	const end = drawn === 'prepare' ? `prepare transaction 'p${round}'` : `${drawn}`;
	if (drawn === 'prepare') prepared.push(`p${round}`);
	await client.query('begin');
	await client.query(change, [room]);
	await client.query(end);
	return `${change.replace('$1', room)}; ${end}`;
}

describe('3. At the moment of the snapshot', () => {
	test('every snapshot of a history sees what PostgreSQL showed', async () => {
		lab.postgres({
			setup: [
				'create table rooms (id int, guests int)',
				'insert into rooms select room, 0 from generate_series(1, 8) as room'
			]
		});
		const client = new pg.Client({ host: 'postgres' });
		await client.connect();
		const looks: Look[] = [];
		const prepared: string[] = [];
		for (let round = 0; round < ROUNDS; round += 1) {
			const change = await changeSomething(client, round, prepared);
			const snapshot = await readSnapshot(client);
			const { rows } = await client.query('select ctid::text as place from rooms');
			looks.push({ change, snapshot, places: new Set(rows.map(({ place }) => place)) });
		}

		const versions = await readVersions(client, 'rooms');
		const statusOf = await readLog(client, versions);
		for (const { change, snapshot, places } of looks) {
			const seen = versions.filter((version) => isVisible(version, snapshot, statusOf));
			const shown = versions.filter(({ place }) => places.has(place));
			expect(
				seen.map(({ place, id }) => `${place} room ${id}`),
				`versions on the page at the end, seen with the snapshot after "${change}"`
			).toEqual(shown.map(({ place, id }) => `${place} room ${id}`));
		}
	});
});
