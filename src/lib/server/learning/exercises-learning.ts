import type { Draft } from '../../domain/draft.ts';
import * as submissions from '../db/submissions.ts';
import type { Services } from '../services.ts';
import { getExerciseDrafts } from './drafts.ts';

/** What a page of several exercises overlays on them. Empty for who is not signed in: the browser has its own. */
export interface ExercisesLearning {
	drafts: Draft[];
	acceptedExerciseSlugs: string[];
}

export async function exercisesLearning(
	{ db }: Pick<Services, 'db'>,
	accountId: string | null,
	slugs: readonly string[]
): Promise<ExercisesLearning> {
	if (accountId === null) return { drafts: [], acceptedExerciseSlugs: [] };
	const [drafts, submitted] = await Promise.all([
		getExerciseDrafts({ db }, accountId, slugs),
		submissions.summarize(db, accountId)
	]);
	return {
		drafts,
		acceptedExerciseSlugs: submitted
			.filter(({ isAccepted, exerciseSlug }) => isAccepted && slugs.includes(exerciseSlug))
			.map(({ exerciseSlug }) => exerciseSlug)
	};
}
