import { limitsOf, type ExerciseSource } from '../../domain/exercise.ts';
import type { FileTree } from '../../domain/files.ts';
import type { Job } from '../../domain/job.ts';
import { completeFiles } from '../../domain/submittable-files.ts';
import { HIDDEN_CHECKS, VISIBLE_CHECKS } from '../run-submission.ts';

export const ALL_CHECKS = [VISIBLE_CHECKS, HIDDEN_CHECKS] as const;

/** One run of files against some of an exercise's checks under one seed. */
export function checksJob(
	source: ExerciseSource,
	files: FileTree,
	{ entries = ALL_CHECKS, seed }: { entries?: readonly string[]; seed: number }
): Job {
	const checks = { [VISIBLE_CHECKS]: source.visibleChecks, [HIDDEN_CHECKS]: source.hiddenChecks };
	return {
		id: `verify/${source.slug}`,
		files: completeFiles(source.starter, files),
		harnessFiles: Object.fromEntries(Object.entries(checks).filter(([path]) => entries.includes(path))),
		entries,
		seed,
		limits: limitsOf(source.facts)
	};
}
