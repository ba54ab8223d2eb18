import type { ExerciseSource } from '../../domain/exercise.ts';
import { filesFrom, type FilesFault, type FileTree } from '../../domain/files.ts';
import { FILES } from '../../domain/limits.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { SCHEDULE_CHECKS } from '../run-submission.ts';
import type { SourceFault } from '../source-fault.ts';
import { TYPE_CHECKS } from '../types/type-report.ts';
import { parseFacts } from './parse-facts.ts';
import { parseHints } from './parse-hints.ts';
import { parseSamples } from './parse-samples.ts';

/**
 * An exercise from texts by path: what its folder holds, or what was typed somewhere else. Either everything
 * of it could be read, or each thing that could not is named.
 */
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
