import type { ExerciseView } from '../domain/exercise-view.ts';
import type { FileTree } from '../domain/files.ts';
import type { Job } from '../domain/job.ts';
import { RUN_LIMITS } from '../domain/limits.ts';
import { usesLab } from './trace/uses-lab.ts';

/** A snippet of a lesson: its file is the program, or a part of one of ours; the files beside it are ours. */
export function snippetJob(
	files: FileTree,
	{
		entry,
		imports,
		seed,
		isTraced = false
	}: {
		entry: string;
		imports: readonly { path: string; text: string }[];
		seed: number;
		/** The text around it speaks of what happens in it, whatever it imports. */
		isTraced?: boolean;
	}
): Job {
	const harnessFiles = Object.fromEntries(imports.map((each) => [each.path, each.text]));
	return {
		id: crypto.randomUUID(),
		files,
		harnessFiles,
		entries: [entry],
		seed,
		limits: RUN_LIMITS,
		isTraced: isTraced || usesLab(files, harnessFiles)
	};
}

/** An exercise tried in the browser: the visible checks, and the drawing of it when it has one. */
export function exerciseJob(files: FileTree, view: ExerciseView): Job {
	const harnessFiles = { 'checks/visible.ts': view.visibleChecks };
	return {
		id: crypto.randomUUID(),
		files,
		harnessFiles,
		entries: ['checks/visible.ts'],
		seed: view.seed,
		limits: view.limits,
		isTraced: usesLab(files, harnessFiles)
	};
}

/** What must hold under every schedule, under one of them. */
export function schedulesJob(files: FileTree, view: ExerciseView): Job {
	return {
		id: crypto.randomUUID(),
		files,
		harnessFiles: { 'checks/schedules.ts': view.scheduleChecks },
		entries: ['checks/schedules.ts'],
		seed: view.seed,
		limits: view.limits
	};
}

/** Draws the learner's own data. Apart from the checks, so that neither can stop the other. */
export function figureJob(files: FileTree, view: ExerciseView, figure: string): Job {
	return {
		id: crypto.randomUUID(),
		files,
		harnessFiles: { 'figure.ts': figure },
		entries: ['figure.ts'],
		seed: view.seed,
		limits: view.limits
	};
}
