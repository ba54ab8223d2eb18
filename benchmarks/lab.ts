import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { createClient } from 'redis';
import type { Plugin } from 'rolldown';
import { passedCount } from '../src/lib/domain/exploration.ts';
import type { Job } from '../src/lib/domain/job.ts';
import { RUN_LIMITS } from '../src/lib/domain/limits.ts';
import { bundleScript } from '../src/lib/sandbox/build/bundle-script.ts';
import { runJob } from '../src/lib/sandbox/engine.ts';
import { explore } from '../src/lib/sandbox/explore.ts';
import { createSandboxPool } from '../src/lib/server/sandbox-pool/sandbox-pool.ts';
import { SCENARIO } from '../src/lib/ui/home/double-charge/scenario.ts';
import { WORKER } from '../src/lib/ui/home/double-charge/worker.ts';
import { RealRedis } from '../tests/lab/redis/real-redis.ts';
import { programJob } from '../tests/support/jobs.ts';
import { machineFolder, openMachine } from '../tests/support/machine.ts';
import { ROOT } from '../tests/support/source-files.ts';
import { median, printTable } from './support.ts';

/** What the lab costs: an event, 200 schedules, its size; and a program on the lab beside the real service. */
const EXPORTS: Record<string, string> = { lab: 'labModule', redis: 'redisModule', kafkajs: 'kafkajsModule' };
const PARTS = {
	'clients of Kafka': ['kafkajs'],
	'clients of Redis': ['redis'],
	'all of the lab but HTTP': ['lab', 'redis', 'kafkajs']
};
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const folder = await machineFolder();
const machine = await openMachine();
console.log(`load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`);

await events();
await schedules();
await commands();
await sizes();

/** Two nodes that answer each other; beside them two ports of Node that do, without a record of anything. */
async function events(): Promise<void> {
	const program = `import { lab, peer } from 'lab';
		const answer = (to) => () => peer.onMessage((n) => peer.send(to, n + 1));
		lab.process('b', answer('a'));
		lab.process('a', () => { answer('b')(); peer.send('b', 0); });
		await lab.run({ forMs: 4_000 });`;
	const rows: Record<string, string | number>[] = [];
	for (const isTraced of [false, true]) {
		const rates: number[] = [];
		for (let round = 0; round < ROUNDS; round++) {
			const begun = performance.now();
			const { usage } = await runJob(machine, { ...programJob(program), isTraced });
			rates.push((usage.timers / (performance.now() - begun)) * 1_000);
		}
		rows.push({
			messages: isTraced ? 'the lab, with its trace' : 'the lab',
			'a second': Math.round(median(rates))
		});
	}
	rows.push({ messages: 'MessageChannel of Node', 'a second': Math.round(await messagesOfNode()) });
	printTable(rows);
}

async function messagesOfNode(): Promise<number> {
	const { port1, port2 } = new MessageChannel();
	const count = 40_000;
	const begun = performance.now();
	await new Promise<void>((resolve) => {
		port1.on('message', (n: number) => (n >= count ? resolve() : port1.postMessage(n + 1)));
		port2.on('message', (n: number) => port2.postMessage(n + 1));
		port1.postMessage(0);
	});
	port1.close();
	return (count / (performance.now() - begun)) * 1_000;
}

/** The story of the home page under 200 schedules, as the judge runs them. */
async function schedules(): Promise<void> {
	const job: Job = {
		id: 'bench',
		files: { 'worker.ts': WORKER },
		harnessFiles: { 'scenario.ts': SCENARIO },
		entries: ['scenario.ts'],
		seed: 1,
		limits: RUN_LIMITS
	};
	const seeds = Array.from({ length: 200 }, (_, index) => index + 1);
	const pool = createSandboxPool({ machineFolder: folder, size: 2 });
	await pool.run({ ...job, id: 'warm' });
	const rows: Record<string, string | number>[] = [];
	const ways = [
		{ name: 'one machine in this thread', run: (each: Job) => runJob(machine, each), lanesCount: 1 },
		{ name: 'the pool of the judge, two threads', run: (each: Job) => pool.run(each), lanesCount: 2 }
	];
	for (const { name, run, lanesCount } of ways) {
		const times: number[] = [];
		let passed = 0;
		for (let round = 0; round < ROUNDS; round++) {
			const begun = performance.now();
			const { exploration } = await explore(run, job, seeds, { lanesCount });
			times.push(performance.now() - begun);
			passed = passedCount(exploration);
		}
		const ms = median(times);
		rows.push({ '200 schedules': name, ms: Math.round(ms), 'ms each': (ms / 200).toFixed(1), passed });
	}
	await pool.close();
	printTable(rows);
}

/** The same text, with node-redis' own client on a real server, and in the machine. */
async function commands(): Promise<void> {
	const real = await RealRedis.start();
	const client = createClient({ url: real.url });
	await client.connect();
	const count = 2_000;
	const realTimes: number[] = [];
	const labTimes: number[] = [];
	const program = `import { createClient } from 'redis';
import type { Plugin } from 'rolldown';
		const client = await createClient().connect();
		for (let i = 0; i < ${count}; i++) await client.incr('views');
		await client.close();`;
	for (let round = 0; round < ROUNDS; round++) {
		let begun = performance.now();
		for (let index = 0; index < count; index++) await client.incr('views');
		realTimes.push(performance.now() - begun);
		begun = performance.now();
		await runJob(machine, programJob(program));
		labTimes.push(performance.now() - begun);
	}
	await client.close();
	real.stop();
	const [lab, server] = [median(labTimes), median(realTimes)];
	printTable([
		{
			'INCR, each awaited': 'redis-server over the loopback',
			'µs each': Math.round((server / count) * 1_000)
		},
		{
			'INCR, each awaited': 'the lab',
			'µs each': Math.round((lab / count) * 1_000),
			ratio: (lab / server).toFixed(2)
		}
	]);
}

/** The bytes each part adds to what is loaded with the machine, bundled as for it but for its checks' framework. */
async function sizes(): Promise<void> {
	const entry = path.join(ROOT, 'src/lib/lab/runtime/prelude.ts');
	const gzipOf = async (left: readonly string[]) =>
		gzipSync(await bundleScript(entry, [without(left)]), { level: 9 }).length / 1_024;
	const whole = await gzipOf([]);
	const rows: Record<string, string | number>[] = [];
	for (const [part, modules] of Object.entries(PARTS))
		rows.push({ part, 'KB gzip': (whole - (await gzipOf(modules))).toFixed(1) });
	printTable(rows);
}

/** A module stands for one that exports nothing but its name. */
function without(modules: readonly string[]): Plugin {
	return {
		name: 'without',
		load(id) {
			const name = modules.find((each) => id.endsWith(`/runtime/modules/${each}.ts`));
			return name ? `export const ${EXPORTS[name]} = { names: ['${name}'], exports: {} };` : null;
		}
	};
}
