import type { CompiledFile } from './compile.ts';

/**
 * Packages that are in the second memory image. Most programs use none of them, and then nothing of them
 * is fetched, loaded or put back.
 */
export const LIBRARIES = ['hono', 'jose', 'rxjs', 'zod', 'fast-check', 'cockatiel'] as const;

const SPECIFIER = new RegExp(
	`\\b(?:from|import)\\s*\\(?\\s*(["'\`])(?:${LIBRARIES.join('|')})(?:/[\\w./-]*)?\\1`
);

/**
 * Whether a program imports a library, as its compiled files say. A name that is put together at run time
 * is not seen, and the import is refused.
 */
export function importsLibrary(files: Iterable<CompiledFile>): boolean {
	for (const { code } of files) if (SPECIFIER.test(code)) return true;
	return false;
}

export function isOfLibrary(name: string): boolean {
	return LIBRARIES.some((library) => name === library || name.startsWith(`${library}/`));
}
