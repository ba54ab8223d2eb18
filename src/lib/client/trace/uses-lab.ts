import type { FileTree } from '../../domain/files.ts';

/** What a program imports to have services around it; asking for an address by `fetch` is one of them, too. */
const LAB_MODULE =
	/\b(?:from|import)\s*\(?\s*(['"])(?:lab|kafkajs|redis|undici|@hono\/node-server|(?:node:)?http)\1/;
const FETCH = /\bfetch\s*\(/;

/**
 * Whether a program may start services, so that its run is worth recording. A plain look at the text: what is
 * recorded in vain costs some milliseconds, and a trace without events is not shown.
 */
export function usesLab(...trees: readonly FileTree[]): boolean {
	return trees.some((files) =>
		Object.values(files).some((text) => LAB_MODULE.test(text) || FETCH.test(text))
	);
}
