import type { Job } from '../../../src/lib/domain/job.ts';
import type { Report } from '../../../src/lib/domain/report.ts';
import { runJob } from '../../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../../src/lib/sandbox/machine.ts';
import { printedBy, programJob } from '../../support/jobs.ts';
import { openMachine } from '../../support/machine.ts';

let opening: Promise<Machine> | undefined;

/** Runs a program in the machine. */
export async function reportOf(code: string, changes: Partial<Job> = {}): Promise<Report> {
	opening ??= openMachine();
	return runJob(await opening, { ...programJob(code), ...changes });
}

/** What it prints, a line a call, when it ends well. */
export async function printedByProgram(code: string, changes: Partial<Job> = {}): Promise<string[]> {
	const report = await reportOf(code, changes);
	if (report.stopped) throw new Error(report.stopped.message);
	return printedBy(report);
}

/** A client that says nothing. */
export const QUIET = `
import { Kafka, logLevel } from 'kafkajs';
const kafka = new Kafka({ clientId: 'my-app', brokers: ['localhost:9092'], logLevel: logLevel.NOTHING });
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
`;
