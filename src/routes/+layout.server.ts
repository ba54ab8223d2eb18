import { lessonPath } from '#lib/domain/catalog.ts';
import { nextLesson } from '#lib/domain/progress.ts';
import type { LayoutServerLoad } from './$types';
import { recordOf } from './record-of.ts';

/** What the shell shows on every page: who is signed in, and where "Continue" leads. */
export const load: LayoutServerLoad = async ({ locals }) => {
	const { account, services } = locals;
	if (!account) return { account: null, continueLesson: null };

	const next = nextLesson(services.catalog, await recordOf(locals));
	return {
		account: { id: account.id, displayName: account.displayName, email: account.email, role: account.role },
		continueLesson:
			next?.state === 'started' ? { title: next.lesson.title, path: lessonPath(next.lesson) } : null
	};
};
