import { error } from '@sveltejs/kit';
import { lessonPath, lessonsOf } from '#lib/domain/catalog.ts';
import { learningRecord } from '#lib/server/learning/progress.ts';
import { getDraft } from '#lib/server/learning/drafts.ts';
import { findExercisePage } from '../../exercise-pages.ts';
import type { PageServerLoad } from './$types';

/** One exercise on a page of its own, and the lesson it belongs to. */
export const load: PageServerLoad = async ({ params, locals: { services, account } }) => {
	const exercise = await findExercisePage(services, params.slug);
	if (!exercise) error(404, 'There is no exercise at this address.');

	const lesson = lessonsOf(services.catalog).find(({ exerciseSlugs }) => exerciseSlugs.includes(params.slug));
	const [kept, record] = account
		? await Promise.all([
				getDraft(services, account.id, `exercise/${params.slug}`),
				learningRecord(services, account.id)
			])
		: [null, null];
	return {
		exercise,
		draft: kept?.draft ?? null,
		isAccepted: record?.acceptedExerciseSlugs.has(params.slug) ?? false,
		lesson: lesson ? { title: lesson.title, path: lessonPath(lesson) } : null
	};
};
