import type { Exploration } from './exploration.ts';
import type { FilesFault, FileTree } from './files.ts';
import type { CheckResult, Stop } from './report.ts';
import type { Verdict } from './verdict.ts';

export interface NewSubmission {
	id: string;
	/** Chosen by the browser, so that sending twice submits once. */
	clientKey: string;
	learnerId: string;
	exerciseSlug: string;
	revisionId: string;
	fileSnapshotId: string;
	submittedAt: Date;
}

/** A verdict exists exactly when the submission has been judged. */
export type Submission =
	| (NewSubmission & { state: 'queued' })
	| (NewSubmission & { state: 'judging'; claimedAt: Date })
	| (NewSubmission & { state: 'judged'; judgedAt: Date; verdict: Verdict });

export type SubmitFault =
	| FilesFault
	| { code: 'sign_in_required' }
	| { code: 'exercise_unknown'; slug: string }
	| { code: 'file_not_editable'; path: string }
	| { code: 'file_missing'; path: string }
	| { code: 'same_as_last_submission'; submissionId: string }
	| { code: 'submitting_too_fast'; retryAfterMs: number }
	| { code: 'judge_overloaded'; retryAfterMs: number };

/**
 * What a learner may see of a judged submission. Hidden checks appear by title and message only;
 * their code, and anything printed while they ran, stays on the server.
 */
export interface SubmissionView {
	id: string;
	exerciseSlug: string;
	revisionNumber: number;
	submittedAt: string;
	state: Submission['state'];
	verdict: Verdict | null;
	stopped: Stop | null;
	checks: CheckView[];
	/** The misconception this submission behaves like, when one is known. */
	/** What many schedules of the lab have shown; null for exercises without. */
	exploration: Exploration | null;
	misconception: Misconception | null;
}

/** A mistake that instructors know. */
export interface Misconception {
	/** What somebody believes who writes such code: `If every link fits, the chain holds.` Empty when nobody said. */
	idea: string;
	/** What to tell them. */
	message: string;
}

export type CheckView = Pick<
	CheckResult,
	'id' | 'title' | 'groups' | 'outcome' | 'message' | 'expected' | 'actual'
> & {
	isHidden: boolean;
};

/** A submission with the files that were sent, for "look at it again". */
export interface SubmissionDetail extends SubmissionView {
	files: FileTree;
}
