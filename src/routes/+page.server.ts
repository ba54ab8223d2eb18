import { lessonPath } from '#lib/domain/catalog.ts';
import { lessonProgress, nextLesson } from '#lib/domain/progress.ts';
import { getLessonDrafts } from '#lib/server/learning/drafts.ts';
import { picturesOf, totalsOf } from '#lib/ui/progress/picture.ts';
import type { PageServerLoad } from './$types';
import { HOME_LESSON, homeSnippet } from './home-snippet.ts';
import { recordOf } from './record-of.ts';

/** What this is, something to run, where to go on, and the whole catalogue as lines. */
export const load: PageServerLoad = async ({ locals }) => {
	const { account, services } = locals;
	const { catalog } = services;
	const record = await recordOf(locals);
	const next = nextLesson(catalog, record);
	const drafts = account
		? await getLessonDrafts(services, account.id, { slug: HOME_LESSON, exerciseSlugs: [] })
		: [];

	return {
		snippet: await homeSnippet(),
		draftByKey: Object.fromEntries(drafts.map((draft) => [draft.workspaceKey, draft])),
		series: picturesOf(catalog, record),
		totals: totalsOf(catalog, record),
		next: next && {
			title: next.lesson.title,
			path: lessonPath(next.lesson),
			isStarted: lessonProgress(next.lesson, record).state === 'started'
		}
	};
};
