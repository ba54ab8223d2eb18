import type { RunJob } from '../../authoring/run-submission.ts';
import type { Job } from '../../domain/job.ts';
import { PROOF } from '../../domain/limits.ts';
import type { Report } from '../../domain/report.ts';
import { sha256 } from '../../domain/sha256.ts';

/**
 * Runs each job once: the same job has the same report, on any machine and at any time, so between two
 * pauses of typing only what the change touches is run again.
 */
export function rememberRuns(runJob: RunJob, runsMax: number = PROOF.rememberedRunsMax): RunJob {
	const known = new Map<string, Promise<Report>>();
	return (job) => {
		const key = keyOf(job);
		const before = known.get(key);
		// The one asked for last stays longest.
		known.delete(key);
		const report = before ?? runJob(job);
		known.set(key, report);
		for (const oldest of known.keys()) {
			if (known.size <= runsMax) break;
			known.delete(oldest);
		}
		// A machine that failed has said nothing about the program.
		if (!before)
			report.then(
				({ stopped }) => stopped?.verdict === 'internal_error' && known.delete(key),
				() => known.delete(key)
			);
		return report;
	};
}

/** What a job is called does not change what it does; where schedules are derived from it, they are in the job. */
function keyOf({ id: _id, ...job }: Job): string {
	return sha256(JSON.stringify(job));
}
