import type { ExerciseView } from '#lib/domain/exercise-view.ts';
import { findExerciseView } from '#lib/server/publishing/exercise-views.ts';
import type { Services } from '#lib/server/services.ts';
import type { ExercisePageView } from '#lib/ui/exercise/work-context.ts';
import { highlightFiles } from '../exercise-html.ts';

/** An exercise as its page shows it before anything is interactive; null when there is none of that name. */
export async function findExercisePage(
	services: Pick<Services, 'db'>,
	slug: string
): Promise<ExercisePageView | null> {
	const view = await findExerciseView(services, slug);
	return view && { view, starterHtml: await starterHtmlOf(view) };
}

/** Revisions never change, so each is highlighted once. */
const htmlByView = new WeakMap<ExerciseView, Promise<Record<string, string>>>();

function starterHtmlOf(view: ExerciseView): Promise<Record<string, string>> {
	const known = htmlByView.get(view) ?? highlightFiles(view.starter);
	htmlByView.set(view, known);
	return known;
}
