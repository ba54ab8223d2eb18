import { lessonPath } from '#lib/domain/catalog.ts';
import { lessonProgress, nextLesson } from '#lib/domain/progress.ts';
import { picturesOf, totalsOf } from '#lib/ui/progress/picture.ts';
import type { PageServerLoad } from './$types';
import { homeSnippet } from './home-snippet.ts';
import { recordOf } from './record-of.ts';

/** What this is, something to run, where to go on, and the whole catalogue as lines. */
export const load: PageServerLoad = async ({ locals }) => {
	const { catalog } = locals.services;
	const record = await recordOf(locals);
	const next = nextLesson(catalog, record);

	return {
		snippet: await homeSnippet(),
		series: picturesOf(catalog, record),
		totals: totalsOf(catalog, record),
		next: next && {
			title: next.lesson.title,
			path: lessonPath(next.lesson),
			isStarted: lessonProgress(next.lesson, record).state === 'started'
		}
	};
};
