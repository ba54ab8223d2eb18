import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import type { Job } from '../src/lib/domain/job.ts';
import { buildMachine, GENERATED } from '../src/lib/sandbox/build/build-machine.ts';
import { runJob } from '../src/lib/sandbox/engine.ts';
import { Machine } from '../src/lib/sandbox/machine.ts';
import { createSandboxPool } from '../src/lib/server/sandbox-pool/sandbox-pool.ts';
import { ROOT } from '../tests/support/source-files.ts';
import { corpusJob, newFilesOf, readCorpus } from './judge/corpus.ts';
import { machineParts, measureLoad, measureMachine, measureVerify, type Row } from './judge/our-side.ts';
import { startRival, vitestMs } from './judge/rivals.ts';
import { median, printTable, quantile } from './support.ts';

/**
 * What a judged exercise costs, here and with what one would take instead: the same forty exercises,
 * the same checks, in rounds that take turns. Files of a submission are new each time; those of checks are
 * compiled once and kept, here and with the rivals in this process.
 */
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 15);
const VITEST_ROUNDS = Math.min(3, ROUNDS);
const WARM_UP_ROUNDS = Math.min(8, ROUNDS);
const LOAD_MS = Math.min(4_000, ROUNDS * 400);
const THREADS = Math.min(2, availableParallelism());
/** A process each is too slow to do for all. */
const SAMPLED = ['roman-numerals', 'lru-cache', 'calculator', 'json-pointer', 'retry-backoff', 'matrix'];

await buildMachine(null);
const loadAtStart = loadavg()[0] ?? 0;
const corpus = readCorpus();
const jobs = corpus.map((exercise) => corpusJob(exercise, exercise.files));
const machine = await Machine.open(machineParts());
const rssBefore = process.memoryUsage.rss();
const pool = createSandboxPool({ machineFolder: GENERATED, size: THREADS });
const kinds = ['isolated-vm', 'node-vm', 'node-vm-unlocked'] as const;
const rivals = kinds.map((kind) => ({ kind, rival: startRival(kind), rounds: new Array<number[]>() }));
const ours: number[][] = [];
const pooled: number[][] = [];
const vitest = {
	processEach: new Array<number>(),
	isolated: new Array<number>(),
	shared: new Array<number>()
};

for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
	const isMeasured = round >= 0;
	const [here, there] = [
		await msOfEach((job) => runJob(machine, newFilesOf(job, round))),
		await msOfEach((job) => pool.run(newFilesOf(job, round), 'bench'))
	];
	if (isMeasured) ours.push(here);
	if (isMeasured) pooled.push(there);
	for (const { kind, rival, rounds } of rivals) {
		const runs = await rival.round();
		for (const { slug, failed } of round === 0 ? (runs ?? []) : []) {
			if (failed.length > 0) console.log(`${kind}: ${slug} fails ${failed.join(', ')}`);
		}
		if (runs && isMeasured) rounds.push(runs.map(({ ms }) => ms));
	}
	if (isMeasured && round < VITEST_ROUNDS) {
		for (const slug of SAMPLED) vitest.processEach.push(vitestMs({ slug, isIsolated: true }));
		vitest.isolated.push(vitestMs({ slug: null, isIsolated: true }) / corpus.length);
		vitest.shared.push(vitestMs({ slug: null, isIsolated: false }) / corpus.length);
	}
}
for (const { rival } of rivals) rival.close();
const rssPerThread = (process.memoryUsage.rss() - rssBefore) / THREADS / 1024 / 1024;

const oursMean = meanOf(ours);
const roundsOf = (kind: string) => rivals.find((each) => each.kind === kind)?.rounds ?? [];
const comparison: Row[] = [
	row('this machine, in this thread', ours, ''),
	row('this machine, in the pool', pooled, ''),
	wholeRow(`vitest, a process each (${SAMPLED.length} sampled)`, vitest.processEach, '≥ 150'),
	wholeRow('vitest, one process, isolated', vitest.isolated, '≥ 40'),
	wholeRow('vitest, one process, not isolated', vitest.shared, '≥ 5'),
	row('isolated-vm, V8 snapshot, same framework', roundsOf('isolated-vm'), '≥ 2.5'),
	row('node:vm, same framework', roundsOf('node-vm'), '≥ 6'),
	row('node:vm, same framework, built-ins not locked', roundsOf('node-vm-unlocked'), '')
];
const machineRows = await measureMachine(machine, jobs);
const loadRows = [
	await measureLoad(pool, jobs, { lanes: 2, threads: THREADS, forMs: LOAD_MS }),
	await measureLoad(pool, jobs, { lanes: 16, threads: THREADS, forMs: LOAD_MS })
];
await pool.close();
const memoryRows: Row[] = [{ what: 'Memory of a thread of the pool, resident', MB: rssPerThread.toFixed(0) }];
const verifyRows = measureVerify();

const load = `load average ${loadAtStart.toFixed(1)} at the start, ${(loadavg()[0] ?? 0).toFixed(1)} at the end`;
console.log(`${corpus.length} exercises, ${ROUNDS} rounds; ${load}; Node ${process.version}`);
console.log('ms an exercise; “times ours” compares means with this machine in this thread');
printTable(comparison);
printTable([...machineRows, ...loadRows, ...memoryRows, ...verifyRows]);
const results = { load, rounds: ROUNDS, comparison, machineRows, loadRows, memoryRows, verifyRows };
mkdirSync(path.join(ROOT, '.cache', 'bench'), { recursive: true });
writeFileSync(path.join(ROOT, '.cache', 'bench', 'judge.json'), JSON.stringify(results, null, '\t'));

async function msOfEach(run: (job: Job) => Promise<unknown>): Promise<number[]> {
	const times: number[] = [];
	for (const job of jobs) {
		const startedAt = performance.now();
		await run(job);
		times.push(performance.now() - startedAt);
	}
	return times;
}

/** Each exercise counts by its median over the rounds. */
function mediansOf(rounds: readonly (readonly number[])[]): number[] {
	return corpus.map((_, index) => median(rounds.map((times) => times[index] ?? Number.NaN)));
}

function meanOf(rounds: readonly (readonly number[])[]): number {
	return mediansOf(rounds).reduce((a, b) => a + b, 0) / corpus.length;
}

function row(what: string, rounds: readonly (readonly number[])[], aim: string): Row {
	if (rounds.length === 0) return { what, 'mean ms': 'left out', aim };
	const medians = mediansOf(rounds);
	const mean = meanOf(rounds);
	return {
		what,
		'mean ms': mean.toFixed(2),
		'p50 ms': median(medians).toFixed(2),
		'p90 ms': quantile(medians, 0.9).toFixed(2),
		'times ours': (mean / oursMean).toFixed(1),
		aim
	};
}

/** For what is measured as a whole: the start of the process is part of it. */
function wholeRow(what: string, times: readonly number[], aim: string): Row {
	const mean = median(times);
	return { what, 'mean ms': mean.toFixed(2), 'times ours': (mean / oursMean).toFixed(1), aim };
}
