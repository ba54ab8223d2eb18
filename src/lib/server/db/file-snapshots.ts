import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { assert } from '../../domain/assert.ts';
import { filesFrom, type FileTree } from '../../domain/files.ts';
import type { Tables } from './tables.ts';

/** Keeps files once, however often they are sent: the id is made from what they say. */
export async function keep(tx: Kysely<Tables>, files: FileTree): Promise<string> {
	const json = canonicalJson(files);
	const id = `fil_${createHash('sha256').update(json).digest('hex')}`;
	await tx
		.insertInto('file_snapshot')
		.values({ id, files_json: json })
		.onConflict((conflict) => conflict.column('id').doNothing())
		.execute();
	return id;
}

export async function get(db: Kysely<Tables>, id: string): Promise<FileTree> {
	const row = await db
		.selectFrom('file_snapshot')
		.select('files_json')
		.where('id', '=', id)
		.executeTakeFirst();
	assert(row, `file snapshot ${id} exists`);
	return filesFromJson(row.files_json);
}

/** Files as a row keeps them. They were refused or accepted when they came in, so a fault now is a bug. */
export function filesFromJson(json: string): FileTree {
	const files = filesFrom(JSON.parse(json));
	assert(files.ok, 'kept files are files');
	return files.value;
}

/** The same text for the same files, whatever the order of their paths. */
export function canonicalJson(files: FileTree): string {
	return JSON.stringify(Object.fromEntries(Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}
