import { lessonsOf, type Catalog } from '../../domain/catalog.ts';
import type { LearningRecord } from '../../domain/progress.ts';
import type { Verdict } from '../../domain/verdict.ts';
import * as drafts from '../db/drafts.ts';
import * as visits from '../db/lesson-visits.ts';
import * as predictions from '../db/predictions.ts';
import * as submissions from '../db/submissions.ts';
import { publishedCollections, type ReadableCollection } from '../catalog/collections.ts';
import type { Services } from '../services.ts';

/**
 * What a learner has done. Every progress is derived from these facts each time, so that two
 * submissions at once cannot disagree about a counter.
 */
export async function learningRecord(
	{ db, catalog }: Pick<Services, 'db' | 'catalog'>,
	accountId: string
): Promise<LearningRecord> {
	const [submitted, answers, visited, begun] = await Promise.all([
		submissions.summarize(db, accountId),
		predictions.list(db, accountId),
		visits.list(db, accountId),
		drafts.listTouched(db, accountId)
	]);

	const exercisesBegun = begun.flatMap(({ workspaceKey }) => exerciseOf(workspaceKey) ?? []);
	return {
		acceptedExerciseSlugs: new Set(
			submitted.filter(({ isAccepted }) => isAccepted).map(({ exerciseSlug }) => exerciseSlug)
		),
		startedExerciseSlugs: new Set([...submitted.map(({ exerciseSlug }) => exerciseSlug), ...exercisesBegun]),
		answeredPredictions: new Set(
			answers.map(({ lessonSlug, predictionId }) => `${lessonSlug}/${predictionId}`)
		),
		doneAtByPart: new Map([
			...submitted.flatMap(({ exerciseSlug, firstAcceptedAt }) =>
				firstAcceptedAt ? [[exerciseSlug, firstAcceptedAt] as const] : []
			),
			...answers.map(
				({ lessonSlug, predictionId, answeredAt }) => [`${lessonSlug}/${predictionId}`, answeredAt] as const
			)
		]),
		touchedAtByLesson: latestByLesson([
			...visited.map(({ lessonSlug, visitedAt }) => [lessonSlug, visitedAt] as const),
			...answers.map(({ lessonSlug, answeredAt }) => [lessonSlug, answeredAt] as const),
			...submitted.flatMap(({ exerciseSlug, lastSubmittedAt }) =>
				touched(catalog, exerciseSlug, lastSubmittedAt)
			),
			...begun.flatMap(({ workspaceKey, updatedAt }) => {
				const exerciseSlug = exerciseOf(workspaceKey);
				const [, lessonSlug] = /^snippet\/([^/]+)\//.exec(workspaceKey) ?? [];
				if (lessonSlug) return [[lessonSlug, updatedAt] as const];
				return exerciseSlug ? touched(catalog, exerciseSlug, updatedAt) : [];
			})
		])
	};
}

/** The published collections with an exercise that the learner has begun or solved, wherever that was. */
export function begunCollections(
	services: Pick<Services, 'db'>,
	{ startedExerciseSlugs, acceptedExerciseSlugs }: LearningRecord
): Promise<ReadableCollection[]> {
	return publishedCollections(services, { holding: startedExerciseSlugs.union(acceptedExerciseSlugs) });
}

/** A submission as "recent submissions" lists it; without a verdict while it waits for one. */
export interface Activity {
	submissionId: string;
	exerciseSlug: string;
	submittedAt: Date;
	verdict: Verdict | null;
}

/** The latest first. */
export async function recentActivity(
	{ db }: Pick<Services, 'db'>,
	accountId: string,
	limit: number
): Promise<Activity[]> {
	const submitted = await submissions.listRecent(db, accountId, limit);
	return submitted.map((submission) => ({
		submissionId: submission.id,
		exerciseSlug: submission.exerciseSlug,
		submittedAt: submission.submittedAt,
		verdict: submission.state === 'judged' ? submission.verdict : null
	}));
}

function exerciseOf(workspaceKey: string): string | null {
	return /^exercise\/(.+)$/.exec(workspaceKey)?.[1] ?? null;
}

/** Work on an exercise is work on each lesson that holds it. */
function touched(catalog: Catalog, exerciseSlug: string, at: Date): (readonly [string, Date])[] {
	return lessonsOf(catalog)
		.filter((lesson) => lesson.exerciseSlugs.includes(exerciseSlug))
		.map((lesson) => [lesson.slug, at] as const);
}

function latestByLesson(touches: readonly (readonly [string, Date])[]): Map<string, Date> {
	const latest = new Map<string, Date>();
	for (const [lessonSlug, at] of touches) {
		const known = latest.get(lessonSlug);
		if (!known || known < at) latest.set(lessonSlug, at);
	}
	return latest;
}
