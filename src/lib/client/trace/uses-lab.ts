import type { FileTree } from '../../domain/files.ts';

/** What a program imports to have services around it; asking for an address by `fetch` is one of them, too. */
const LAB_MODULE =
	/\b(?:from|import)\s*\(?\s*(['"])(?:lab|kafkajs|redis|pg|undici|@hono\/node-server|(?:node:)?http)\1/;
/** What a program says about itself, to be drawn. */
const TOLD = /\bimport\s*\{[^}]*\b(?:gauge|watch)\b[^}]*\}\s*from\s*['"]hotpath['"]/;
const FETCH = /\bfetch\s*\(/;

/**
 * Whether a program may start services or tell of its streams, so that its run is worth recording. A plain look at the text: what is
 * recorded in vain costs some milliseconds, and a trace without events is not shown.
 */
export function usesLab(...trees: readonly FileTree[]): boolean {
	const signs = [LAB_MODULE, TOLD, FETCH];
	return trees.some((files) =>
		Object.entries(files).some(
			([path, text]) => path.endsWith('.sql') || signs.some((sign) => sign.test(text))
		)
	);
}
