import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { POSTGRES_FILES, postgresParts, type PostgresParts } from './parts.ts';

/** In Node, from what the build left in a folder. */
export function readPostgres(folder: string): Promise<PostgresParts> {
	return postgresParts(
		async (part) => new Uint8Array(await readFile(path.join(folder, POSTGRES_FILES[part])))
	);
}
