import type { FileTree } from '../../domain/files.ts';
import type { CheckResult, Stop } from '../../domain/report.ts';

/** The checks about types, beside `checks/visible.ts`: read by the compiler, never run. */
export const TYPE_CHECKS = 'checks/types.ts';

export interface TypeRequest {
	/** All files as the machine gets them, the learner's and the read-only ones. */
	files: FileTree;
	/** The text of `checks/types.ts`. */
	checks: string;
}

export interface TypeReport {
	/** Not null when the types could not be looked at, or the files themselves have type errors. */
	stopped: Stop | null;
	checks: CheckResult[];
}
