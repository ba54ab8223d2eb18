import type { FileTree } from '../domain/files.ts';
import type { Job } from '../domain/job.ts';
import type { OutputEntry, Report } from '../domain/report.ts';
import { endingOf, type EarlierRun } from './drafts/earlier-runs.ts';
import { isMachineReady, loadMachine, useServer, type RunJob } from './machine.ts';
import type { LoadingProgress } from './sandbox-worker.ts';

/** Where a trial run stands. A report exists exactly when the run came to an end by itself. */
export type Run =
	| { state: 'idle' }
	/** The machine is on its way over the network, or something large that the program asked for. */
	| { state: 'loading'; progress: LoadingProgress | null }
	| { state: 'running'; output: OutputEntry[] }
	| { state: 'done'; report: Report; job: Job }
	/** The learner pressed Stop. */
	| { state: 'stopped'; output: OutputEntry[] }
	/** Our fault, or the network's: nothing was said about the learner's code. */
	| { state: 'failed'; message: string };

export interface WorkspaceOptions {
	starter: FileTree;
	/** What a run of these files is. */
	jobOf: (files: FileTree) => Job;
	/** Told after each change, and before each run. */
	onchange?: (files: FileTree) => void;
	onrun?: () => void;
	machine?: () => Promise<RunJob>;
	/** Where what was run is kept. */
	earlierRuns?: { list: () => EarlierRun[]; add: (run: EarlierRun) => EarlierRun[] };
}

/** A learner's editable files in one place, and the latest trial run of them. */
export class Workspace {
	readonly starter: FileTree;
	#files = $state.raw<FileTree>({});
	#run = $state.raw<Run>({ state: 'idle' });
	/** What a reset or an earlier run took the place of, until the next change. */
	#replaced = $state.raw<{ files: FileTree; by: 'reset' | 'earlier run' } | null>(null);
	#earlierRuns = $state.raw<EarlierRun[]>([]);
	#running: AbortController | null = null;
	readonly #options: WorkspaceOptions;

	constructor(options: WorkspaceOptions) {
		this.starter = options.starter;
		this.#files = options.starter;
		this.#options = options;
		this.#earlierRuns = options.earlierRuns?.list() ?? [];
	}

	readonly isChanged = $derived(
		Object.keys(this.#files).some((path) => this.#files[path] !== this.starter[path])
	);
	readonly output = $derived.by(() => {
		if (this.#run.state === 'done') return this.#run.report.output;
		return this.#run.state === 'running' || this.#run.state === 'stopped' ? this.#run.output : [];
	});
	readonly report = $derived(this.#run.state === 'done' ? this.#run.report : null);
	/** The files have changed since the run whose result is shown. */
	readonly isOutdated = $derived(this.#run.state === 'done' && this.#run.job.files !== this.#files);
	readonly isBusy = $derived(this.#run.state === 'loading' || this.#run.state === 'running');
	/** What can be undone; null when nothing can. */
	readonly replacedBy = $derived(this.#replaced?.by ?? null);

	get files() {
		return this.#files;
	}

	get run() {
		return this.#run;
	}

	/** The newest first, each text once. */
	get earlierRuns() {
		return this.#earlierRuns;
	}

	edit(path: string, text: string) {
		if (this.#files[path] === text) return;
		this.#replaced = null;
		this.#replace({ ...this.#files, [path]: text });
	}

	/** All files at once: a draft that was found, another device's text, an earlier submission. */
	open(files: FileTree) {
		this.#replaced = null;
		this.#replace({ ...this.starter, ...files });
	}

	reset() {
		this.#replaceUndoably(this.starter, 'reset');
	}

	/** What was run before, as it was. */
	takeUp(run: EarlierRun) {
		this.#replaceUndoably({ ...this.starter, ...run.files }, 'earlier run');
	}

	undo() {
		if (this.#replaced) this.open(this.#replaced.files);
	}

	/** Runs what stands there now. A second call while one is running changes nothing. */
	async start() {
		if (this.#running) return;
		const abort = new AbortController();
		this.#running = abort;
		this.#options.onrun?.();
		try {
			await this.#execute(abort.signal);
		} catch (error) {
			this.#run = abort.signal.aborted
				? { state: 'stopped', output: this.output }
				: { state: 'failed', message: failureInWords(error) };
		} finally {
			this.#running = null;
		}
	}

	/** Runs it, and all that follows, on the server: for a browser that cannot. */
	async startOnServer() {
		useServer();
		await this.start();
	}

	stop() {
		this.#running?.abort();
	}

	async #execute(signal: AbortSignal) {
		const files = this.#files;
		if (!isMachineReady()) this.#run = { state: 'loading', progress: null };
		const runJob = await (this.#options.machine ?? loadMachine)();
		signal.throwIfAborted();

		const collected = new OutputCollector((output) => {
			if (this.#run.state === 'running') this.#run = { state: 'running', output };
		});
		this.#run = { state: 'running', output: [] };
		const job = this.#options.jobOf(files);
		const report = await runJob(job, {
			onOutput: collected.add,
			onLoading: (progress) =>
				(this.#run = progress
					? { state: 'loading', progress }
					: { state: 'running', output: collected.entries }),
			signal
		});
		this.#run = signal.aborted
			? { state: 'stopped', output: collected.entries }
			: { state: 'done', report, job };
		const { earlierRuns } = this.#options;
		if (!signal.aborted && earlierRuns)
			this.#earlierRuns = earlierRuns.add({
				files,
				ranAt: new Date().toISOString(),
				ending: endingOf(report)
			});
	}

	#replaceUndoably(files: FileTree, by: 'reset' | 'earlier run') {
		const replaced = this.#files;
		this.#replace(files);
		this.#replaced = { files: replaced, by };
	}

	#replace(files: FileTree) {
		this.#files = files;
		this.#options.onchange?.(files);
	}
}

/** Passes a flood of lines on once a frame, so that printing a thousand of them does not stop the page. */
class OutputCollector {
	entries: OutputEntry[] = [];
	#isAwaited = false;
	readonly #show: (entries: OutputEntry[]) => void;

	constructor(show: (entries: OutputEntry[]) => void) {
		this.#show = show;
	}

	add = (entry: OutputEntry) => {
		this.entries.push(entry);
		if (this.#isAwaited) return;
		this.#isAwaited = true;
		requestAnimationFrame(() => {
			this.#isAwaited = false;
			this.#show([...this.entries]);
		});
	};
}

function failureInWords(error: unknown): string {
	if (!navigator.onLine) return 'The machine is not on this device yet, and there is no network to fetch it.';
	return error instanceof Error ? error.message : String(error);
}
