import { lessonsOf, type Catalog, type Lesson } from './catalog.ts';

/** What a learner has done, as facts from which every progress is derived. */
export interface LearningRecord {
	acceptedExerciseSlugs: ReadonlySet<string>;
	/** Exercises with a submission or a draft, accepted or not. */
	startedExerciseSlugs: ReadonlySet<string>;
	/** `<lesson slug>/<prediction id>`. */
	answeredPredictions: ReadonlySet<string>;
	/**
	 * When each exercise was first accepted and each prediction answered, under the names above.
	 * Left out by who asks only how far a lesson is.
	 */
	doneAtByPart?: ReadonlyMap<string, Date>;
	/** When each lesson was last touched. */
	touchedAtByLesson: ReadonlyMap<string, Date>;
}

export type LessonState = 'in_preparation' | 'not_started' | 'started' | 'completed';

export interface LessonProgress {
	lesson: Lesson;
	state: LessonState;
	exercisesAcceptedCount: number;
	predictionsAnsweredCount: number;
	/** When the last of its parts was done; null until then. */
	completedAt: Date | null;
	/** The first exercise not yet accepted; null when all are. */
	nextExerciseSlug: string | null;
}

/** A lesson is completed when its exercises are accepted and its predictions answered. Derived, never stored. */
export function lessonProgress(lesson: Lesson, record: LearningRecord): LessonProgress {
	const exercises = exercisesProgress(lesson.exerciseSlugs, record);
	const answered = lesson.predictionIds.filter((id) =>
		record.answeredPredictions.has(`${lesson.slug}/${id}`)
	);
	const isDone = exercises.nextExerciseSlug === null && answered.length === lesson.predictionIds.length;
	const isStarted =
		answered.length > 0 || record.touchedAtByLesson.has(lesson.slug) || exercises.state !== 'not_started';
	const state = !lesson.isPublished
		? 'in_preparation'
		: isDone
			? 'completed'
			: isStarted
				? 'started'
				: 'not_started';

	return {
		lesson,
		state,
		exercisesAcceptedCount: exercises.exercisesAcceptedCount,
		predictionsAnsweredCount: answered.length,
		completedAt: state === 'completed' ? lastDoneAt(lesson, record) : null,
		nextExerciseSlug: exercises.nextExerciseSlug
	};
}

export type ExerciseState = 'not_started' | 'started' | 'completed';

export interface ExercisesProgress {
	state: ExerciseState;
	exercisesAcceptedCount: number;
	/** The first exercise not yet accepted; null when all are. */
	nextExerciseSlug: string | null;
}

/** How far somebody is with exercises in an order: those of a lesson, or of a collection. */
export function exercisesProgress(slugs: readonly string[], record: LearningRecord): ExercisesProgress {
	const states = slugs.map((slug) => exerciseState(slug, record));
	const exercisesAcceptedCount = states.filter((state) => state === 'completed').length;
	const isBegun = states.some((state) => state !== 'not_started');
	const isDone = isBegun && exercisesAcceptedCount === slugs.length;
	return {
		state: isDone ? 'completed' : isBegun ? 'started' : 'not_started',
		exercisesAcceptedCount,
		nextExerciseSlug: slugs.find((slug) => !record.acceptedExerciseSlugs.has(slug)) ?? null
	};
}

/** An exercise is completed when a submission of it was accepted, wherever it was solved. */
export function exerciseState(slug: string, record: LearningRecord): ExerciseState {
	if (record.acceptedExerciseSlugs.has(slug)) return 'completed';
	return record.startedExerciseSlugs.has(slug) ? 'started' : 'not_started';
}

/** Null for a lesson that asks nothing, which is done without a day. */
function lastDoneAt(lesson: Lesson, { doneAtByPart }: LearningRecord): Date | null {
	const parts = [...lesson.exerciseSlugs, ...lesson.predictionIds.map((id) => `${lesson.slug}/${id}`)];
	const moments = parts.flatMap((part) => doneAtByPart?.get(part)?.getTime() ?? []);
	return moments.length > 0 ? new Date(Math.max(...moments)) : null;
}

/** Where "Continue" leads: the started lesson touched last, else the first one not started. */
export function nextLesson(catalog: Catalog, record: LearningRecord): LessonProgress | null {
	const open = lessonsOf(catalog)
		.map((lesson) => lessonProgress(lesson, record))
		.filter(({ state }) => state === 'started' || state === 'not_started');
	const touchedAt = ({ lesson }: LessonProgress) => record.touchedAtByLesson.get(lesson.slug)?.getTime() ?? 0;
	const started = open
		.filter(({ state }) => state === 'started')
		.toSorted((a, b) => touchedAt(b) - touchedAt(a));
	return started[0] ?? open[0] ?? null;
}

export const EMPTY_RECORD: LearningRecord = {
	acceptedExerciseSlugs: new Set(),
	startedExerciseSlugs: new Set(),
	answeredPredictions: new Set(),
	touchedAtByLesson: new Map()
};
