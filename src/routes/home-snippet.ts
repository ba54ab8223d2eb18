import { FAILING_SEED, SCENARIO } from '#lib/ui/home/double-charge/scenario.ts';
import { WORKER } from '#lib/ui/home/double-charge/worker.ts';
import { highlight } from '../lesson-pipeline/highlight.ts';

/** The front page is no lesson; under this name its draft is kept among those of lessons. */
export const HOME_LESSON = 'home';

/** What runs on the first screen, as the page needs it: highlighted once and kept, because it never changes. */
export async function homeSnippet() {
	html ??= await highlight(WORKER, 'ts');
	return {
		id: 'double-charge',
		lessonSlug: HOME_LESSON,
		path: 'worker.ts',
		html,
		lineCount: WORKER.trimEnd().split('\n').length,
		imports: [{ path: 'scenario.ts', text: SCENARIO }],
		entry: 'scenario.ts',
		seed: FAILING_SEED,
		schedules: 200,
		trace: 'swimlane' as const
	};
}

let html: string | undefined;
