import { compareRun } from '../tests/lab/redis/differential.ts';
import { RealRedis } from '../tests/lab/redis/real-redis.ts';

/** The comparison with a real Redis at length: `node benchmarks/redis-differential.ts [commands]`. */
const wanted = Number(process.argv[2] ?? 50_000);
const redis = await RealRedis.start();
const mismatches = [];
let done = 0;
for (let seed = 1000; done < wanted; seed++, done += 250) {
	mismatches.push(...(await compareRun(redis, seed, 250, seed % 3 === 0 ? 3 : 2)));
}
redis.stop();
for (const { seed, command, real, lab } of mismatches) {
	console.log(`seed ${seed}: ${command}\n  real ${real.slice(0, 300)}\n  lab  ${lab.slice(0, 300)}`);
}
console.log(`${done} commands, ${mismatches.length} mismatches`);
process.exit(mismatches.length === 0 ? 0 : 1);
