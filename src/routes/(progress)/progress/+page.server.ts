import { lessonPath, lessonsOf, type Catalog } from '#lib/domain/catalog.ts';
import {
	lessonProgress,
	nextLesson,
	type LearningRecord,
	type LessonProgress
} from '#lib/domain/progress.ts';
import { begunCollections, recentActivity } from '#lib/server/learning/progress.ts';
import { findExerciseView } from '#lib/server/publishing/exercise-views.ts';
import type { Services } from '#lib/server/services.ts';
import { collectionPictureOf } from '#lib/ui/progress/collection-picture.ts';
import { exerciseNodesOf } from '#lib/ui/progress/exercise-nodes.ts';
import { picturesOf, totalsOf } from '#lib/ui/progress/picture.ts';
import { recordOf } from '../../record-of.ts';
import type { PageServerLoad } from './$types';

const ACTIVITY_MAX_COUNT = 12;

/** Where a learner stands: what is next, every series, the collections and lessons begun with their exercises, and what they sent last. */
export const load: PageServerLoad = async ({ locals }) => {
	const { account, services } = locals;
	const { catalog } = services;
	const record = await recordOf(locals);
	const activity = account ? await recentActivity(services, account.id, ACTIVITY_MAX_COUNT) : [];

	const collections = await begunCollections(services, record);

	const begun = lessonsOf(catalog)
		.map((lesson) => lessonProgress(lesson, record))
		.filter(({ state }) => state === 'started' || state === 'completed');
	const next = nextLesson(catalog, record);
	const titleBySlug = await titlesOf(services, [
		...begun.flatMap(({ lesson }) => lesson.exerciseSlugs),
		...(next?.lesson.exerciseSlugs ?? []),
		...activity.map(({ exerciseSlug }) => exerciseSlug)
	]);

	return {
		isSignedIn: account !== null,
		published: account ? [] : publishedOf(catalog),
		series: picturesOf(catalog, record),
		collections: collections.map((collection) => collectionPictureOf(collection, record)),
		totals: totalsOf(catalog, record),
		next: next && {
			title: next.lesson.title,
			path: lessonPath(next.lesson),
			isStarted: next.state === 'started',
			exerciseTitle: next.nextExerciseSlug && titleBySlug.get(next.nextExerciseSlug)
		},
		begun: begun.map((progress) => begunFrom(progress, record, titleBySlug)),
		activity: activity.map((one) => ({
			...one,
			title: titleBySlug.get(one.exerciseSlug) ?? one.exerciseSlug
		}))
	};
};

/** What the browser needs to name what it holds of each lesson. */
function publishedOf(catalog: Catalog) {
	return lessonsOf(catalog)
		.filter((lesson) => lesson.isPublished)
		.map((lesson) => ({
			slug: lesson.slug,
			title: lesson.title,
			path: lessonPath(lesson),
			exerciseSlugs: lesson.exerciseSlugs
		}));
}

function begunFrom(
	progress: LessonProgress,
	record: LearningRecord,
	titleBySlug: ReadonlyMap<string, string>
) {
	const { lesson, state, predictionsAnsweredCount, completedAt } = progress;
	return {
		slug: lesson.slug,
		title: lesson.title,
		path: lessonPath(lesson),
		isCompleted: state === 'completed',
		completedAt,
		touchedAt: record.touchedAtByLesson.get(lesson.slug) ?? null,
		exercises: exerciseNodesOf(lesson, record, titleBySlug),
		predictionsAnsweredCount,
		predictionsCount: lesson.predictionIds.length
	};
}

/** The published titles; an exercise that was retired keeps its slug for a name. */
async function titlesOf(services: Services, slugs: string[]): Promise<Map<string, string>> {
	const entries = [...new Set(slugs)].map(async (slug) => {
		const view = await findExerciseView(services, slug);
		return [slug, view?.title ?? slug] as const;
	});
	return new Map(await Promise.all(entries));
}
