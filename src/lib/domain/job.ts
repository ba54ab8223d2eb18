import type { FileTree } from './files.ts';
import type { RunLimits } from './limits.ts';
import type { Schedule } from './trace.ts';

/** What goes into a sandbox. Plain data, so that it crosses to a worker as it is. */
export interface Job {
	id: string;
	/** The learner's files, at the root: `chain.ts`. */
	files: FileTree;
	/**
	 * Files that are ours: the checks under `checks/`, read-only files an exercise adds. The learner's
	 * code cannot import what is under `checks/`, and a path here wins over the same path in `files`.
	 */
	harnessFiles: FileTree;
	/** Modules to evaluate, in order: `['main.ts']` for a run, `['checks/visible.ts']` for checks. */
	entries: readonly string[];
	/** Fixes randomness. Same job, same seed: same report. */
	seed: number;
	limits: RunLimits;
	/** What happens in the lab; when it is left out, what the seed gives. */
	schedule?: Schedule;
	/** Whether the report has the traces of what happened in the lab. Recording takes about as long as running. */
	isTraced?: boolean;
	/** Ends the run with the first check that fails: for who asks whether code is right, not how it is wrong. */
	endsAtFirstFailure?: boolean;
}
