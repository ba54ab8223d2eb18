import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { exerciseSourceFrom } from '../../authoring/reading/exercise-source.ts';
import type { SourceFault } from '../../authoring/source-fault.ts';
import type { ExerciseSource } from '../../domain/exercise.ts';
import type { FileTree } from '../../domain/files.ts';
import { FILES } from '../../domain/limits.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';

/**
 * Reads an exercise as an instructor wrote it. Either everything of it could be read, or each
 * thing that could not is named; a file that is no part of an exercise is a fault, because it is
 * a typing mistake in a name.
 */
export async function readExerciseFolder(folder: string): Promise<Result<ExerciseSource, SourceFault[]>> {
	const texts = await readTexts(folder);
	return texts.ok ? exerciseSourceFrom(path.basename(path.resolve(folder)), texts.value) : texts;
}

/** Enough for thirty samples of five files; a folder with more is not an exercise. */
const FOLDER_FILES_MAX = 200;

async function readTexts(folder: string): Promise<Result<FileTree, SourceFault[]>> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => null);
	if (entries === null) return refuse([wholeFolder('there is no such folder')]);

	const files = entries
		.filter((entry) => !entry.name.startsWith('.') && entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
		.toSorted();
	if (files.length > FOLDER_FILES_MAX) {
		return refuse([
			wholeFolder(`it holds ${files.length} files; ${FOLDER_FILES_MAX} is the most an exercise may have`)
		]);
	}

	const tooLarge: SourceFault[] = [];
	const texts: Record<string, string> = {};
	for (const file of files) {
		const { size } = await stat(path.join(folder, file));
		if (size > FILES.fileMaxBytes) {
			tooLarge.push({
				gate: 1,
				file,
				line: null,
				message: `it has ${size} bytes; ${FILES.fileMaxBytes} is the most`
			});
		} else {
			texts[file] = (await readFile(path.join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
		}
	}
	return tooLarge.length > 0 ? refuse(tooLarge) : ok(texts);
}

function wholeFolder(message: string): SourceFault {
	return { gate: 1, file: '', line: null, message };
}
