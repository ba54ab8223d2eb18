import type { Isolation } from '../src/lib/lab/services/postgres/sessions/transactions.ts';
import { Comparison } from '../tests/lab/postgres/differential.ts';
import { scheduleFrom } from '../tests/lab/postgres/schedules.ts';
import { startPostgres } from '../tests/support/real-postgres.ts';

/**
 * How far the lab's model of PostgreSQL agrees with a real one: random schedules at each isolation level,
 * compared step by step. `node benchmarks/postgres-differential.ts [schedules] [level] [shown] [first seed]`
 */
const [count = '1000', only = '', shown = '3', first = '1'] = process.argv.slice(2);
/** Of a schedule whose outcome depends on who is woken first. */
const TRIES = 12;
const LEVELS: Isolation[] = ['read committed', 'repeatable read', 'serializable'];

const { url, stop } = await startPostgres();
const comparison = await Comparison.open(url);
for (const level of LEVELS.filter((one) => one.startsWith(only))) {
	let equal = 0;
	let atOnce = 0;
	let printed = 0;
	for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
		const steps = scheduleFrom(seed, level);
		if ((await comparison.run(steps)) === null) {
			atOnce++;
			continue;
		}
		const difference = await comparison.run(steps, TRIES);
		if (difference === null) equal++;
		else if (printed++ < Number(shown)) console.log(level, 'seed', seed, JSON.stringify(difference, null, 1));
	}
	console.log(`${level}: ${equal + atOnce} of ${count} schedules equal, ${atOnce} of them in the first run`);
}
await comparison.close();
await stop();
