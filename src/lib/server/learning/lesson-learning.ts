import type { Lesson } from '../../domain/catalog.ts';
import type { Draft } from '../../domain/draft.ts';
import * as visits from '../db/lesson-visits.ts';
import * as predictions from '../db/predictions.ts';
import * as submissions from '../db/submissions.ts';
import type { Services } from '../services.ts';
import { getLessonDrafts } from './drafts.ts';

/** What one lesson's page overlays on its text. Empty for who is not signed in: the browser has its own. */
export interface LessonLearning {
	signedIn: boolean;
	drafts: Draft[];
	acceptedExerciseSlugs: string[];
	predictions: { predictionId: string; choiceId: string }[];
	/** Where the learner was last. */
	sectionId: string | null;
}

export async function lessonLearning(
	{ db }: Pick<Services, 'db'>,
	accountId: string | null,
	lesson: Pick<Lesson, 'slug' | 'exerciseSlugs'>
): Promise<LessonLearning> {
	if (accountId === null) {
		return { signedIn: false, drafts: [], acceptedExerciseSlugs: [], predictions: [], sectionId: null };
	}
	const [drafts, submitted, answers, visited] = await Promise.all([
		getLessonDrafts({ db }, accountId, lesson),
		submissions.summarize(db, accountId),
		predictions.list(db, accountId, lesson.slug),
		visits.list(db, accountId)
	]);
	return {
		signedIn: true,
		drafts,
		acceptedExerciseSlugs: submitted
			.filter(({ isAccepted, exerciseSlug }) => isAccepted && lesson.exerciseSlugs.includes(exerciseSlug))
			.map(({ exerciseSlug }) => exerciseSlug),
		predictions: answers.map(({ predictionId, choiceId }) => ({ predictionId, choiceId })),
		sectionId: visited.find(({ lessonSlug }) => lessonSlug === lesson.slug)?.sectionId ?? null
	};
}
