import { createContext } from 'svelte';
import { page } from '$app/state';
import { ANONYMOUS, type DraftOwner } from '#lib/client/drafts/local-drafts.ts';
import type { Draft } from '#lib/domain/draft.ts';
import type { ExerciseView } from '#lib/domain/exercise-view.ts';
import type { SubmissionView } from '#lib/domain/submission.ts';

/** What a page knows about the work done on it; given by pages that hold snippets or exercises. */
export interface PageWork {
	/** The server's drafts, by workspace. */
	draftByKey: Readonly<Record<string, Draft>>;
	exerciseBySlug: Readonly<Record<string, ExercisePageView>>;
	/** Of the signed-in learner; null for each exercise not yet accepted. */
	acceptedSlugs: readonly string[];
	/** `<lesson>/<prediction>` that the account has answered. */
	answeredPredictions: readonly string[];
	/** Told when something was accepted or answered, so that the page can show how far it is. */
	onprogress: () => void;
}

/** An exercise with its starter highlighted, and what this learner already sent in. */
export interface ExercisePageView {
	view: ExerciseView;
	/** Per starter file. */
	starterHtml: Readonly<Record<string, string>>;
	visibleChecksHtml: string;
	/** The latest first; empty for who is not signed in. */
	submissions: SubmissionView[];
}

const [getPageWork, setPageWork, hasPageWork] = createContext<PageWork>();

export { setPageWork };

/** The page's own, or nothing known where a snippet stands on another page. */
export function pageWork(): PageWork {
	return hasPageWork() ? getPageWork() : NO_WORK;
}

const NO_WORK: PageWork = {
	draftByKey: {},
	exerciseBySlug: {},
	acceptedSlugs: [],
	answeredPredictions: [],
	onprogress: () => {}
};

/** Whose work this is: the account's id, which the root layout tells every page, or nobody's. */
export function workOwner(): DraftOwner {
	const id: unknown = page.data['account']?.id;
	return typeof id === 'string' ? id : ANONYMOUS;
}
