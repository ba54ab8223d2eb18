// read-only
import { lab } from 'lab';
import pg from 'pg';
import { ARRIVE, BATCH_ROWS, BEFORE, pagesOf, removedIn, SETUP } from './events.ts';
import { purge } from './purge.ts';

// Run this file to see what each transaction removes while new events arrive, and what becomes of the file.
const db = lab.postgres({ setup: SETUP });
const client = new pg.Client({ host: 'postgres' });
await client.connect();
console.log('before', pagesOf(db));
const removed = await purge(client, {
	before: BEFORE,
	batchRows: BATCH_ROWS,
	onBatch: async (rows) => void (await client.query(ARRIVE, [rows]))
});
console.log(`${removed} events removed, in transactions of`, removedIn(db));
console.log('after', pagesOf(db));
