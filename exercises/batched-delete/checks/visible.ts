import { lab, type LabPostgres } from 'lab';
import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import {
	ARRIVE,
	BATCH_ROWS,
	BEFORE,
	eventsIn,
	EVENTS_COUNT,
	HELD_COUNT,
	OLD_COUNT,
	pagesOf,
	removedIn,
	SETUP
} from '../events.ts';
import { purge } from '../purge.ts';

let db: LabPostgres;
let client: pg.Client;

beforeEach(async () => {
	db = lab.postgres({ setup: SETUP });
	client = new pg.Client({ host: 'postgres' });
	await client.connect();
});

describe('1. Only what may go', () => {
	test('old events are gone, held and young ones are not', async () => {
		const removed = await purge(client, { before: BEFORE, batchRows: BATCH_ROWS });

		expect(eventsIn(db), 'what is left: old ones, held ones, all').toEqual({
			old: 0,
			held: HELD_COUNT,
			all: EVENTS_COUNT - OLD_COUNT
		});
		expect(removed, 'the number that purge gives').toBe(OLD_COUNT);
	});
});

describe('2. In batches', () => {
	test('no transaction removes more than a batch', async () => {
		await purge(client, { before: BEFORE, batchRows: BATCH_ROWS });

		const largest = Math.max(0, ...removedIn(db));
		expect(
			largest,
			`the most events that one transaction removed; a batch is ${BATCH_ROWS}`
		).toBeLessThanOrEqual(BATCH_ROWS);
	});
});

describe('3. With room for what comes', () => {
	test('new events find the space of old ones', async () => {
		const before = pagesOf(db).pages;
		const onBatch = async (rows: number) => void (await client.query(ARRIVE, [rows]));
		const removed = await purge(client, { before: BEFORE, batchRows: BATCH_ROWS, onBatch });
		// Of what no batch was told, the events arrive now.
		const { all } = eventsIn(db);
		await client.query(ARRIVE, [EVENTS_COUNT - all]);

		const { pages } = pagesOf(db);
		expect(
			pages - before,
			`pages by which the file grew, from ${before}, while ${removed} events were replaced`
		).toBeLessThanOrEqual(4);
	});
});
