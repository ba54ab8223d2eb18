import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileTree } from '../../domain/files.ts';

let reading: Promise<FileTree> | undefined;

/** The declarations of what foreign code may import and call; the same that the editor shows. */
export function labTypes(): Promise<FileTree> {
	reading ??= read(path.resolve('src', 'lib', 'lab', 'types'));
	return reading;
}

async function read(folder: string): Promise<FileTree> {
	const names = (await readdir(folder)).filter((name) => name.endsWith('.d.ts')).toSorted();
	const texts = names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const);
	return Object.fromEntries(await Promise.all(texts));
}
