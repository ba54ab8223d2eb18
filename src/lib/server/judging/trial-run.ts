import { filesFrom } from '../../domain/files.ts';
import { RUN_LIMITS, THROTTLE } from '../../domain/limits.ts';
import type { Report } from '../../domain/report.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { TrialRun, TrialRunFault } from '../../domain/trial-run.ts';
import { networkOf } from '../auth/throttles.ts';
import { countAgainst } from '../db/rate-limits.ts';
import { PoolBusyError } from '../sandbox-pool/sandbox-pool.ts';
import type { Services } from '../services.ts';

const BUSY_RETRY_MS = 10_000;

/**
 * Runs a program for a browser that has no machine of its own, in the judge's machines and with a run's usual
 * limits. Whoever asks takes turns with the submissions, and nothing is kept.
 */
export async function trialRun(
	{ db, clock, newId, sandboxPool }: Pick<Services, 'db' | 'clock' | 'newId' | 'sandboxPool'>,
	address: string,
	asked: TrialRun
): Promise<Result<Report, TrialRunFault>> {
	const files = filesFrom(asked.files);
	if (!files.ok) return files;
	const harnessFiles = filesFrom(asked.harnessFiles);
	if (!harnessFiles.ok) return harnessFiles;

	const network = networkOf(address);
	const throttle = { limitCount: THROTTLE.trialRunsPerMinute, windowMs: 60_000 };
	const answer = await countAgainst(db, `trial-run/${network}`, throttle, clock.now());
	if (!answer.allowed) return refuse({ code: 'running_too_fast', retryAfterMs: answer.retryAfterMs });

	const job = {
		...asked,
		id: newId('req'),
		files: files.value,
		harnessFiles: harnessFiles.value,
		limits: RUN_LIMITS
	};
	try {
		return ok(await sandboxPool.run(job, `trial-run/${network}`));
	} catch (error) {
		if (error instanceof PoolBusyError) return refuse({ code: 'machines_busy', retryAfterMs: BUSY_RETRY_MS });
		throw error;
	}
}
