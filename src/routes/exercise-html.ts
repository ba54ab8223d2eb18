import type { FileTree } from '#lib/domain/files.ts';
import { highlight } from '../lesson-pipeline/highlight.ts';

/** Files as pages show them before an editor takes their place. */
export async function highlightFiles(files: FileTree): Promise<Record<string, string>> {
	const pairs = Object.entries(files).map(
		async ([path, text]) => [path, await highlight(text, path.split('.').at(-1) ?? 'text')] as const
	);
	return Object.fromEntries(await Promise.all(pairs));
}
