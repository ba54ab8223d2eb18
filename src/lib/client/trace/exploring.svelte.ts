import type { Exploration, ScheduleResult, SmallestFailure } from '#lib/domain/exploration.ts';
import type { Job } from '#lib/domain/job.ts';
import type { Schedule, Trace } from '#lib/domain/trace.ts';
import { explore } from '#lib/sandbox/explore.ts';
import type { SeedResult } from '../figures/seed-results.ts';
import type { RunJob } from '../machine.ts';
import type { TracedReport } from './lab-run.svelte.ts';

/** A schedule that was run again to be looked at. */
export interface OpenedSchedule {
	/** `Seed 7`, `The smallest failing schedule`. */
	title: string;
	job: Job;
	report: TracedReport;
}

/** One program under many schedules: how it does under each, and what happened under the one that is looked at. */
export class Exploring {
	#state = $state.raw<'idle' | 'running' | 'making_smaller' | 'done' | 'stopped'>('idle');
	#results = $state.raw<readonly SeedResult[]>([]);
	#smallest = $state.raw<SmallestFailure | null>(null);
	#opened = $state.raw<OpenedSchedule | null>(null);
	#openedSeed = $state<number | null>(null);
	#failure = $state<string | null>(null);
	#job: Job | null = null;
	#running: AbortController | null = null;
	readonly #runJob: RunJob;

	constructor(runJob: RunJob) {
		this.#runJob = runJob;
	}

	get state() {
		return this.#state;
	}

	get results() {
		return this.#results;
	}

	get smallest() {
		return this.#smallest;
	}

	get opened() {
		return this.#opened;
	}

	get openedSeed() {
		return this.#openedSeed;
	}

	/** Why nothing could be run, in a sentence. */
	get failure() {
		return this.#failure;
	}

	readonly isBusy = $derived(this.#state === 'running' || this.#state === 'making_smaller');

	/** A seed that passed, to be compared with one that failed; null without any. */
	readonly passingSeed: number | null = $derived.by(
		() => this.#results.find(({ state }) => state === 'passed')?.seed ?? null
	);

	/** Runs the job under each seed, then makes the failing schedule with the fewest faults smaller and opens it. */
	async start(job: Job, seeds: readonly number[]) {
		if (this.#running) return;
		const abort = new AbortController();
		this.#begin(job, abort);
		this.#results = seeds.map((seed): SeedResult => ({ seed, state: 'waiting' }));
		const collected = new ResultCollector(seeds, (results) => {
			this.#results = results;
			if (results.every(({ state }) => state !== 'waiting')) this.#state = 'making_smaller';
		});
		try {
			const runJob = (one: Job) => this.#runJob(one, { signal: abort.signal });
			const { exploration } = await explore(runJob, { ...job, isTraced: false }, seeds, {
				onResult: collected.add,
				signal: abort.signal
			});
			this.#results = collected.results();
			this.#state = abort.signal.aborted ? 'stopped' : 'done';
			this.#smallest = exploration.smallest;
			if (!abort.signal.aborted) await this.openSmallest();
		} catch (error) {
			this.#results = collected.results();
			this.#state = 'stopped';
			if (!abort.signal.aborted) this.#failure = inWords(error);
		} finally {
			this.#running = null;
		}
	}

	/** What the judge has found out already. */
	show(job: Job, { results, smallest }: Exploration) {
		this.#begin(job, null);
		this.#results = results.map(seedResultOf);
		this.#smallest = smallest;
		this.#state = 'done';
		void this.openSmallest();
	}

	/** Runs the job once, for whoever came with a schedule of their own: the panel puts it on. */
	async openLink(job: Job) {
		this.#begin(job, null);
		this.#state = 'idle';
		await this.#open({ seed: job.seed }, 'The schedule of this link');
		this.#openedSeed = null;
	}

	stop() {
		this.#running?.abort();
	}

	async open(seed: number) {
		await this.#open({ seed }, `Seed ${seed}`);
	}

	async openSmallest() {
		const smallest = this.#smallest;
		if (!smallest) return;
		const title = 'The smallest failing schedule';
		if (smallest.trace === null || !this.#job) return this.#open(smallest.schedule, title);
		const traces = [{ checkId: null, trace: smallest.trace, digest: '' }];
		this.#openedSeed = smallest.schedule.seed;
		this.#opened = {
			title,
			job: { ...this.#job, schedule: smallest.schedule },
			report: { traces, checks: [], stopped: null }
		};
	}

	/** The trace of one schedule; null when it has none, or cannot be run. */
	async traceOf(schedule: Schedule): Promise<Trace | null> {
		const ran = await this.#run(schedule);
		return ran?.report.traces?.at(-1)?.trace ?? null;
	}

	#begin(job: Job, running: AbortController | null) {
		this.#running = running;
		this.#job = job;
		this.#smallest = null;
		this.#opened = null;
		this.#openedSeed = null;
		this.#failure = null;
		this.#state = 'running';
	}

	async #open(schedule: Schedule, title: string) {
		this.#openedSeed = schedule.seed;
		const ran = await this.#run(schedule);
		if (ran && this.#openedSeed === schedule.seed) this.#opened = { ...ran, title };
	}

	async #run(schedule: Schedule): Promise<{ job: Job; report: TracedReport } | null> {
		if (!this.#job) return null;
		const job = { ...this.#job, id: crypto.randomUUID(), schedule, isTraced: true };
		try {
			const report = await this.#runJob(job, {});
			this.#failure = null;
			return { job, report };
		} catch (error) {
			this.#failure = inWords(error);
			return null;
		}
	}
}

/** Passes a flood of results on once a frame. */
class ResultCollector {
	readonly #bySeed = new Map<number, SeedResult>();
	readonly #seeds: readonly number[];
	readonly #show: (results: readonly SeedResult[]) => void;
	#isAwaited = false;

	constructor(seeds: readonly number[], show: (results: readonly SeedResult[]) => void) {
		this.#seeds = seeds;
		this.#show = show;
	}

	add = (result: ScheduleResult) => {
		this.#bySeed.set(result.seed, seedResultOf(result));
		if (this.#isAwaited) return;
		this.#isAwaited = true;
		requestAnimationFrame(() => {
			this.#isAwaited = false;
			this.#show(this.results());
		});
	};

	results(): SeedResult[] {
		return this.#seeds.map((seed) => this.#bySeed.get(seed) ?? { seed, state: 'waiting' });
	}
}

function seedResultOf({ seed, verdict, message }: ScheduleResult): SeedResult {
	if (verdict === 'accepted') return { seed, state: 'passed' };
	return { seed, state: 'failed', sentence: message ?? verdict.replaceAll('_', ' ') };
}

function inWords(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
