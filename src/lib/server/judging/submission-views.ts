import type { CheckResult, Report, Stop } from '../../domain/report.ts';
import type { CheckView, SubmissionDetail, SubmissionView } from '../../domain/submission.ts';
import * as exercises from '../db/exercises.ts';
import * as fileSnapshots from '../db/file-snapshots.ts';
import * as submissions from '../db/submissions.ts';
import type { SubmissionWithReport } from '../db/submissions.ts';
import { demandedCheckIds, type Revision } from '../../authoring/verification.ts';
import type { Services } from '../services.ts';
import { HIDDEN_CHECKS } from '../../authoring/run-submission.ts';
import { findMisconception } from '../../authoring/misconceptions.ts';

/** Null for a submission of somebody else, as for one that does not exist. */
export async function findSubmission(
	{ db }: Pick<Services, 'db'>,
	learnerId: string,
	submissionId: string
): Promise<SubmissionDetail | null> {
	const found = await submissions.findOwn(db, learnerId, submissionId);
	if (found === null) return null;
	const [revision, files] = await Promise.all([
		exercises.getRevision(db, found.submission.revisionId),
		fileSnapshots.get(db, found.submission.fileSnapshotId)
	]);
	return { ...submissionViewOf(found, revision), files };
}

/** A learner's submissions to one exercise, the latest first. */
export async function listSubmissions(
	{ db }: Pick<Services, 'db'>,
	learnerId: string,
	exerciseSlug: string,
	limit: number
): Promise<SubmissionView[]> {
	const found = await submissions.listOwn(db, learnerId, exerciseSlug, limit);
	const revisionIds = [...new Set(found.map(({ submission }) => submission.revisionId))];
	const revisions = await Promise.all(revisionIds.map((id) => exercises.getRevision(db, id)));
	const revisionById = new Map(revisions.map((revision) => [revision.id, revision]));
	return found.flatMap((each) => {
		const revision = revisionById.get(each.submission.revisionId);
		return revision ? [submissionViewOf(each, revision)] : [];
	});
}

/**
 * What a learner may see of a submission. What was printed, and the machine's own frames, are left
 * out altogether; of hidden checks there remain title, outcome and message.
 */
export function submissionViewOf(
	{ submission, revisionNumber, reportJson }: SubmissionWithReport,
	revision: Revision
): SubmissionView {
	const report: Report | null = reportJson === null ? null : JSON.parse(reportJson);
	const verdict = submission.state === 'judged' ? submission.verdict : null;
	const isSecret = secretsOf(revision);
	return {
		id: submission.id,
		exerciseSlug: submission.exerciseSlug,
		revisionNumber,
		submittedAt: submission.submittedAt.toISOString(),
		state: submission.state,
		verdict,
		stopped: report?.stopped ? stopView(report.stopped, revision, isSecret) : null,
		checks: report === null ? [] : checkViews(report, revision, isSecret),
		exploration: report?.exploration ?? null,
		misconception:
			report === null || verdict === null || verdict === 'accepted'
				? null
				: findMisconception(revision.verification.signatures, report, verdict)
	};
}

function checkViews(
	report: Report,
	{ verification }: Revision,
	isSecret: (text: string) => boolean
): CheckView[] {
	const resultById = new Map(report.checks.map((check) => [check.id, check]));
	const hidden = new Set(verification.hiddenCheckIds);
	return demandedCheckIds(verification).map((id) =>
		checkView(id, resultById.get(id), hidden.has(id), isSecret)
	);
}

/** A demanded check that never ran is shown as skipped, so that nobody takes it for passed. */
function checkView(
	id: string,
	result: CheckResult | undefined,
	isHidden: boolean,
	isSecret: (text: string) => boolean
): CheckView {
	const groups = id.split(' > ');
	const title = groups.pop() ?? id;
	if (!result)
		return { id, title, groups, outcome: 'skipped', message: null, expected: null, actual: null, isHidden };
	return {
		id,
		title: result.title,
		groups: result.groups,
		outcome: result.outcome,
		message: result.message === null ? null : withoutSecrets(result.message, isSecret),
		expected: isHidden ? null : result.expected,
		actual: isHidden ? null : withoutSecretsOrNull(result.actual, isSecret),
		isHidden
	};
}

function stopView(stop: Stop, { source }: Revision, isSecret: (text: string) => boolean): Stop {
	const isLearners = ({ path }: { path: string }) => Object.hasOwn(source.starter, path);
	return {
		verdict: stop.verdict,
		message: withoutSecrets(stop.message, isSecret),
		error: stop.error && {
			name: stop.error.name,
			message: withoutSecrets(stop.error.message, isSecret),
			frames: stop.error.frames.filter(isLearners)
		},
		location: stop.location && isLearners(stop.location) ? stop.location : null
	};
}

/**
 * Whether a text quotes the code of a hidden check. A program can read the source of a function it
 * is called with, and throw it as a message.
 */
function secretsOf({ source, verification }: Revision): (text: string) => boolean {
	const open = source.visibleChecks + Object.values(source.starter).join('\n');
	const titles = verification.hiddenCheckIds.map((id) => id.split(' > ').at(-1) ?? id);
	const lines = source.hiddenChecks
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line.length >= QUOTE_MIN_LENGTH && !open.includes(line))
		.filter((line) => !titles.some((title) => line.includes(title) && line.startsWith('test(')));
	return (text) => lines.some((line) => text.includes(line));
}

const QUOTE_MIN_LENGTH = 16;
const WITHHELD = `This message is not shown, because it quotes ${HIDDEN_CHECKS}.`;

function withoutSecrets(text: string, isSecret: (text: string) => boolean): string {
	return isSecret(text) ? WITHHELD : text;
}

function withoutSecretsOrNull(text: string | null, isSecret: (text: string) => boolean): string | null {
	return text === null ? null : withoutSecrets(text, isSecret);
}
