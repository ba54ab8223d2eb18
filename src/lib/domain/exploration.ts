import type { Schedule, Trace } from './trace.ts';
import type { Verdict } from './verdict.ts';

/** What running one program under many schedules of the lab has shown. */
export interface Exploration {
	/** In the order in which they ran. */
	results: ScheduleResult[];
	/** The failing schedule with the fewest faults that was found; null when none failed. */
	smallest: SmallestFailure | null;
}

export interface ScheduleResult {
	seed: number;
	verdict: Verdict;
	/** What failed, in a sentence; null when nothing did. */
	message: string | null;
}

export interface SmallestFailure {
	schedule: Schedule;
	message: string;
	/** What happened; null when it is too much to send. The same schedule makes it again. */
	trace: Trace | null;
}

export function passedCount({ results }: Exploration): number {
	return results.filter(({ verdict }) => verdict === 'accepted').length;
}
