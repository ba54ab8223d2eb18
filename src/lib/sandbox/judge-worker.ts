import { parentPort, workerData } from 'node:worker_threads';
import type { Job } from '../domain/job.ts';
import type { Report } from '../domain/report.ts';
import { runJob } from './engine.ts';
import { Machine, type Loaded, type MachineParts } from './machine.ts';

/** What a thread is given to begin with. The image, where there is one, spares it loading the prelude. */
export interface WorkerParts extends MachineParts {
	loaded: Loaded | null;
}

export type WorkerAnswer = { kind: 'ready'; loaded: Loaded } | { kind: 'report'; report: Report };

/** Runs jobs in a thread of the server, one after the other. */
const { loaded, ...parts }: WorkerParts = workerData;
const machine = await Machine.open(parts, loaded);
parentPort?.on('message', (job: Job) => {
	void runJob(machine, job).then((report) => answer({ kind: 'report', report }));
});
answer({ kind: 'ready', loaded: machine.loaded });

function answer(message: WorkerAnswer): void {
	parentPort?.postMessage(message);
}
