import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunJob } from '../../authoring/run-submission.ts';
import { checkProse } from '../../authoring/gates/prose.ts';
import type { SourceFault } from '../../authoring/source-fault.ts';

/** A lesson as written, with the files in its own folder. */
export interface LessonSource {
	/** `from-scratch/blockchain-from-scratch`. */
	name: string;
	/** Relative to the folder of all series. */
	file: string;
	text: string;
	assets: Readonly<Record<string, string>>;
}

/** The lessons of all series: `<series>/<order>-<lesson>.svx`, with what stands in `<series>/<lesson>/`. */
export async function readLessons(seriesFolder: string): Promise<LessonSource[]> {
	const files = await readdir(seriesFolder, { recursive: true });
	return Promise.all(
		files
			.filter((file) => file.endsWith('.svx'))
			.toSorted()
			.map(async (file) => {
				const slug = path.basename(file, '.svx').replace(/^\d+-/, '');
				const series = path.dirname(file);
				return {
					name: `${series.replaceAll(path.sep, '/')}/${slug}`,
					file,
					text: await readFile(path.join(seriesFolder, file), 'utf8'),
					assets: await readAssets(path.join(seriesFolder, series, slug))
				};
			})
	);
}

/** Gate 10 for a lesson: what it prints is what its code printed. */
export function verifyLesson(runJob: RunJob, lesson: LessonSource): Promise<SourceFault[]> {
	return checkProse(runJob, {
		file: lesson.file,
		text: lesson.text,
		files: {},
		readAsset: (name) => lesson.assets[path.basename(name)] ?? ''
	});
}

export interface LessonCache {
	/** `.cache/verify`. */
	folder: string;
	engineHash: string;
	/** Of the gates: what an older one let through says nothing. */
	version: string;
}

/** Verified, or known to have been verified with exactly this text and this machine. */
export async function verifyLessonOnce(
	runJob: RunJob,
	lesson: LessonSource,
	{ folder, engineHash, version }: LessonCache
): Promise<{ faults: SourceFault[]; isRemembered: boolean }> {
	const hash = createHash('sha256')
		.update(JSON.stringify([lesson, engineHash, version]))
		.digest('hex');
	const file = path.join(folder, `lesson-${hash.slice(0, 48)}`);
	const known = await readFile(file, 'utf8').catch(() => null);
	if (known !== null) return { faults: [], isRemembered: true };

	const faults = await verifyLesson(runJob, lesson);
	if (faults.length === 0) {
		await mkdir(folder, { recursive: true });
		await writeFile(file, lesson.name);
	}
	return { faults, isRemembered: false };
}

async function readAssets(folder: string): Promise<Record<string, string>> {
	const names = await readdir(folder).catch((): string[] => []);
	const texts = names
		.filter((name) => /\.(ts|json|md)$/.test(name))
		.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const);
	return Object.fromEntries(await Promise.all(texts));
}
