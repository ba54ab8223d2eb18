import type { Job } from '#lib/domain/job.ts';
import type { Report, RunTrace } from '#lib/domain/report.ts';
import type { AddedFault, Schedule } from '#lib/domain/trace.ts';
import type { RunJob } from '../machine.ts';
import { scheduleText } from './share.ts';
import { TraceStore } from './trace-store.svelte.ts';

/** Of a report, what a picture of it needs. */
export type TracedReport = Pick<Report, 'traces' | 'checks' | 'stopped'>;

/**
 * What happened in the lab in one run, and what would have: faults added by hand make the same job run again,
 * with the same seed. They stay when the program is changed and run anew, and go when another schedule is opened.
 */
export class LabRun {
	#job = $state.raw<Job | null>(null);
	#report = $state.raw<TracedReport | null>(null);
	/** Of the run that was opened, before anything was added. */
	#given: TracedReport | null = null;
	#base = $state.raw<Schedule>({ seed: 1 });
	#faults = $state.raw<readonly AddedFault[]>([]);
	#earlier = $state.raw<readonly (readonly AddedFault[])[]>([]);
	#store = $state.raw<TraceStore | null>(null);
	#place = $state(0);
	#isRunning = $state(false);
	#failure = $state<string | null>(null);
	/** What was added last: the picture opens where it happens. */
	#latest: AddedFault | null = null;
	/** What a link asked for, until the first run that it can be asked of. */
	#asked: Schedule | null;
	#isOutdated = false;
	readonly #runJob: RunJob;

	constructor(runJob: RunJob, asked: Schedule | null = null) {
		this.#runJob = runJob;
		this.#asked = asked;
	}

	get store() {
		return this.#store;
	}

	get faults() {
		return this.#faults;
	}

	get canUndo() {
		return this.#earlier.length > 0;
	}

	get isRunning() {
		return this.#isRunning;
	}

	get failure() {
		return this.#failure;
	}

	get traces(): readonly RunTrace[] {
		return this.#report?.traces ?? [];
	}

	/** Which of the traces is shown: checks have one each. */
	get place() {
		return this.#place;
	}

	/** Everything that decides what is shown, beside the program. */
	readonly schedule: Schedule = $derived.by(() =>
		this.#faults.length === 0 ? this.#base : { ...this.#base, addedFaults: this.#faults }
	);

	/** What is shown is not what the program does by itself. */
	readonly isVaried = $derived(this.#faults.length > 0);

	/** What went wrong in what is shown, in a sentence; null when nothing did. */
	readonly trouble: string | null = $derived.by(() => {
		const shown = this.traces[this.#place];
		const check = this.#report?.checks.find(({ id }) => id === shown?.checkId);
		return check?.message ?? this.#report?.stopped?.message ?? null;
	});

	/** A new run of the program. */
	open(job: Job, report: TracedReport) {
		const { addedFaults = [], ...base } = this.#asked ?? job.schedule ?? { seed: job.seed };
		if (this.#asked || job.schedule) {
			this.#faults = addedFaults;
			this.#earlier = [];
		}
		const isAsOpened = this.#asked === null;
		this.#asked = null;
		this.#job = job;
		this.#base = base;
		this.#given = isAsOpened ? report : null;
		this.#show(report);
		if (!isAsOpened || this.#faults.length > 0) void this.#runAgain();
	}

	add(fault: AddedFault) {
		this.#latest = fault;
		this.#change([...this.#faults, fault]);
	}

	remove(place: number) {
		this.#change(this.#faults.toSpliced(place, 1));
	}

	undo() {
		const before = this.#earlier.at(-1);
		if (!before) return;
		this.#earlier = this.#earlier.slice(0, -1);
		this.#faults = before;
		void this.#runAgain();
	}

	/** Once more, after a run that could not be. */
	retry() {
		void this.#runAgain();
	}

	choose(place: number) {
		const chosen = this.traces[place];
		if (!chosen) return;
		this.#place = place;
		this.#store = new TraceStore(chosen.trace, this.#store ?? undefined);
	}

	#change(faults: readonly AddedFault[]) {
		this.#earlier = [...this.#earlier, this.#faults];
		this.#faults = faults;
		void this.#runAgain();
	}

	/** One run at a time: what was changed meanwhile is run when it ends. */
	async #runAgain() {
		this.#isOutdated = true;
		if (this.#isRunning) return;
		this.#isRunning = true;
		try {
			while (this.#isOutdated) {
				this.#isOutdated = false;
				await this.#runOnce();
			}
			this.#failure = null;
		} catch (error) {
			this.#failure = error instanceof Error ? error.message : String(error);
		} finally {
			this.#isRunning = false;
		}
	}

	async #runOnce() {
		const [job, schedule] = [this.#job, this.schedule];
		if (!job) return;
		if (this.#given && this.#faults.length === 0) return this.#show(this.#given);
		const report = await this.#runJob({ ...job, id: crypto.randomUUID(), isTraced: true, schedule }, {});
		if (job !== this.#job || scheduleText(schedule) !== scheduleText(this.schedule)) return;
		this.#show(report);
		if (this.#latest && this.#store) goTo(this.#latest, this.#store);
		this.#latest = null;
	}

	/** The check that was looked at stays in sight; else the first that failed, or whose properties broke. */
	#show(report: TracedReport) {
		const before = this.traces[this.#place]?.checkId;
		const hadAny = this.traces.length > 0;
		this.#report = report;
		const traces = this.traces;
		const failed = new Set(report.checks.filter(({ outcome }) => outcome !== 'accepted').map(({ id }) => id));
		const tries = [
			hadAny ? traces.findIndex(({ checkId }) => checkId === before) : -1,
			traces.findIndex(({ checkId }) => checkId !== null && failed.has(checkId)),
			traces.findIndex(({ trace }) => trace.events.some((event) => event.kind === 'property' && !event.ok)),
			0
		];
		this.#place = tries.find((place) => place >= 0) ?? 0;
		if (traces.length > 0) this.choose(this.#place);
		else this.#store = null;
	}
}

/** To where a fault strikes, unless a property is broken: that is where the picture opens by itself. */
function goTo(fault: AddedFault, store: TraceStore) {
	if (store.index.violations.length > 0) return;
	if (fault.kind === 'drop') store.moveTo(store.index.messages.get(fault.message)?.arrival?.index ?? -1);
	else if (fault.kind !== 'slow') store.moveToMs(fault.atMs);
}
