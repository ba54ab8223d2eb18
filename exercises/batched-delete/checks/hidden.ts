import { lab, type LabPostgres } from 'lab';
import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import {
	BATCH_ROWS,
	BEFORE,
	eventsIn,
	EVENTS_COUNT,
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

/** Nobody else can look at this server while a transaction is open. */
function isTransactionOpen(): boolean {
	try {
		db.query('select');
		return false;
	} catch {
		return true;
	}
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

describe('2. In batches', () => {
	test('each batch is told when it is committed and cleaned up, one after the other', async () => {
		const told: number[] = [];
		const open: number[] = [];
		const unclean: number[] = [];
		let isTelling = false;
		let overlaps = 0;
		await purge(client, {
			before: BEFORE,
			// The last batch is a single event.
			batchRows: 197,
			onBatch: async (rows) => {
				overlaps += isTelling ? 1 : 0;
				isTelling = true;
				told.push(rows);
				if (isTransactionOpen()) open.push(told.length);
				else if (pagesOf(db).tuples > eventsIn(db).all) unclean.push(told.length);
				await new Promise((resolve) => setTimeout(resolve, 50));
				isTelling = false;
			}
		});

		expect(open, 'the batches whose transaction was still open when they were told').toEqual([]);
		expect(unclean, 'the batches whose dead versions were still on the pages when they were told').toEqual(
			[]
		);
		expect(told, 'what was told, beside what each transaction removed').toEqual(removedIn(db));
		expect(sum(told), 'the sum of what was told').toBe(OLD_COUNT);
		expect(overlaps, 'batches that were told before the call for the one before had ended').toBe(0);
	});

	test('what was removed before a crash stays removed, and the next run goes on', async () => {
		const run = { batches: 0, atCrash: -1, isDone: false };
		const purger = lab.process(
			'purger',
			async () => {
				const own = new pg.Client({ host: 'postgres' });
				await own.connect();
				await purge(own, {
					before: BEFORE,
					batchRows: BATCH_ROWS,
					onBatch: async () => {
						run.batches += 1;
						if (run.batches !== 3) return;
						run.atCrash = isTransactionOpen() ? 0 : sum(removedIn(db));
						purger.crash();
					}
				});
				run.isDone = true;
			},
			{ restartAfterMs: 1_000 }
		);
		await lab.run({ forMs: 600_000, until: () => run.isDone });

		expect(run.atCrash, 'events removed when the process crashed, after its third batch').toBe(
			3 * BATCH_ROWS
		);
		expect(
			{ removed: sum(removedIn(db)), old: eventsIn(db).old },
			'events removed in all, and old ones left, after the next run'
		).toEqual({ removed: OLD_COUNT, old: 0 });
	});

	test('where nothing is old, nothing is told', async () => {
		const told: number[] = [];
		const onBatch = async (rows: number) => void told.push(rows);

		const removed = await purge(client, { before: '2023-11-01', batchRows: BATCH_ROWS, onBatch });
		expect({ removed, told }, 'what purge gives and tells when all events are young').toEqual({
			removed: 0,
			told: []
		});
	});
});

describe('3. With room for what comes', () => {
	test('nothing dead is left behind', async () => {
		await purge(client, { before: BEFORE, batchRows: BATCH_ROWS });

		const { tuples, dead } = pagesOf(db);
		expect({ tuples, dead }, 'tuples on the pages, and line pointers of dead ones').toEqual({
			tuples: EVENTS_COUNT - OLD_COUNT,
			dead: 0
		});
	});

	test('the table stays the same file', async () => {
		const { file } = pagesOf(db);
		await purge(client, { before: BEFORE, batchRows: BATCH_ROWS });

		expect(
			pagesOf(db).file,
			'the file of events; VACUUM FULL writes another one, and nobody can read meanwhile'
		).toBe(file);
	});
});
