import { error } from '@sveltejs/kit';
import { findLesson, lessonPath, type Lesson } from '#lib/domain/catalog.ts';
import { lessonLearning } from '#lib/server/learning/lesson-learning.ts';
import { findExercisePage } from '../../../exercise-pages.ts';
import type { PageServerLoad } from './$types';

/** Everything about a lesson but its text: its place in the series, its exercises, and what the learner has done. */
export const load: PageServerLoad = async ({ params, locals: { services, account } }) => {
	const lesson = findLesson(services.catalog, params.series, params.lesson);
	const series = services.catalog.series.find(({ slug }) => slug === params.series);
	if (!lesson || !series) error(404, 'There is no lesson at this address.');

	const [exercises, learning] = await Promise.all([
		Promise.all(lesson.exerciseSlugs.map((slug) => findExercisePage(services, slug))),
		lessonLearning(services, account?.id ?? null, lesson)
	]);
	const place = series.lessons.indexOf(lesson);
	return {
		lesson,
		learning,
		exercises: exercises.filter((exercise) => exercise !== null),
		series: {
			title: series.title,
			slug: series.slug,
			place: place + 1,
			lessonsCount: series.lessons.length
		},
		previous: linkTo(series.lessons[place - 1]),
		next: linkTo(series.lessons[place + 1])
	};
};

/** A neighbour in the series; without an address while it has no text. */
function linkTo(lesson: Lesson | undefined): { title: string; path: string | null } | null {
	if (!lesson) return null;
	return { title: lesson.title, path: lesson.isPublished ? lessonPath(lesson) : null };
}
