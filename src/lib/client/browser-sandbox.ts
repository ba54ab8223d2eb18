import type { Job } from '../domain/job.ts';
import type { OutputEntry, Report } from '../domain/report.ts';
import { stoppedByClock } from '../domain/stopped-report.ts';
import type { LoadingProgress, WorkerMessage } from './sandbox-worker.ts';

export interface BrowserRunOptions {
	onOutput?: (entry: OutputEntry) => void;
	/** Called while something large is fetched that the program asked for, and with null when it is there. */
	onLoading?: (progress: LoadingProgress | null) => void;
	/** Aborting stops the program at once; the promise then rejects with the signal's reason. */
	signal?: AbortSignal;
}

/**
 * The machine of a page, in a worker. It starts at the first run and stays warm; one run at a time,
 * the next waits.
 */
export class BrowserSandbox {
	#worker: { worker: Worker; ready: Promise<void> } | null = null;
	#last: Promise<unknown> = Promise.resolve();
	/** It holds a PostgreSQL, and with it a lot of memory. */
	#isHeavy = false;
	#runningCount = 0;

	/** Loads the machine ahead of the first run. Rejects with a sentence when it cannot be had. */
	async warmUp(): Promise<void> {
		await this.#started().ready;
	}

	/** Rejects when the machine cannot be loaded (offline, blocked) or the run was aborted; else there is a report. */
	run(job: Job, options: BrowserRunOptions = {}): Promise<Report> {
		this.#runningCount++;
		const running = this.#last.then(() => this.#runNow(job, options));
		this.#last = running.catch(() => undefined).finally(() => this.#runningCount--);
		return running;
	}

	/** Gives large memory back when nothing runs; the next run loads from the browser's cache. */
	giveBack(): void {
		if (this.#isHeavy && this.#runningCount === 0) this.#stop();
	}

	async #runNow(job: Job, options: BrowserRunOptions): Promise<Report> {
		const answer = await this.#tell(job, options);
		// A browser that is short of memory ends workers without a word: a fresh one gets the job once more.
		const report = answer ?? (await this.#tell(job, options));
		if (report === null) throw new Error(LOST);
		return report;
	}

	/** Null when the worker was gone before it had the job. */
	async #tell(job: Job, { onOutput, onLoading, signal }: BrowserRunOptions): Promise<Report | null> {
		signal?.throwIfAborted();
		const { worker, ready } = this.#started();
		await ready;
		signal?.throwIfAborted();

		return new Promise((resolve, reject) => {
			const listening = new AbortController();
			const end = (settle: () => void, isWorkerLost: boolean) => {
				clearTimeout(killTimer);
				clearTimeout(lostTimer);
				listening.abort();
				if (isWorkerLost) this.#stop();
				settle();
			};
			const kill = () => end(() => resolve(stoppedByClock(job, '')), true);
			let killTimer = setTimeout(kill, job.limits.wallMsMax);
			const lose = () => end(() => resolve(null), true);
			// Asked twice: where the page itself stood still, what the worker said is read in between.
			let lostTimer = setTimeout(() => (lostTimer = setTimeout(lose)), BEGINS_WITHIN_MS);
			signal?.addEventListener('abort', () => end(() => reject(signal.reason), true), {
				signal: listening.signal
			});
			worker.addEventListener('error', () => end(() => reject(new Error(BROKEN)), true), {
				signal: listening.signal
			});
			worker.addEventListener(
				'message',
				({ data }: MessageEvent<WorkerMessage>) => {
					if (data.kind === 'begun') clearTimeout(lostTimer);
					if (data.kind === 'loading') {
						clearTimeout(killTimer);
						onLoading?.(data.progress);
					}
					if (data.kind === 'loaded') {
						this.#isHeavy = true;
						killTimer = setTimeout(kill, job.limits.wallMsMax);
						onLoading?.(null);
					}
					if (data.kind === 'output') onOutput?.(data.entry);
					if (data.kind === 'report') end(() => resolve(data.report), false);
					if (data.kind === 'broken') end(() => reject(brokenBy(data.reason)), true);
				},
				{ signal: listening.signal }
			);
			worker.postMessage(job);
		});
	}

	#started(): { worker: Worker; ready: Promise<void> } {
		this.#worker ??= this.#start();
		return this.#worker;
	}

	#start(): { worker: Worker; ready: Promise<void> } {
		const worker = new Worker(new URL('./sandbox-worker.ts', import.meta.url), {
			type: 'module',
			name: 'sandbox'
		});
		const ready = new Promise<void>((resolve, reject) => {
			worker.addEventListener('error', () => reject(new Error(UNREACHABLE)), { once: true });
			worker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
				if (data.kind === 'ready') resolve();
				if (data.kind === 'broken') reject(brokenBy(data.reason, UNREACHABLE));
			});
		});
		ready.catch(() => this.#stop());
		return { worker, ready };
	}

	#stop(): void {
		this.#worker?.worker.terminate();
		this.#worker = null;
		this.#isHeavy = false;
	}
}

/** A ready worker takes a job at once; one that says nothing for so long is no longer there. */
const BEGINS_WITHIN_MS = 3_000;

/** What engines say when there is no room: `RangeError: WebAssembly.Memory(): could not allocate memory`. */
function brokenBy(reason: string, otherwise = BROKEN): Error {
	return new Error(/memory|allocat/i.test(reason) ? NO_MEMORY : otherwise, { cause: reason });
}

const NO_MEMORY =
	'There is not enough free memory in this browser for the machine that runs your code. Close other tabs and run again.';
const LOST =
	'The browser ended the machine that runs your code, perhaps for want of memory. Close other tabs and run again.';
const UNREACHABLE =
	'The machine that runs your code could not be loaded. Check your connection and run again.';
const BROKEN = 'The machine that runs your code broke. That is our fault; run again.';
