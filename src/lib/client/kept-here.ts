import { readAnonymousWork } from './anonymous-work.ts';
import { ANONYMOUS, LocalDrafts, type KeyValueStore } from './drafts/local-drafts.ts';

/** What this browser holds of one lesson, for who has no account. */
export interface KeptLesson {
	slug: string;
	title: string;
	path: string;
	draftsCount: number;
	predictionsCount: number;
	/** When something of it was last read, answered or written here. */
	touchedAt: Date;
}

interface LessonFacts {
	slug: string;
	title: string;
	path: string;
	exerciseSlugs: readonly string[];
}

/** The lessons that left something here, the one touched last first. */
export function keptHere(store: KeyValueStore, lessons: readonly LessonFacts[]): KeptLesson[] {
	const { predictions, visits } = readAnonymousWork(store);
	const drafts = new LocalDrafts(store, ANONYMOUS).all();

	return lessons
		.flatMap(({ slug, title, path, exerciseSlugs }) => {
			const keys = new Set(exerciseSlugs.map((exercise) => `exercise/${exercise}`));
			const own = drafts.filter(
				({ workspaceKey }) => workspaceKey.startsWith(`snippet/${slug}/`) || keys.has(workspaceKey)
			);
			const answers = predictions.filter(({ lessonSlug }) => lessonSlug === slug);
			const moments = [
				...own.map(({ draft }) => Date.parse(draft.savedAt)),
				...answers.map(({ answeredAt }) => Date.parse(answeredAt)),
				...visits
					.filter(({ lessonSlug }) => lessonSlug === slug)
					.map(({ visitedAt }) => Date.parse(visitedAt))
			].filter(Number.isFinite);
			if (moments.length === 0) return [];

			const touchedAt = new Date(Math.max(...moments));
			return [{ slug, title, path, draftsCount: own.length, predictionsCount: answers.length, touchedAt }];
		})
		.toSorted((a, b) => b.touchedAt.getTime() - a.touchedAt.getTime());
}
