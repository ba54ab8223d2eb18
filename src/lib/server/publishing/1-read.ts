import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ExerciseSource } from '../../domain/exercise.ts';
import { filesFrom, type FilesFault, type FileTree } from '../../domain/files.ts';
import { FILES } from '../../domain/limits.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { SCHEDULE_CHECKS } from '../judging/3-run.ts';
import { TYPE_CHECKS } from '../type-check/type-report.ts';
import { parseFacts } from './parse-facts.ts';
import { parseHints } from './parse-hints.ts';
import { parseSamples } from './parse-samples.ts';
import type { SourceFault } from './source-fault.ts';

/**
 * Reads an exercise as an instructor wrote it. Either everything of it could be read, or each
 * thing that could not is named; a file that is no part of an exercise is a fault, because it is
 * a typing mistake in a name.
 */
export async function readExerciseFolder(folder: string): Promise<Result<ExerciseSource, SourceFault[]>> {
	const texts = await readTexts(folder);
	return texts.ok ? exerciseSourceFrom(path.basename(path.resolve(folder)), texts.value) : texts;
}

/** The same, from texts by path: what a folder holds, or what was typed somewhere else. */
export function exerciseSourceFrom(slug: string, texts: FileTree): Result<ExerciseSource, SourceFault[]> {
	const faults: SourceFault[] = [
		...strayFiles(texts),
		...REQUIRED_FILES.filter((file) => !Object.hasOwn(texts, file)).map((file) => missing(file)),
		...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)
			? []
			: [
					wholeFolder(
						`the folder's name ${slug} becomes the exercise's address: use lower-case words joined by hyphens`
					)
				])
	];

	const facts = parseFacts(texts['exercise.yaml'] ?? '');
	const hints = parseHints(texts['hints.md'] ?? '');
	const starter = treeBelow('starter/', texts);
	const samples = parseSamples(texts);
	if (starter.ok && Object.keys(starter.value).length === 0) faults.push(missing('starter/main.ts'));
	for (const part of [facts, hints, starter, samples]) if (!part.ok) faults.push(...part.fault);
	if (facts.ok && facts.value.schedules > 0 !== Object.hasOwn(texts, SCHEDULE_CHECKS))
		faults.push(halfScheduled());
	if (faults.length > 0 || !facts.ok || !hints.ok || !starter.ok || !samples.ok) {
		return refuse(withoutRepeats(faults));
	}

	return ok({
		slug,
		facts: facts.value,
		statement: texts['statement.md'] ?? '',
		hints: hints.value,
		starter: starter.value,
		visibleChecks: texts['checks/visible.ts'] ?? '',
		hiddenChecks: texts['checks/hidden.ts'] ?? '',
		scheduleChecks: texts[SCHEDULE_CHECKS] ?? '',
		typeChecks: texts[TYPE_CHECKS] ?? '',
		samples: samples.value,
		figure: texts['figure.ts'] ?? null
	});
}

function halfScheduled(): SourceFault {
	return {
		gate: 1,
		file: 'exercise.yaml',
		line: null,
		message: `\`schedules: 200\` and ${SCHEDULE_CHECKS} belong together: one says how often the other is run`
	};
}

/** The files below a folder, with paths from there. */
export function treeBelow(prefix: string, texts: FileTree): Result<FileTree, SourceFault[]> {
	const inside = Object.entries(texts)
		.filter(([file]) => file.startsWith(prefix))
		.map(([file, text]) => [file.slice(prefix.length), text] as const);
	const files = filesFrom(Object.fromEntries(inside));
	return files.ok ? files : refuse([treeFault(prefix, files.fault)]);
}

const REQUIRED_FILES = ['exercise.yaml', 'statement.md', 'hints.md', 'checks/visible.ts', 'checks/hidden.ts'];
const KNOWN_FILES = new Set([...REQUIRED_FILES, SCHEDULE_CHECKS, TYPE_CHECKS, 'figure.ts']);
const KNOWN_FOLDERS = /^(starter\/.+\.ts|submissions\/[a-z_]+\/[a-z0-9-]+\/.+\.ts)$/;

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

function strayFiles(texts: FileTree): SourceFault[] {
	return Object.keys(texts)
		.filter((file) => !KNOWN_FILES.has(file) && !KNOWN_FOLDERS.test(file))
		.map((file) => ({
			gate: 1,
			file,
			line: null,
			message: 'this is no part of an exercise (exercises/README.md): rename or remove it'
		}));
}

function treeFault(prefix: string, fault: FilesFault): SourceFault {
	const file = 'path' in fault ? `${prefix}${fault.path}` : prefix;
	const message: Record<FilesFault['code'], string> = {
		files_too_many: `more than ${FILES.filesMaxCount} files: join some`,
		file_too_large: `larger than ${FILES.fileMaxBytes} bytes: shorten it`,
		files_too_large: `its files are larger than ${FILES.filesMaxBytes} bytes together: shorten them`,
		file_path_invalid: 'a name may hold letters, digits, - and _, and ends in .ts, .json or .md',
		file_text_invalid: 'it holds text that cannot be kept: remove the NUL character or broken emoji'
	};
	return { gate: 1, file, line: null, message: message[fault.code] };
}

function missing(file: string): SourceFault {
	return {
		gate: 1,
		file,
		line: null,
		message: 'it is missing: write it, or copy it from exercises/_template'
	};
}

function wholeFolder(message: string): SourceFault {
	return { gate: 1, file: '', line: null, message };
}

/** An empty file would be named once as missing and once as unreadable. */
function withoutRepeats(faults: readonly SourceFault[]): SourceFault[] {
	const missingFiles = new Set(
		faults.filter(({ message }) => message.startsWith('it is missing')).map(({ file }) => file)
	);
	return faults.filter(({ file, message }) => message.startsWith('it is missing') || !missingFiles.has(file));
}
