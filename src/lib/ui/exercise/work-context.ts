import { createContext } from 'svelte';
import { page } from '$app/state';
import { ANONYMOUS, type DraftOwner } from '#lib/client/drafts/local-drafts.ts';
import type { Draft } from '#lib/domain/draft.ts';
import type { ExerciseView } from '#lib/domain/exercise-view.ts';

/** What a page knows about the work done on it; given by pages that hold snippets or exercises. */
export interface PageWork {
	/** The server's drafts, by workspace. */
	draftByKey: Readonly<Record<string, Draft>>;
	exerciseBySlug: Readonly<Record<string, ExercisePageView>>;
	/** An author looks at it: nothing is kept under an account, sent or judged. */
	isPreview?: boolean;
	isAccepted: (exerciseSlug: string) => boolean;
	/** The choice made for a prediction of this page; null while it is open. */
	choiceOf: (predictionId: string) => string | null;
	onaccepted: (exerciseSlug: string) => void;
	onanswered: (predictionId: string, choiceId: string) => void;
	/** Where an accepted exercise leads. */
	nextAfter: (exerciseSlug: string) => { title: string; href: string } | null;
}

/** An exercise, with its starter highlighted per file. */
export interface ExercisePageView {
	view: ExerciseView;
	starterHtml: Readonly<Record<string, string>>;
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
	isAccepted: () => false,
	choiceOf: () => null,
	onaccepted: () => {},
	onanswered: () => {},
	nextAfter: () => null
};

/** Whose work this is: the account's id, which the root layout tells every page, or nobody's. */
export function workOwner(): DraftOwner {
	const id: unknown = page.data['account']?.id;
	return typeof id === 'string' ? id : ANONYMOUS;
}
