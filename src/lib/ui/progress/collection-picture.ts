import { collectionPath } from '../../domain/collection.ts';
import { exercisesProgress, exerciseState, type LearningRecord } from '../../domain/progress.ts';
import type { LinePicture } from './picture.ts';

/** A collection as one learner sees it: a line like that of a series, with its exercises as nodes. */
export function collectionPictureOf(
	collection: {
		slug: string;
		title: string;
		summary: string;
		exercises: readonly { slug: string; title: string }[];
	},
	record: LearningRecord
): LinePicture {
	const { slug, title, summary, exercises } = collection;
	const progress = exercisesProgress(
		exercises.map((exercise) => exercise.slug),
		record
	);
	return {
		slug,
		path: collectionPath(slug),
		title,
		summary,
		nodes: exercises.map((exercise) => ({
			slug: exercise.slug,
			title: exercise.title,
			state: exerciseState(exercise.slug, record),
			// "Continue" leads to lessons; ember stands at one place of the site.
			isNext: false
		})),
		noun: 'exercise',
		completedCount: progress.exercisesAcceptedCount
	};
}
