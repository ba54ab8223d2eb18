import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FileTree } from '../../src/lib/domain/files.ts';
import type { Job } from '../../src/lib/domain/job.ts';
import { RUN_LIMITS } from '../../src/lib/domain/limits.ts';

/** An exercise of benchmarks/corpus: a right implementation, a flawed one, and checks as one writes them for Vitest. */
export interface CorpusExercise {
	slug: string;
	folder: string;
	files: FileTree;
	/** As `files`, but for the file that holds the flaw. */
	wrongFiles: FileTree;
	checks: string;
}

export const CORPUS = path.join(import.meta.dirname, '..', 'corpus');
export const CHECKS_FILE = 'checks.test.ts';

export function readCorpus(): CorpusExercise[] {
	return readdirSync(CORPUS)
		.toSorted()
		.map((slug) => {
			const folder = path.join(CORPUS, slug);
			const { [CHECKS_FILE]: checks = '', ...files } = textsIn(folder);
			return {
				slug,
				folder,
				files,
				wrongFiles: { ...files, ...textsIn(path.join(folder, 'wrong')) },
				checks
			};
		});
}

function textsIn(folder: string): FileTree {
	const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
	return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

/** The checks lie beside the implementation, as they do for Vitest. */
export function corpusJob({ slug, checks }: CorpusExercise, files: FileTree): Job {
	return {
		id: slug,
		files,
		harnessFiles: { [CHECKS_FILE]: checks },
		entries: [CHECKS_FILE],
		seed: 1,
		limits: RUN_LIMITS
	};
}

/** As another learner would send them, so that nothing of them is known from before. */
export function newFilesOf(job: Job, round: number): Job {
	const files = Object.entries(job.files).map(([name, text]) => [name, `${text}\n// ${round}\n`]);
	return { ...job, files: Object.fromEntries(files) };
}
