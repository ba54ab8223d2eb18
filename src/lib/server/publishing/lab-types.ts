import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileTree } from '../../domain/files.ts';
import { librariesIn } from '../../sandbox/libraries.ts';

let reading: Promise<FileTree> | undefined;

/** The declarations of what foreign code may import and call; the same that the editor shows. */
export function labTypes(): Promise<FileTree> {
	reading ??= read(path.resolve('src', 'lib', 'lab', 'types'));
	return reading;
}

/** The declarations of the libraries that some texts import, as the build of the machine made them. */
export async function libraryTypes(texts: readonly string[]): Promise<FileTree> {
	const folder = path.resolve('src', 'lib', 'sandbox', 'generated');
	const found = librariesIn(texts.join('\n')).map(
		async (library) =>
			[`library-${library}.d.ts`, await readFile(path.join(folder, `types-${library}.txt`), 'utf8')] as const
	);
	return Object.fromEntries(await Promise.all(found));
}

async function read(folder: string): Promise<FileTree> {
	const names = (await readdir(folder)).filter((name) => name.endsWith('.d.ts')).toSorted();
	const texts = names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const);
	return Object.fromEntries(await Promise.all(texts));
}
