import type { Lesson } from '../../domain/catalog.ts';
import { exerciseState, type ExerciseState, type LearningRecord } from '../../domain/progress.ts';

/** An exercise as a node on the line of its lesson. */
export interface ExerciseNode {
	slug: string;
	title: string;
	state: ExerciseState;
}

/** The exercises of a lesson in their order, as one learner stands with them. */
export function exerciseNodesOf(
	lesson: Lesson,
	record: LearningRecord,
	titleBySlug: ReadonlyMap<string, string>
): ExerciseNode[] {
	return lesson.exerciseSlugs.map((slug) => ({
		slug,
		title: titleBySlug.get(slug) ?? slug,
		state: exerciseState(slug, record)
	}));
}
