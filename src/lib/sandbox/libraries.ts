import type { CompiledFile } from './compile.ts';

/**
 * Packages that are in the second memory image. Most programs use none of them, and then nothing of them
 * is fetched, loaded or put back.
 */
export const LIBRARIES = ['hono', 'jose', 'rxjs', 'zod', 'fast-check', 'cockatiel', 'pg'] as const;

export type Library = (typeof LIBRARIES)[number];

/** What can be imported of each; lab/runtime/libraries brings exactly these. */
export const LIBRARY_MODULES: Readonly<Record<Library, readonly string[]>> = {
	hono: [
		'hono',
		'hono/accepts',
		'hono/basic-auth',
		'hono/bearer-auth',
		'hono/body-limit',
		'hono/client',
		'hono/combine',
		'hono/cookie',
		'hono/cors',
		'hono/csrf',
		'hono/etag',
		'hono/factory',
		'hono/http-exception',
		'hono/jwk',
		'hono/jwt',
		'hono/logger',
		'hono/method-override',
		'hono/powered-by',
		'hono/pretty-json',
		'hono/proxy',
		'hono/request-id',
		'hono/route',
		'hono/secure-headers',
		'hono/streaming',
		'hono/testing',
		'hono/timeout',
		'hono/timing',
		'hono/trailing-slash',
		'hono/validator'
	],
	jose: ['jose'],
	rxjs: ['rxjs', 'rxjs/operators', 'rxjs/testing'],
	zod: ['zod', 'zod/v4', 'zod/mini', 'zod/v4-mini', 'zod/v4/mini', 'zod/v4/core'],
	'fast-check': ['fast-check'],
	cockatiel: ['cockatiel'],
	pg: ['pg']
};

/** See sql-module.ts. */
export const SQL_SHELL = 'hotpath:psql';

const PATTERN = `\\b(?:from|import)\\s*\\(?\\s*(["'\`])(${LIBRARIES.join('|')})(?:/[\\w./-]*)?\\1`;
/** What files of SQL are compiled to imports a module that comes with `pg`. */
const SPECIFIER = new RegExp(`${PATTERN}|${SQL_SHELL}`);
const ANY_SPECIFIER = new RegExp(PATTERN, 'g');

/**
 * Whether a program imports a library, as its compiled files say. A name that is put together at run time
 * is not seen, and the import is refused.
 */
export function importsLibrary(files: Iterable<CompiledFile>): boolean {
	for (const { code } of files) if (SPECIFIER.test(code)) return true;
	return false;
}

/** The libraries a text imports: for the compilers, which have no compiled files. */
export function librariesIn(text: string): Library[] {
	const found = [...text.matchAll(ANY_SPECIFIER)].map(([, , name]) => name);
	return LIBRARIES.filter((library) => found.includes(library));
}

/** The library a module's name belongs to; null for any other module. */
export function libraryOf(name: string): Library | null {
	return LIBRARIES.find((library) => name === library || name.startsWith(`${library}/`)) ?? null;
}
