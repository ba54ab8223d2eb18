import type { FileTree } from '../../src/lib/domain/files.ts';
import type { Job } from '../../src/lib/domain/job.ts';
import { RUN_LIMITS, type RunLimits } from '../../src/lib/domain/limits.ts';
import type { Report } from '../../src/lib/domain/report.ts';

/** A job that runs one program. */
export function programJob(code: string, limits: Partial<RunLimits> = {}, files: FileTree = {}): Job {
	return {
		id: 'job_1',
		files: { ...files, 'main.ts': code },
		harnessFiles: {},
		entries: ['main.ts'],
		seed: 1,
		limits: { ...RUN_LIMITS, ...limits }
	};
}

/** A job that runs checks against a learner's file `sum.ts`. */
export function checksJob(learners: string, checks: string, limits: Partial<RunLimits> = {}): Job {
	return {
		...programJob('', limits),
		files: { 'sum.ts': learners },
		harnessFiles: { 'checks/visible.ts': checks },
		entries: ['checks/visible.ts']
	};
}

/** What was printed, a line a call. */
export function printedBy(report: Report): string[] {
	return report.output.map(({ values }) => values.map(({ text }) => text).join(' '));
}

export function outcomesOf(report: Report): Record<string, string> {
	return Object.fromEntries(report.checks.map(({ id, outcome }) => [id, outcome]));
}
