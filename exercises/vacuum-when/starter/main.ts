// read-only
import { pagesOf, rowsIn, serverWith } from './histories.ts';
import { maintain, measure } from './upkeep.ts';

// Run this file to see what you find on the pages of a table, and what you make of them. Try other histories.
const { db, client } = await serverWith('nearly emptied');
console.log('a query sees', rowsIn(db), 'rows; the pages hold', pagesOf(db));
console.log('measured', await measure(client, 'orders'));
console.log('done', await maintain(client, 'orders'));
console.log('after', pagesOf(db));
