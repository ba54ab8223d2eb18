import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Job } from '../../domain/job.ts';
import type { Report } from '../../domain/report.ts';
import { stoppedByClock, stoppedReport } from '../../domain/stopped-report.ts';
import type { MachineParts } from '../../sandbox/machine.ts';

/** Machines in threads of their own. Whatever a job does to its thread, its report comes. */
export interface SandboxPool {
	/** Resolves with a report, always; rejects only when the pool is closed or its queue is full. */
	run: (job: Job) => Promise<Report>;
	close: () => Promise<void>;
}

export interface SandboxPoolOptions {
	/** What `npm run build` made: machine.wasm, prelude.txt, engine.json, judge-worker.js. */
	machineFolder: string;
	/** How many threads. */
	size: number;
}

const QUEUE_MAX = 1_000;
/** After so many jobs a thread is replaced, so that nothing can pile up in it. */
const JOBS_PER_WORKER = 5_000;
/** What a thread may use beside the memory of its machine, which its own limit bounds. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 16 };

interface Waiting {
	job: Job;
	resolve: (report: Report) => void;
	reject: (error: Error) => void;
}

interface Seat {
	worker: Worker;
	ready: Promise<unknown>;
	current: (Waiting & { killTimer: NodeJS.Timeout }) | null;
	jobsDone: number;
}

export function createSandboxPool({ machineFolder, size }: SandboxPoolOptions): SandboxPool {
	const parts = machineParts(machineFolder);
	const workerFile = path.join(machineFolder, 'judge-worker.js');
	const seats = new Set<Seat>();
	const queue: Waiting[] = [];
	let isClosed = false;

	for (let index = 0; index < size; index++) takeSeat();

	function takeSeat(): void {
		const worker = new Worker(workerFile, {
			workerData: parts,
			env: {},
			resourceLimits: RESOURCE_LIMITS,
			stdin: false
		});
		const ready = new Promise((resolve) => worker.once('message', resolve));
		const seat: Seat = { worker, ready, current: null, jobsDone: 0 };
		seats.add(seat);
		worker.on('message', (message: Report | 'ready') => {
			if (message !== 'ready') finish(seat, message);
			next(seat);
		});
		worker.on('error', (error) => replace(seat, `The machine's thread failed: ${error.message}`));
		worker.on('exit', () => replace(seat, "The machine's thread ended."));
	}

	/** A thread that is gone takes its job's verdict with it: that is our fault, and said so. */
	function replace(seat: Seat, reason: string): void {
		if (!seats.delete(seat)) return;
		if (seat.current) finish(seat, failed(seat.current.job, reason));
		void seat.worker.terminate();
		if (!isClosed) takeSeat();
	}

	function finish(seat: Seat, report: Report): void {
		if (!seat.current) return;
		clearTimeout(seat.current.killTimer);
		seat.current.resolve(report);
		seat.current = null;
		seat.jobsDone += 1;
	}

	function next(seat: Seat): void {
		if (seat.jobsDone >= JOBS_PER_WORKER) return replace(seat, 'replaced');
		const waiting = seat.current === null ? queue.shift() : undefined;
		if (!waiting) {
			if (seat.current === null) seat.worker.unref();
			return;
		}
		seat.worker.ref();
		const killTimer = setTimeout(() => kill(seat), waiting.job.limits.wallMsMax);
		seat.current = { ...waiting, killTimer };
		seat.worker.postMessage(waiting.job);
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
		run(job) {
			if (isClosed) return Promise.reject(new Error('The sandbox pool is closed.'));
			if (queue.length >= QUEUE_MAX)
				return Promise.reject(new Error('The queue of the sandbox pool is full.'));
			return new Promise((resolve, reject) => {
				queue.push({ job, resolve, reject });
				for (const seat of seats) {
					if (seat.current === null && queue.length > 0) void seat.ready.then(() => next(seat));
				}
			});
		},
		async close() {
			isClosed = true;
			for (const { reject } of queue.splice(0)) reject(new Error('The sandbox pool is closed.'));
			const leaving = [...seats];
			seats.clear();
			for (const seat of leaving) {
				if (seat.current) finish(seat, failed(seat.current.job, 'The server is shutting down.'));
			}
			await Promise.all(leaving.map(({ worker }) => worker.terminate()));
		}
	};
}

/** Compiled once; threads share the compiled module. */
function machineParts(folder: string): MachineParts {
	const read = (name: string) => readFileSync(path.join(folder, name));
	const { engineHash }: { engineHash: string } = JSON.parse(read('engine.json').toString());
	return {
		wasm: new WebAssembly.Module(read('machine.wasm')),
		prelude: read('prelude.txt').toString(),
		engineHash
	};
}
