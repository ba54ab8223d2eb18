import { parentPort, workerData } from 'node:worker_threads';
import type { Job } from '../domain/job.ts';
import { runJob } from './engine.ts';
import { Machine, type MachineParts } from './machine.ts';

/** Runs jobs in a thread of the server, one after the other. What it answers is a Report, as it is. */
const parts: MachineParts = workerData;
const machine = await Machine.open(parts);
parentPort?.on('message', (job: Job) => {
	void runJob(machine, job).then((report) => parentPort?.postMessage(report));
});
parentPort?.postMessage('ready');
