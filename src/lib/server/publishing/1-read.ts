import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { exerciseSourceFrom } from '../../authoring/reading/exercise-source.ts';
import type { SourceFault } from '../../authoring/source-fault.ts';
import type { ExerciseSource } from '../../domain/exercise.ts';
import type { FileTree } from '../../domain/files.ts';
import { STUDIO } from '../../domain/limits.ts';
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

/** The files of an exercise's folder by path, as they are. */
export async function readTexts(folder: string): Promise<Result<FileTree, SourceFault[]>> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => null);
	if (entries === null) return refuse([wholeFolder('there is no such folder')]);

	const files = entries
		.filter((entry) => !entry.name.startsWith('.') && entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
		.toSorted();
	if (files.length > STUDIO.filesMaxCount) {
		return refuse([
			wholeFolder(`it holds ${files.length} files; ${STUDIO.filesMaxCount} is the most an exercise may have`)
		]);
	}

	const tooLarge: SourceFault[] = [];
	const texts: Record<string, string> = {};
	for (const file of files) {
		const { size } = await stat(path.join(folder, file));
		if (size > STUDIO.fileMaxBytes) {
			tooLarge.push({
				gate: 1,
				file,
				line: null,
				message: `it has ${size} bytes; ${STUDIO.fileMaxBytes} is the most`
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
