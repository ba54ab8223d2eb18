// read-only
import { holdersOf, release } from './horizon.ts';
import { pagesOf, withServer, type Prepared } from './server.ts';

// Run this file to see who holds, what you end, and what VACUUM can clean then.
const prepared: Prepared[] = [
	{ gid: 'orphan', minutesAgo: 90 },
	{ gid: 'promised', minutesAgo: 40, log: 'commit' },
	{ gid: 'at work', minutesAgo: 5, log: 'open' }
];
await withServer(prepared, async (client, db) => {
	for (const { kind, name, age } of await holdersOf(client))
		console.log(`${kind} ${name}: ${age} transactions old`);
	console.log('before', pagesOf(db));
	console.log('released', await release(client));
	console.log('after', pagesOf(db));
});
