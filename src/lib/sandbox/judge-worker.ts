import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Job } from '../domain/job.ts';
import type { Report } from '../domain/report.ts';
import { runJob } from './engine.ts';
import { Machine, type Loaded, type MachineParts } from './machine.ts';
import { readPostgres } from './postgres/read-parts.ts';

/** What a thread is given to begin with. The image, where there is one, spares it loading the prelude. */
export interface WorkerParts extends Omit<MachineParts, 'libraries' | 'postgres'> {
	loaded: Loaded | null;
	/** With the libraries, once a thread has loaded them. */
	libraries: Loaded | null;
	/** Where their script is, and PostgreSQL's files. */
	machineFolder: string;
}

export type WorkerRequest = { kind: 'job'; job: Job } | { kind: 'libraries'; loaded: Loaded };

export type WorkerAnswer =
	| { kind: 'ready'; loaded: Loaded }
	| { kind: 'libraries'; loaded: Loaded }
	| { kind: 'report'; report: Report };

/** Runs jobs in a thread of the server, one after the other. */
const { loaded, libraries, machineFolder, ...parts }: WorkerParts = workerData;
const machine = await Machine.open(
	{
		...parts,
		libraries: () => readFile(path.join(machineFolder, 'libraries.txt'), 'utf8'),
		postgres: () => readPostgres(machineFolder)
	},
	loaded
);
if (libraries) machine.shareLibraries(libraries);
parentPort?.on('message', (request: WorkerRequest) => {
	if (request.kind === 'libraries') machine.shareLibraries(request.loaded);
	else void run(request.job);
});
answer({ kind: 'ready', loaded: machine.loaded });

/** The thread that has loaded the libraries gives them to the others. */
async function run(job: Job): Promise<void> {
	const hadLibraries = machine.libraries !== null;
	const report = await runJob(machine, job);
	if (!hadLibraries && machine.libraries) answer({ kind: 'libraries', loaded: machine.libraries });
	answer({ kind: 'report', report });
}

function answer(message: WorkerAnswer): void {
	parentPort?.postMessage(message);
}
