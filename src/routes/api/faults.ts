import type { SaveDraftFault } from '#lib/domain/draft.ts';
import type { SubmitFault } from '#lib/domain/submission.ts';
import type { StudioFault } from '#lib/domain/source-draft.ts';
import type { TrialRunFault } from '#lib/domain/trial-run.ts';
import type { MergeFault } from '#lib/server/learning/merge.ts';
import type { AnswerPredictionFault } from '#lib/server/learning/predictions.ts';
import type { RecordVisitFault } from '#lib/server/learning/visits.ts';

/** Refusals that only a request can earn. */
export type BodyFault =
	| { code: 'request_invalid'; reason: string }
	| { code: 'request_too_large'; limitBytes: number }
	| { code: 'submission_unknown' };

/** All that `/api` refuses. Each code has a status here, and a page in content/faults/<code>.md. */
export type ApiFault =
	| SubmitFault
	| TrialRunFault
	| SaveDraftFault
	| AnswerPredictionFault
	| RecordVisitFault
	| MergeFault
	| StudioFault
	| BodyFault;

export const STATUS: Readonly<Record<ApiFault['code'], number>> = {
	request_invalid: 400,
	sign_in_required: 401,
	exercise_unknown: 404,
	lesson_unknown: 404,
	prediction_unknown: 404,
	source_draft_unknown: 404,
	submission_unknown: 404,
	draft_conflict: 409,
	same_as_last_submission: 409,
	slug_taken: 409,
	source_not_verified: 409,
	exercise_not_published: 409,
	source_draft_published: 409,
	file_too_large: 413,
	files_too_large: 413,
	files_too_many: 413,
	request_too_large: 413,
	drafts_too_many: 422,
	file_missing: 422,
	file_not_editable: 422,
	file_path_invalid: 422,
	file_text_invalid: 422,
	instructor_unknown: 422,
	slug_invalid: 422,
	publishing_note_invalid: 422,
	source_drafts_too_many: 422,
	workspace_unknown: 422,
	saving_too_fast: 429,
	submitting_too_fast: 429,
	running_too_fast: 429,
	judge_overloaded: 503,
	machines_busy: 503,
	verifier_busy: 503
};

/** What happened and what to do, in a sentence or two; the page of the code says more. */
export function sentenceOf(fault: ApiFault): string {
	switch (fault.code) {
		case 'request_invalid':
			return `The request could not be read: ${fault.reason}.`;
		case 'request_too_large':
			return `The request is larger than ${kilobytes(fault.limitBytes)}. Send less at once.`;
		case 'submission_unknown':
			return 'There is no such submission of yours.';
		case 'sign_in_required':
			return 'Sign in to go on. What you typed stays in this browser.';
		case 'exercise_unknown':
			return `There is no exercise called ${fault.slug}. It may have been retired.`;
		case 'lesson_unknown':
			return `There is no lesson called ${fault.slug}.`;
		case 'prediction_unknown':
			return `The lesson ${fault.lessonSlug} has no prediction called ${fault.predictionId}. Reload the page.`;
		case 'draft_conflict':
			return 'Another device saved this in between. Both versions are kept; choose one.';
		case 'same_as_last_submission':
			return 'These are the files you submitted last. Change something first.';
		case 'file_too_large':
			return `${fault.path} is larger than ${kilobytes(fault.limitBytes)}. Shorten it.`;
		case 'files_too_large':
			return `Your files are larger than ${kilobytes(fault.limitBytes)} together. Shorten them.`;
		case 'files_too_many':
			return `More than ${fault.limitCount} files were sent.`;
		case 'drafts_too_many':
			return `Your account holds ${fault.limitCount} drafts, which is the most it can hold.`;
		case 'file_missing':
			return `${fault.path} is missing. Submit all files of the exercise.`;
		case 'file_not_editable':
			return `${fault.path} differs outside the part you may change. Reset it, and put your change back in.`;
		case 'file_path_invalid':
			return `${fault.path} is not a name that a file can have here.`;
		case 'file_text_invalid':
			return `${fault.path} holds characters that cannot be kept. Remove NUL characters and broken emoji.`;
		case 'source_draft_unknown':
			return 'There is no such draft, or it is not shared with you.';
		case 'slug_invalid':
			return `${fault.slug || 'Nothing'} cannot be an address: use lower-case words joined by hyphens.`;
		case 'slug_taken':
			return `Another exercise has the address ${fault.slug}. Choose another one.`;
		case 'source_draft_published':
			return `${fault.slug} has been published, and learners may have solved it. Retire it instead.`;
		case 'source_drafts_too_many':
			return `Your account holds ${fault.limitCount} exercises, which is the most it can hold. Delete one first.`;
		case 'source_not_verified':
			return 'The draft was not verified as it stands now. Verify it, then publish.';
		case 'publishing_note_invalid':
			return `Say in a sentence of at most ${fault.maxLength} letters what changed.`;
		case 'exercise_not_published':
			return `${fault.slug} is not published from this draft.`;
		case 'verifier_busy':
			return `Other exercises are being verified. Try again in ${seconds(fault.retryAfterMs)}.`;
		case 'instructor_unknown':
			return `No other instructor has the address ${fault.email}.`;
		case 'workspace_unknown':
			return `${fault.workspaceKey} is not a workspace.`;
		case 'saving_too_fast':
		case 'running_too_fast':
		case 'submitting_too_fast':
			return `That was too fast. Try again in ${seconds(fault.retryAfterMs)}.`;
		case 'machines_busy':
			return `The server has more to run than it can hold. Try again in ${seconds(fault.retryAfterMs)}; your code stays here.`;
		case 'judge_overloaded':
			return `The judge has more to do than it can hold. Try again in ${seconds(fault.retryAfterMs)}; your code stays here.`;
	}
}

function kilobytes(bytes: number): string {
	return `${Math.floor(bytes / 1024)} KB`;
}

function seconds(ms: number): string {
	const count = Math.ceil(ms / 1000);
	return count === 1 ? 'a second' : `${count} seconds`;
}
