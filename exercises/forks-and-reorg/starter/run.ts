// read-only
import { runNetwork } from './scenario.ts';

for (const { head, mempool } of await runNetwork())
	console.log(`follows ${head.hash}, ${mempool.size} payments wait`);
