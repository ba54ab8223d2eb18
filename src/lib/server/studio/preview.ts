import { exerciseSourceFrom } from '../../authoring/reading/exercise-source.ts';
import type { SourceFault } from '../../authoring/source-fault.ts';
import type { RenderedMarkdown } from '../../domain/exercise-view.ts';
import type { FileTree } from '../../domain/files.ts';
import { ok, type Result } from '../../domain/result.ts';
import { renderedMarkdown } from '../publishing/exercise-views.ts';

/** What of a source a learner would read, as a published one is rendered; or why it cannot be read yet. */
export async function previewSource(
	slug: string,
	files: FileTree
): Promise<Result<RenderedMarkdown & { starter: FileTree }, SourceFault[]>> {
	const source = exerciseSourceFrom(slug, files);
	if (!source.ok) return source;
	return ok({ ...(await renderedMarkdown(source.value)), starter: source.value.starter });
}
