import { assert } from '../domain/assert.ts';
import type { CheckResult, Report, Usage } from '../domain/report.ts';
import type { TypeReport } from './types/type-report.ts';

/**
 * The reports of one submission under several seeds, as one. Of each check the first failure is
 * kept. A check that is missing under some seed is left out, so that it counts as never passed.
 */
export function mergeReports(reports: readonly Report[]): Report {
	const [first] = reports;
	assert(first, 'a submission runs under at least one seed');

	const stopped = reports.find((report) => report.stopped !== null) ?? null;
	const checks = first.checks.flatMap((check) => {
		const results = reports.map((report) => report.checks.find(({ id }) => id === check.id));
		const isMissing = results.some(
			(result, index) => result === undefined && reports[index]?.stopped === null
		);
		return isMissing ? [] : [worstOf(check, results)];
	});

	// What is shown beside a failure belongs to the run that failed.
	const telling = stopped ?? reports.find(hasFailure) ?? first;
	return {
		...first,
		stopped: stopped?.stopped ?? null,
		checks,
		output: telling.output,
		outputTruncated: telling.outputTruncated,
		drawings: telling.drawings,
		usage: reports.map(({ usage }) => usage).reduce(largestUsage)
	};
}

/**
 * What was run and what the compiler says. The compiler comes last, because of two results under one
 * name the last one counts: no run can speak for it.
 */
export function withTypes(report: Report, types: TypeReport): Report {
	return {
		...report,
		stopped: report.stopped ?? types.stopped,
		checks: [...report.checks, ...types.checks]
	};
}

/** What was run once, and what was run under many schedules. */
export function withSchedules(report: Report, scheduled: Report): Report {
	const telling = hasFailure(report) ? report : scheduled;
	return {
		...telling,
		stopped: scheduled.stopped,
		checks: [...report.checks, ...scheduled.checks],
		usage: largestUsage(report.usage, scheduled.usage)
	};
}

export function hasFailure(report: Report): boolean {
	return report.stopped !== null || report.checks.some(({ outcome }) => outcome !== 'accepted');
}

function worstOf(first: CheckResult, results: readonly (CheckResult | undefined)[]): CheckResult {
	return results.find((result) => result !== undefined && result.outcome !== 'accepted') ?? first;
}

/** Limits are per run, so what counts is the run that came nearest. */
function largestUsage(a: Usage, b: Usage): Usage {
	return {
		steps: Math.max(a.steps, b.steps),
		jobs: Math.max(a.jobs, b.jobs),
		timers: Math.max(a.timers, b.timers),
		virtualMs: Math.max(a.virtualMs, b.virtualMs),
		memoryBytes: Math.max(a.memoryBytes, b.memoryBytes),
		wallMs: Math.max(a.wallMs, b.wallMs)
	};
}
