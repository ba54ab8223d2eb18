import type { FilesFault, FileTree } from './files.ts';
import type { Schedule } from './trace.ts';

/**
 * A program to be run on the server, for a browser that cannot run it. What it is made of comes from the
 * browser whole, because nothing depends on its outcome: it is not stored, and it is no submission.
 */
export interface TrialRun {
	files: FileTree;
	harnessFiles: FileTree;
	entries: readonly string[];
	seed: number;
	schedule?: Schedule;
	isTraced?: boolean;
}

export type TrialRunFault =
	| FilesFault
	| { code: 'running_too_fast'; retryAfterMs: number }
	| { code: 'machines_busy'; retryAfterMs: number };
