import type { Report } from '../domain/report.ts';
import type { Misconception } from '../domain/submission.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { MisconceptionSignature } from './verification.ts';

/**
 * The misconception of the wrong sample that a submission behaves like; null when there is none, or when
 * two samples behave like it. Advice about a mistake that was not made is worse than none.
 *
 * The same failures with the same words are sure. The same failures alone will do when some check
 * passed: code that fails everything behaves like every mistake.
 */
export function findMisconception(
	signatures: readonly MisconceptionSignature[],
	report: Report,
	verdict: Verdict
): Misconception | null {
	const candidates = signatures.filter(
		(signature) => signature.verdict === verdict && sameOutcomes(signature.checks, report.checks)
	);
	const exact = candidates.filter((signature) => sameMessages(signature.checks, report.checks));
	if (exact.length > 0) return onlyOne(exact);

	const somethingPassed = report.checks.some(({ outcome }) => outcome === 'accepted');
	return somethingPassed ? onlyOne(candidates) : null;
}

type CheckSignature = MisconceptionSignature['checks'][number];

function sameOutcomes(left: readonly CheckSignature[], right: readonly CheckSignature[]): boolean {
	if (left.length !== right.length) return false;
	const outcomeById = new Map(right.map(({ id, outcome }) => [id, outcome]));
	return left.every(({ id, outcome }) => outcomeById.get(id) === outcome);
}

function sameMessages(left: readonly CheckSignature[], right: readonly CheckSignature[]): boolean {
	const messageById = new Map(right.map(({ id, message }) => [id, message]));
	return left.every(({ id, message }) => messageById.get(id) === message);
}

function onlyOne(signatures: readonly MisconceptionSignature[]): Misconception | null {
	const [first] = signatures;
	const isOne = signatures.every(({ message }) => message === first?.message);
	return first && isOne ? { idea: first.idea, message: first.message } : null;
}
