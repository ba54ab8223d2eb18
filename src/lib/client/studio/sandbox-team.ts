import type { RunJob } from '../../authoring/run-submission.ts';
import type { Job } from '../../domain/job.ts';
import type { Report } from '../../domain/report.ts';
import { BrowserSandbox } from '../browser-sandbox.ts';

/** Several machines of one page: a job goes to one that is free, or waits. They start as they are needed. */
export function sandboxTeam(size: number): RunJob {
	const idle = Array.from({ length: size }, () => new BrowserSandbox());
	const waiting: ((sandbox: BrowserSandbox) => void)[] = [];

	const take = (): Promise<BrowserSandbox> => {
		// The one used last is warm.
		const sandbox = idle.pop();
		return sandbox ? Promise.resolve(sandbox) : new Promise((resolve) => waiting.push(resolve));
	};
	const giveBack = (sandbox: BrowserSandbox) => {
		const next = waiting.shift();
		if (next) next(sandbox);
		else idle.push(sandbox);
	};
	return async (job: Job): Promise<Report> => {
		const sandbox = await take();
		try {
			return await sandbox.run(job);
		} finally {
			giveBack(sandbox);
		}
	};
}
