// read-only
import pg from 'pg';
import { countMinutes, openCounters, readStatistics } from './counting.ts';

// Run this file to see what twenty minutes of counting do to 2,000 counters.
const client = new pg.Client();
await client.connect();
await openCounters(client, 2_000);
const { pages: before } = await readStatistics(client);
const { updates, hot, otherPage, pages } = await countMinutes(client, 2_000, 20);
console.log(`${updates} updates: ${hot} HOT, ${otherPage} to another page`);
console.log(`${before} pages before, ${pages} pages after`);
const { rows } = await client.query(
	`select indexrelid::regclass as index, pg_relation_size(indexrelid) / 8192 as pages
	from pg_index where indrelid = 'counters'::regclass order by 1`
);
for (const { index, pages } of rows) console.log(`${index}: ${pages} pages`);
