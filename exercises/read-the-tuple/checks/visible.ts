import pg from 'pg';
import { lab } from 'lab';
import { beforeEach, describe, expect, test } from 'vitest';
import { readLog, readSnapshot, readVersions, type StatusOf, type Version } from '../page.ts';
import { isVisible } from '../visible.ts';

let client: pg.Client;

beforeEach(async () => {
	lab.postgres({
		setup: ['create table rooms (id int, guests int)', 'insert into rooms values (1, 0), (2, 0), (3, 0)']
	});
	client = new pg.Client({ host: 'postgres' });
	await client.connect();
});

/** One transaction; its end is `commit`, `rollback`, or `prepare transaction '…'`, which leaves it in progress. */
async function transaction(statement: string, end: string): Promise<void> {
	await client.query('begin');
	await client.query(statement);
	await client.query(end);
}

/** A version for people, with what the commit log says of its transactions now. */
function inWords({ place, id, xmin, xmax }: Version, statusOf: StatusOf): string {
	const taker = xmax === 0 ? '0' : `${xmax} ${statusOf(xmax)}`;
	return `${place} room ${id}, xmin ${xmin} ${statusOf(xmin)}, xmax ${taker}`;
}

/** The versions that isVisible finds on the page, against those that SELECT shows. */
async function expectWhatSelectShows(what: string): Promise<void> {
	const versions = await readVersions(client, 'rooms');
	const [snapshot, statusOf] = [await readSnapshot(client), await readLog(client, versions)];
	const { rows } = await client.query('select ctid::text as place from rooms');
	const places = new Set(rows.map(({ place }) => place));

	const found = versions.filter((version) => isVisible(version, snapshot, statusOf));

	const shown = versions.filter(({ place }) => places.has(place));
	expect(
		found.map((version) => inWords(version, statusOf)),
		`versions found on the page, against those SELECT shows, ${what}`
	).toEqual(shown.map((version) => inWords(version, statusOf)));
}

describe('1. Who made it', () => {
	test('rows that were committed are there', async () => {
		await transaction('insert into rooms values (4, 0)', 'commit');

		await expectWhatSelectShows('after an insert that nobody has looked at since its commit');
	});

	test('a row whose inserter rolled back is not there', async () => {
		await transaction('insert into rooms values (4, 0)', 'rollback');

		await expectWhatSelectShows('after an insert that was rolled back');
	});

	test('a row whose inserter is still in progress is not there', async () => {
		await transaction('insert into rooms values (4, 0)', "prepare transaction 'slow'");

		await expectWhatSelectShows('while an insert waits for its commit');
	});
});

describe('2. Who took it away', () => {
	test('what was deleted is gone, and of what was changed the new version is there', async () => {
		await transaction('delete from rooms where id = 1', 'commit');
		await transaction('update rooms set guests = 2 where id = 2', 'commit');

		await expectWhatSelectShows('after room 1 was deleted and room 2 changed');
	});

	test('a row whose deleter rolled back, or is still in progress, is there', async () => {
		await transaction('delete from rooms where id = 1', 'rollback');
		await transaction('delete from rooms where id = 2', "prepare transaction 'slow'");

		await expectWhatSelectShows('after deleting room 1 was rolled back, and while deleting room 2 waits');
	});

	test('a row that was only locked is there', async () => {
		await transaction('select from rooms where id = 2 for update', 'commit');

		await expectWhatSelectShows('after room 2 was locked and the lock is gone');
	});
});

describe('3. At the moment of the snapshot', () => {
	/** The rooms seen with a snapshot that was taken before all this happened. */
	async function roomsSeenBefore(happens: () => Promise<void>): Promise<string[]> {
		const snapshot = await readSnapshot(client);
		await happens();
		// Whoever looks leaves notes on the page about what has committed.
		await client.query('select from rooms');
		const versions = await readVersions(client, 'rooms');
		const statusOf = await readLog(client, versions);
		const seen = versions.filter((version) => isVisible(version, snapshot, statusOf));
		return seen.map(({ place, id }) => `${place} room ${id}`);
	}

	test('a snapshot does not see what was committed after it', async () => {
		const rooms = await roomsSeenBefore(async () => {
			await transaction('insert into rooms values (4, 0)', 'commit');
			await transaction('update rooms set guests = 1 where id = 1', 'commit');
			await transaction('delete from rooms where id = 2', 'commit');
		});

		expect(rooms, 'versions seen with a snapshot from before 4 came, 1 changed and 2 went').toEqual([
			'(0,1) room 1',
			'(0,2) room 2',
			'(0,3) room 3'
		]);
	});

	test('who began earlier may end later', async () => {
		await transaction('insert into rooms values (4, 0)', "prepare transaction 'slow'");
		await transaction('insert into rooms values (5, 0)', 'commit');
		const rooms = await roomsSeenBefore(async () => {
			await client.query("commit prepared 'slow'");
		});

		expect(rooms, 'versions seen with a snapshot from after the commit of 5 and before that of 4').toEqual([
			'(0,1) room 1',
			'(0,2) room 2',
			'(0,3) room 3',
			'(0,5) room 5'
		]);
	});

	test('a transaction sees what it did itself', async () => {
		await client.query('begin');
		await client.query('insert into rooms values (4, 0)');
		await client.query('delete from rooms where id = 2');

		await expectWhatSelectShows('to the transaction that has inserted room 4 and deleted room 2');
		await client.query('rollback');
	});
});
