import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Job } from '../../domain/job.ts';
import { POOL } from '../../domain/limits.ts';
import type { Report } from '../../domain/report.ts';
import { stoppedByClock, stoppedReport } from '../../domain/stopped-report.ts';
import type { WorkerAnswer, WorkerParts, WorkerRequest } from '../../sandbox/judge-worker.ts';
import type { Loaded } from '../../sandbox/machine.ts';
import { FairQueue } from './fair-queue.ts';

/** Machines in threads of their own. Whatever a job does to its thread, its report comes. */
export interface SandboxPool {
	/**
	 * Resolves with a report, always; rejects only when the pool is closed, cannot start its machines,
	 * or is busy: `PoolBusyError`.
	 *
	 * @param share whose job this is: shares take turns.
	 */
	run: (job: Job, share?: string) => Promise<Report>;
	/** Runs no more; what is running is answered with `internal_error`. */
	close: () => Promise<void>;
}

export interface SandboxPoolOptions {
	/** What `npm run build` made: machine.wasm, prelude.txt, libraries.txt, engine.json, judge-worker.js, postgres-*.bin. */
	machineFolder: string;
	/** How many threads. */
	size: number;
	queueMax?: number;
}

/** Too much is waiting. The caller says so, or tries again later. */
export class PoolBusyError extends Error {
	constructor(waitingCount: number) {
		super(`The machines are busy: ${waitingCount} runs are waiting. Try again in a moment.`);
		this.name = 'PoolBusyError';
	}
}

/** What a thread may use beside the memory of its machine, which its own limit bounds. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 16 };
const CLOSED = 'The sandbox pool is closed.';

interface Waiting {
	job: Job;
	resolve: (report: Report) => void;
	reject: (error: Error) => void;
}

interface Seat {
	worker: Worker;
	isReady: boolean;
	current: (Waiting & { killTimer: NodeJS.Timeout }) | null;
	jobsDone: number;
}

export function createSandboxPool({
	machineFolder,
	size,
	queueMax = POOL.queueMax
}: SandboxPoolOptions): SandboxPool {
	const parts = machineParts(machineFolder);
	const workerFile = path.join(machineFolder, 'judge-worker.js');
	const seats = new Set<Seat>();
	const queue = new FairQueue<Waiting>();
	/** The first thread loads the prelude; those after it are given the image it made. */
	let loaded: Loaded | null = null;
	/** As `loaded`, with the libraries: the first thread that needs them gives them to all. */
	let libraries: Loaded | null = null;
	let failedStarts = 0;
	let isClosed = false;

	for (let index = 0; index < size; index++) takeSeat();

	function takeSeat(): void {
		const workerData: WorkerParts = { ...parts, loaded, libraries };
		const worker = new Worker(workerFile, {
			workerData,
			env: {},
			resourceLimits: RESOURCE_LIMITS,
			stdin: false
		});
		const seat: Seat = { worker, isReady: false, current: null, jobsDone: 0 };
		seats.add(seat);
		worker.on('message', (answer: WorkerAnswer) => {
			if (answer.kind === 'ready') {
				loaded ??= answer.loaded;
				seat.isReady = true;
				failedStarts = 0;
			} else if (answer.kind === 'libraries') return shareLibraries(seat, answer.loaded);
			else finish(seat, answer.report);
			next(seat);
		});
		worker.on('error', (error) => replace(seat, `The machine's thread failed: ${error.message}`));
		worker.on('exit', () => replace(seat, "The machine's thread ended."));
	}

	function shareLibraries(from: Seat, fresh: Loaded): void {
		if (libraries) return;
		libraries = fresh;
		for (const { worker } of seats) {
			if (worker !== from.worker) tell(worker, { kind: 'libraries', loaded: fresh });
		}
	}

	/** A thread that is gone takes its job's verdict with it: that is our fault, and said so. */
	function replace(seat: Seat, reason: string): void {
		if (!seats.delete(seat)) return;
		if (seat.current) finish(seat, failed(seat.current.job, reason));
		void seat.worker.terminate();
		if (isClosed) return;
		if (!seat.isReady) failedStarts += 1;
		if (failedStarts <= POOL.failedStartsMax) takeSeat();
		else if (seats.size === 0) giveUp(reason);
	}

	/** Machines that never start would be started for ever. */
	function giveUp(reason: string): void {
		isClosed = true;
		for (const { reject } of queue.takeAll()) reject(new Error(`The machine does not start. ${reason}`));
	}

	function finish(seat: Seat, report: Report): void {
		if (!seat.current) return;
		clearTimeout(seat.current.killTimer);
		seat.current.resolve(report);
		seat.current = null;
		seat.jobsDone += 1;
	}

	function next(seat: Seat): void {
		if (!seat.isReady || seat.current !== null) return;
		if (seat.jobsDone >= POOL.jobsPerThreadMax) return replace(seat, 'replaced');
		const waiting = queue.shift();
		if (!waiting) return seat.worker.unref();
		seat.worker.ref();
		const killTimer = setTimeout(() => kill(seat), waiting.job.limits.wallMsMax);
		seat.current = { ...waiting, killTimer };
		tell(seat.worker, { kind: 'job', job: waiting.job });
	}

	/** The last resort: steps did not stop it, so the clock does. */
	function kill(seat: Seat): void {
		if (!seat.current) return;
		finish(seat, stoppedByClock(seat.current.job, parts.engineHash));
		replace(seat, 'killed');
	}

	const failed = (job: Job, message: string) =>
		stoppedReport(job, { verdict: 'internal_error', message, error: null, location: null }, parts.engineHash);

	return {
		run(job, share = '') {
			if (isClosed) return Promise.reject(new Error(CLOSED));
			if (queue.length >= queueMax) return Promise.reject(new PoolBusyError(queue.length));
			return new Promise((resolve, reject) => {
				queue.push(share, { job, resolve, reject });
				for (const seat of seats) {
					seat.worker.ref();
					next(seat);
				}
			});
		},
		async close() {
			isClosed = true;
			for (const { reject } of queue.takeAll()) reject(new Error(CLOSED));
			const leaving = [...seats];
			seats.clear();
			for (const seat of leaving) {
				if (seat.current) finish(seat, failed(seat.current.job, 'The server is shutting down.'));
			}
			await Promise.all(leaving.map(({ worker }) => worker.terminate()));
		}
	};
}

function tell(worker: Worker, request: WorkerRequest): void {
	worker.postMessage(request);
}

/** Compiled once; threads share the compiled module. */
function machineParts(folder: string): Omit<WorkerParts, 'loaded' | 'libraries'> {
	const read = (name: string) => readFileSync(path.join(folder, name));
	const { engineHash }: { engineHash: string } = JSON.parse(read('engine.json').toString());
	return {
		wasm: new WebAssembly.Module(read('machine.wasm')),
		prelude: read('prelude.txt').toString(),
		machineFolder: folder,
		engineHash
	};
}
