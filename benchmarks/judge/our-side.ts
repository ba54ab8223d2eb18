import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Job } from '../../src/lib/domain/job.ts';
import { GENERATED } from '../../src/lib/sandbox/build/build-machine.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import { readPostgres } from '../../src/lib/sandbox/postgres/read-parts.ts';
import { Machine, type MachineParts } from '../../src/lib/sandbox/machine.ts';
import type { SandboxPool } from '../../src/lib/server/sandbox-pool/sandbox-pool.ts';
import { ROOT } from '../../tests/support/source-files.ts';
import { median, quantile } from '../support.ts';

export type Row = Record<string, string | number>;

export function machineParts(): MachineParts {
	const read = (name: string) => readFileSync(path.join(GENERATED, name));
	const { engineHash }: { engineHash: string } = JSON.parse(read('engine.json').toString());
	return {
		wasm: new WebAssembly.Module(read('machine.wasm')),
		prelude: read('prelude.txt').toString(),
		libraries: () => Promise.resolve(read('libraries.txt').toString()),
		postgres: () => readPostgres(GENERATED),
		engineHash
	};
}

const RESTORES = 200;
const FRESH = 40;
const HOOKS = {
	call: () => '',
	shouldStop: () => false,
	loadModule: () => '',
	resolveModule: (_importer: string, name: string) => name
};

/** How long until a machine is as new: put back after a run, made anew from the image, and with its prelude to load. */
export async function measureMachine(machine: Machine, jobs: readonly Job[]): Promise<Row[]> {
	const restores: number[] = [];
	for (let index = 0; index < RESTORES; index++) {
		const job = jobs[index % jobs.length];
		if (job) await runJob(machine, job);
		restores.push(await microseconds(() => machine.fresh(HOOKS)));
	}
	const parts = machineParts();
	const fresh: number[] = [];
	for (let index = 0; index < FRESH; index++) {
		fresh.push(await microseconds(async () => (await Machine.open(parts, machine.loaded)).fresh(HOOKS)));
	}
	const cold = [];
	for (let index = 0; index < 5; index++) cold.push(await microseconds(() => Machine.open(parts)));
	return [
		timesRow('Machine put back after a run', restores),
		timesRow('Machine made anew from the image', fresh),
		timesRow('Machine opened, prelude loaded', cold)
	];
}

async function microseconds(work: () => Promise<unknown>): Promise<number> {
	const startedAt = performance.now();
	await work();
	return (performance.now() - startedAt) * 1_000;
}

function timesRow(what: string, values: readonly number[]): Row {
	return {
		what,
		'p50 µs': Math.round(median(values)),
		'p90 µs': Math.round(quantile(values, 0.9))
	};
}

/** Submissions a second, and how long one waits, when so many are under way at a time. */
export async function measureLoad(
	pool: SandboxPool,
	jobs: readonly Job[],
	{ lanes, threads, forMs }: { lanes: number; threads: number; forMs: number }
): Promise<Row> {
	const waits: number[] = [];
	const startedAt = performance.now();
	let next = 0;
	const lane = async (index: number) => {
		while (performance.now() - startedAt < forMs) {
			const job = jobs[next++ % jobs.length];
			const sentAt = performance.now();
			if (job) await pool.run(job, `lane ${index}`);
			waits.push(performance.now() - sentAt);
		}
	};
	await Promise.all(Array.from({ length: lanes }, (_, index) => lane(index)));
	const perSecond = waits.length / ((performance.now() - startedAt) / 1_000);
	return {
		what: `Pool of ${threads}, ${lanes} at a time`,
		'per s': Math.round(perSecond),
		'per s and thread': Math.round(perSecond / threads),
		'p50 ms': median(waits).toFixed(2),
		'p99 ms': quantile(waits, 0.99).toFixed(2)
	};
}

/** The whole exercise set, with nothing remembered, and again with what the first time left. */
export function measureVerify(): Row[] {
	rmSync(path.join(ROOT, '.cache', 'verify'), { recursive: true, force: true });
	rmSync(path.join(ROOT, '.cache', 'verify.json'), { force: true });
	return ['cold', 'again'].map((what) => {
		const startedAt = performance.now();
		const { status } = spawnSync(process.execPath, ['src/cli/verify.ts'], { cwd: ROOT, stdio: 'ignore' });
		const seconds = (performance.now() - startedAt) / 1_000;
		return {
			what: `Verify of the exercise set, ${what}${status === 0 ? '' : ' (refused)'}`,
			s: seconds.toFixed(1)
		};
	});
}
