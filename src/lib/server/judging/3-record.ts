import { byteLength } from '../../domain/files.ts';
import { CHECKS, JUDGING } from '../../domain/limits.ts';
import type { Report } from '../../domain/report.ts';
import { verdictOf, type Verdict } from '../../domain/verdict.ts';
import { lockAccount } from '../db/accounts.ts';
import * as submissions from '../db/submissions.ts';
import { demandedCheckIds, type Verification } from '../../authoring/verification.ts';
import type { Services } from '../services.ts';
import type { Claim } from './2-claim.ts';

export type Recorded = 'judged' | 'returned_to_queue' | 'claimed_by_another';

/**
 * Records how a submission ended, with the report as it came. Our own failures go back to the
 * queue twice; only the third is shown to the learner, and it never counts against them.
 */
export async function recordReport(
	{ db, clock }: Pick<Services, 'db' | 'clock'>,
	claim: Claim,
	report: Report,
	verification: Verification
): Promise<Recorded> {
	const verdict = verdictOf(report, demandedCheckIds(verification));
	if (verdict === 'internal_error' && claim.triesCount < JUDGING.triesMax) {
		await submissions.returnToQueue(db, claim);
		return 'returned_to_queue';
	}
	return recordVerdict({ db, clock }, claim, verdict, boundedReportJson(report));
}

/** Of a submission that killed every judge that tried it. */
export function recordGivenUp(services: Pick<Services, 'db' | 'clock'>, claim: Claim): Promise<Recorded> {
	return recordVerdict(services, claim, 'internal_error', null);
}

async function recordVerdict(
	{ db, clock }: Pick<Services, 'db' | 'clock'>,
	claim: Claim,
	verdict: Verdict,
	reportJson: string | null
): Promise<Recorded> {
	const isRecorded = await db.transaction().execute(async (tx) => {
		await lockAccount(tx, claim.submission.learnerId);
		return submissions.recordVerdict(tx, claim, { verdict, reportJson, judgedAt: clock.now() });
	});
	return isRecorded ? 'judged' : 'claimed_by_another';
}

/** The report as JSON of at most `JUDGING.reportMaxBytes`: the trace goes first, for its schedule makes it again; then what was printed, then long messages. */
export function boundedReportJson(report: Report): string {
	const plain: Report = withoutTrace(report);
	const silent: Report = { ...plain, output: [], outputTruncated: true, drawings: [] };
	const brief: Report = {
		...silent,
		checks: report.checks.slice(0, CHECKS.checksMaxCount).map((check) => ({
			...check,
			message: check.message?.slice(0, BRIEF_LENGTH) ?? null,
			expected: null,
			actual: null,
			error: null
		}))
	};
	const candidates = [report, plain, silent, brief].map((each) => JSON.stringify(each));
	return (
		candidates.find((json) => byteLength(json) <= JUDGING.reportMaxBytes) ??
		JSON.stringify({ ...brief, checks: [] })
	);
}

function withoutTrace(report: Report): Report {
	const { exploration } = report;
	if (!exploration?.smallest) return report;
	return { ...report, exploration: { ...exploration, smallest: { ...exploration.smallest, trace: null } } };
}

const BRIEF_LENGTH = 200;
