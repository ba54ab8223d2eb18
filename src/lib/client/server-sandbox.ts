import * as v from 'valibot';
import type { Job } from '../domain/job.ts';
import type { Report } from '../domain/report.ts';
import { callApi, isRecord, type ApiFault } from './api.ts';
import type { RunJob } from './machine.ts';

/** What the server sends is what its own machine said: that it is a report at all is asked here. */
const reportSchema = v.custom<Report>(
	(value) =>
		isRecord(value) &&
		typeof value['jobId'] === 'string' &&
		isRecord(value['usage']) &&
		['checks', 'output', 'drawings'].every((part) => Array.isArray(value[part]))
);

/** The machine of the server, for a browser without one. Rejects with a sentence where no report came. */
export const runOnServer: RunJob = async (job, { signal }) => {
	const answer = await Promise.race([askToRun(job), aborted(signal)]);
	if (!answer.ok) throw new Error(inWords(answer.fault));
	const report = v.safeParse(reportSchema, answer.value);
	if (!report.success) throw new Error('The server answered with something that is no report. Run again.');
	return report.output;
};

function askToRun({ files, harnessFiles, entries, seed, schedule, isTraced }: Job) {
	return callApi('/api/runs', {
		method: 'POST',
		body: { files, harnessFiles, entries, seed, schedule, isTraced }
	});
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
	return new Promise((_, reject) => {
		signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
	});
}

function inWords(fault: ApiFault): string {
	switch (fault.code) {
		case 'offline':
			return 'The server was not reached. Your code is kept; run again when there is a network.';
		case 'busy':
			return `The server asks to wait: run again in ${Math.ceil(fault.retryAfterMs / 1000)} seconds.`;
		case 'refused':
			return fault.message;
		default:
			return 'The server could not run it. That is our fault; run again.';
	}
}
