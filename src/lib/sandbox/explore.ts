import type { Exploration, ScheduleResult } from '../domain/exploration.ts';
import type { Job } from '../domain/job.ts';
import { LAB } from '../domain/limits.ts';
import type { Report } from '../domain/report.ts';
import type { Schedule } from '../domain/trace.ts';
import { verdictOf } from '../domain/verdict.ts';

export interface ExploreOptions {
	/** Of the checks that must have passed; a program without checks has passed when it came to its end. */
	demandedCheckIds?: readonly string[];
	/** As each schedule ends, in the order in which they do. */
	onResult?: (result: ScheduleResult) => void;
	/** No further run begins; what was found is given. */
	signal?: AbortSignal;
	/** For who asks whether a program fails, not how: no schedule is begun after one that failed, and none is made smaller. */
	endsAtFirstFailure?: boolean;
	/** How many runs at once: as many as there are machines. */
	lanesCount?: number;
}

/** What was found, and the reports behind it: of the smallest failure first, then in the order of the seeds. */
export interface Explored {
	exploration: Exploration;
	reports: Report[];
}

/**
 * Runs a job under one schedule for each seed, and makes the failing one with the fewest faults smaller:
 * faults are left out as long as the same check still fails (delta debugging: Zeller and Hildebrandt,
 * "Simplifying and isolating failure-inducing input", 2002).
 *
 * All runs together may use `LAB.explorationStepsMax` steps; the run that exceeds it is stopped.
 */
export async function explore(
	runJob: (job: Job) => Promise<Report>,
	job: Job,
	seeds: readonly number[],
	options: ExploreOptions = {}
): Promise<Explored> {
	const explorer = new Explorer(runJob, job, options);
	const runs = await explorer.runAll(seeds);
	const failing = options.endsAtFirstFailure ? [] : runs.filter(({ failure }) => failure !== null);
	const smallest = await explorer.smallestOf(failing);
	return {
		exploration: {
			results: runs.map(({ result }) => result),
			smallest: smallest && {
				schedule: smallest.schedule,
				message: smallest.failure.message,
				trace: smallest.report.traces?.at(-1)?.trace ?? null
			}
		},
		reports: [...(smallest ? [withoutTraces(smallest.report)] : []), ...runs.map(({ report }) => report)]
	};
}

interface Failure {
	/** Of the check that failed; null when the run was stopped. */
	checkId: string | null;
	message: string;
}

interface ScheduleRun {
	seed: number;
	report: Report;
	result: ScheduleResult;
	failure: Failure | null;
}

interface Smallest {
	schedule: Schedule;
	report: Report;
	failure: Failure;
	faults: readonly string[];
}

/** Failing runs that are looked at for their faults. */
const CANDIDATES_MAX = 4;

class Explorer {
	readonly #runJob: (job: Job) => Promise<Report>;
	readonly #job: Job;
	readonly #options: ExploreOptions;
	#stepsLeft: number = LAB.explorationStepsMax;
	#shrinkRuns = 0;
	#hasFailed = false;

	constructor(runJob: (job: Job) => Promise<Report>, job: Job, options: ExploreOptions) {
		this.#runJob = runJob;
		this.#job = job;
		this.#options = options;
	}

	/** All seeds before the first that failed have been begun by then: what is found does not depend on which lane was quicker. */
	get #isOver(): boolean {
		const { signal, endsAtFirstFailure = false } = this.#options;
		return this.#stepsLeft <= 0 || signal?.aborted === true || (endsAtFirstFailure && this.#hasFailed);
	}

	async runAll(seeds: readonly number[]): Promise<ScheduleRun[]> {
		const runs = new Map<number, ScheduleRun>();
		const waiting = [...seeds];
		const lane = async () => {
			for (;;) {
				const seed = waiting.shift();
				if (seed === undefined || this.#isOver) return;
				const run = await this.#runSeed(seed);
				runs.set(seed, run);
				this.#options.onResult?.(run.result);
				this.#hasFailed ||= run.failure !== null;
			}
		};
		await Promise.all(Array.from({ length: this.#options.lanesCount ?? 1 }, lane));
		return seeds.flatMap((seed) => runs.get(seed) ?? []);
	}

	async smallestOf(failing: readonly ScheduleRun[]): Promise<Smallest | null> {
		let best: Smallest | null = null;
		for (const { seed } of failing.slice(0, CANDIDATES_MAX)) {
			const traced = await this.#try({ seed });
			if (traced && (!best || traced.faults.length < best.faults.length)) best = traced;
		}
		return best && this.#shrunk(best);
	}

	/** Leaves out halves, quarters … of the faults, as long as what is left still fails in the same way. */
	async #shrunk(from: Smallest): Promise<Smallest> {
		let best = from;
		let partsCount = 2;
		while (best.faults.length > 0 && this.#shrinkRuns < LAB.shrinkRunsMax) {
			const smaller = await this.#firstStillFailing(best, partsCount);
			if (smaller) {
				best = smaller;
				partsCount = Math.max(2, partsCount - 1);
			} else if (partsCount >= best.faults.length) break;
			else partsCount = Math.min(best.faults.length, partsCount * 2);
		}
		return best;
	}

	async #firstStillFailing(best: Smallest, partsCount: number): Promise<Smallest | null> {
		const { faults, failure } = best;
		const size = Math.ceil(faults.length / partsCount);
		for (let from = 0; from < faults.length; from += size) {
			const kept = [...faults.slice(0, from), ...faults.slice(from + size)];
			const tried = await this.#try({ ...best.schedule, onlyFaults: kept });
			if (tried && tried.failure.checkId === failure.checkId && tried.faults.length < faults.length)
				return tried;
		}
		return null;
	}

	/** Null when it does not fail. */
	async #try(schedule: Schedule): Promise<Smallest | null> {
		if (this.#shrinkRuns >= LAB.shrinkRunsMax || this.#options.signal?.aborted) return null;
		this.#shrinkRuns++;
		const report = await this.#runJob({ ...this.#job, schedule, isTraced: true, endsAtFirstFailure: true });
		const failure = failureOf(report);
		const faults = (report.traces ?? []).flatMap(({ trace }) => trace.faults.map(({ id }) => id));
		return failure && { schedule, report, failure, faults: [...new Set(faults)] };
	}

	async #runSeed(seed: number): Promise<ScheduleRun> {
		const { limits } = this.#job;
		const report = await this.#runJob({
			...this.#job,
			schedule: { seed },
			limits: { ...limits, stepsMax: Math.min(limits.stepsMax, this.#stepsLeft) }
		});
		this.#stepsLeft -= report.usage.steps;
		const failure = failureOf(report);
		const isProgram = report.checks.length === 0 && !this.#options.demandedCheckIds;
		const verdict =
			isProgram && !failure ? 'accepted' : verdictOf(report, this.#options.demandedCheckIds ?? []);
		return { seed, report, failure, result: { seed, verdict, message: failure?.message ?? null } };
	}
}

function failureOf({ stopped, checks }: Report): Failure | null {
	if (stopped) return { checkId: null, message: stopped.message };
	const failed = checks.find(({ outcome }) => outcome !== 'accepted' && outcome !== 'skipped');
	return failed ? { checkId: failed.id, message: failed.message ?? failed.title } : null;
}

function withoutTraces(report: Report): Report {
	const copy = { ...report };
	delete copy.traces;
	return copy;
}
