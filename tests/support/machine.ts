import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Job } from '../../src/lib/domain/job.ts';
import type { Report } from '../../src/lib/domain/report.ts';
import { buildMachine, GENERATED } from '../../src/lib/sandbox/build/build-machine.ts';
import { readPostgres } from '../../src/lib/sandbox/postgres/read-parts.ts';
import { Machine, type MachineParts } from '../../src/lib/sandbox/machine.ts';

let building: Promise<string> | undefined;

/** The folder of the machine, built first when its sources have changed. */
export function machineFolder(): Promise<string> {
	building ??= buildMachine(null).then(() => GENERATED);
	return building;
}

/** A machine in this thread. */
export async function openMachine(): Promise<Machine> {
	return Machine.open(await machineParts());
}

/** A machine runs one job at a time; who explores schedules asks for several at once. */
export function inTurn(run: (job: Job) => Promise<Report>): (job: Job) => Promise<Report> {
	let last: Promise<unknown> = Promise.resolve();
	return (job) => {
		const report = last.then(() => run(job));
		last = report.catch(() => undefined);
		return report;
	};
}

export async function machineParts(): Promise<MachineParts> {
	const folder = await machineFolder();
	return {
		wasm: new WebAssembly.Module(readFileSync(path.join(folder, 'machine.wasm'))),
		prelude: readFileSync(path.join(folder, 'prelude.txt'), 'utf8'),
		libraries: () => readFile(path.join(folder, 'libraries.txt'), 'utf8'),
		postgres: () => readPostgres(folder),
		engineHash: JSON.parse(readFileSync(path.join(folder, 'engine.json'), 'utf8')).engineHash
	};
}
