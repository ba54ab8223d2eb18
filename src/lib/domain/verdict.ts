import type { Report } from './report.ts';

/** How a submission ended, gravest first. The order decides which one is shown (DMOJ's judge fixes such an order too). */
export const VERDICTS = [
	'internal_error',
	'compile_error',
	'time_limit_exceeded',
	'memory_limit_exceeded',
	'output_limit_exceeded',
	'runtime_error',
	'wrong_answer',
	'accepted'
] as const;

export type Verdict = (typeof VERDICTS)[number];

export function isVerdict(value: unknown): value is Verdict {
	return VERDICTS.some((verdict) => verdict === value);
}

/** The learner is never blamed for a fault of ours. */
export function countsAgainstLearner(verdict: Verdict): boolean {
	return verdict !== 'internal_error' && verdict !== 'accepted';
}

/**
 * The gravest outcome of any check is the outcome of the submission.
 *
 * @param expectedCheckIds what the revision demands. A check that is missing from the report did
 * not pass: without this list, a program that stops the harness before its first check would have
 * no failed check. A check that nobody demanded counts when it failed, so that none can stand in
 * for another of its name.
 */
export function verdictOf(report: Report, expectedCheckIds: readonly string[]): Verdict {
	if (report.stopped !== null) return report.stopped.verdict;

	const outcomeById = new Map(report.checks.map((check) => [check.id, check.outcome]));
	const outcomes = new Set([
		...[...outcomeById.values()].filter((outcome) => outcome !== 'skipped'),
		...expectedCheckIds.map((id) => demandedOutcome(outcomeById.get(id)))
	]);
	return VERDICTS.find((verdict) => outcomes.has(verdict)) ?? 'internal_error';
}

/** A demanded check that was skipped or never ran has not been passed. */
function demandedOutcome(outcome: Verdict | 'skipped' | undefined): Verdict {
	return outcome === undefined || outcome === 'skipped' ? 'runtime_error' : outcome;
}
