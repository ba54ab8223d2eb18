import type { Job } from './job.ts';
import type { Report, Stop } from './report.ts';

/** The report of a run that nothing came back from: its host stopped it, or the machine broke. */
export function stoppedReport(job: Job, stopped: Stop, engineHash: string): Report {
	return {
		jobId: job.id,
		stopped,
		checks: [],
		output: [],
		outputTruncated: false,
		drawings: [],
		usage: { steps: 0, jobs: 0, timers: 0, virtualMs: 0, memoryBytes: 0, wallMs: job.limits.wallMsMax },
		engineHash
	};
}

/** The last resort, told apart from a program that used up its steps: the clock stopped it. */
export function stoppedByClock(job: Job, engineHash: string): Report {
	const seconds = job.limits.wallMsMax / 1_000;
	const message = `The program was still running after ${seconds} s on the clock and was stopped. Look for work that grows too fast.`;
	const stop = {
		verdict: 'time_limit_exceeded',
		message,
		error: null,
		location: null,
		byClock: true
	} as const;
	return stoppedReport(job, stop, engineHash);
}
