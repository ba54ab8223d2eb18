import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { OutsideParts } from './outside-job.ts';

/**
 * Reads a folder of files and files of checks from the disk. Paths are counted from the deepest
 * folder that holds them all, so that an import means what it means on the disk.
 */
export async function readOutsideFiles(
	folder: string | null,
	checkFiles: readonly string[]
): Promise<Result<Pick<OutsideParts, 'files' | 'checks'>, string>> {
	const checkPaths = checkFiles.map((file) => path.resolve(file));
	const below = folder === null ? [] : await filesBelow(path.resolve(folder));
	if (below === null) return refuse(`There is no folder ${folder}.`);
	if (below.length > FILES_MAX) return refuse(`${folder} holds more than ${FILES_MAX} files.`);

	const filePaths = below.filter((file) => CODE.test(file) && !checkPaths.includes(file));
	const root = commonFolder([...filePaths, ...checkPaths]);
	try {
		return ok({ files: await texts(root, filePaths), checks: await texts(root, checkPaths) });
	} catch (error) {
		return refuse(error instanceof Error ? error.message : String(error));
	}
}

const CODE = /\.([cm]?[jt]sx?|json)$/;
const FILES_MAX = 2_000;
const FILE_MAX_BYTES = 1024 * 1024;

async function filesBelow(folder: string): Promise<string[] | null> {
	const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
	if (entries === null) return null;
	const nested = entries
		.filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'))
		.toSorted((a, b) => (a.name < b.name ? -1 : 1))
		.map(async (entry) => {
			const file = path.join(folder, entry.name);
			return entry.isDirectory() ? ((await filesBelow(file)) ?? []) : entry.isFile() ? [file] : [];
		});
	return (await Promise.all(nested)).flat();
}

function commonFolder(files: readonly string[]): string {
	let common = path.dirname(files[0] ?? '/');
	while (!files.every((file) => file.startsWith(common + path.sep)) && common !== path.dirname(common))
		common = path.dirname(common);
	return common;
}

async function texts(root: string, files: readonly string[]): Promise<Record<string, string>> {
	const read = files.map(async (file) => {
		const { size } = await stat(file);
		if (size > FILE_MAX_BYTES) throw new Error(`${file} is larger than ${FILE_MAX_BYTES} bytes.`);
		return [path.relative(root, file).replaceAll(path.sep, '/'), await readFile(file, 'utf8')] as const;
	});
	return Object.fromEntries(await Promise.all(read));
}
