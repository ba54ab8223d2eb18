import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { TYPES } from '../../domain/limits.ts';
import type { Stop } from '../../domain/report.ts';
import type { TypeReport, TypeRequest } from './type-report.ts';
import type { TypeAnswer } from './type-worker.ts';

/** The compiler in a thread of its own. Whatever a type does to it, the report comes. */
export interface TypeChecker {
	/**
	 * One after the other. Resolves with a report, always; rejects only when the checker is closed,
	 * cannot start its compiler, or too much is waiting.
	 */
	check: (request: TypeRequest) => Promise<TypeReport>;
	close: () => Promise<void>;
}

export interface TypeCheckerOptions {
	/** What `npm run build` made: type-worker.js, typescript.cjs, declarations.json. */
	machineFolder: string;
	/** How long one request may take. */
	wallMsMax?: number;
}

const RESOURCE_LIMITS = {
	maxOldGenerationSizeMb: TYPES.memoryMbMax,
	maxYoungGenerationSizeMb: 32,
	stackSizeMb: 8
};
const CLOSED = 'The type checker is closed.';

interface Waiting {
	request: TypeRequest;
	resolve: (report: TypeReport) => void;
	reject: (error: Error) => void;
}

interface Thread {
	worker: Worker;
	isReady: boolean;
	current: (Waiting & { killTimer: NodeJS.Timeout }) | null;
	checksDone: number;
}

/** Its thread starts with the first request, because most servers are asked about no types. */
export function createTypeChecker({
	machineFolder,
	wallMsMax = TYPES.wallMsMax
}: TypeCheckerOptions): TypeChecker {
	const workerFile = path.join(machineFolder, 'type-worker.js');
	const queue: Waiting[] = [];
	let thread: Thread | null = null;
	let failedStarts = 0;
	let isClosed = false;

	function start(): Thread {
		const worker = new Worker(workerFile, { env: {}, resourceLimits: RESOURCE_LIMITS, stdin: false });
		const started: Thread = { worker, isReady: false, current: null, checksDone: 0 };
		worker.on('message', (answer: TypeAnswer) => hear(started, answer));
		worker.on('error', (error) => replace(started, stopFor(error)));
		worker.on('exit', () => replace(started, broken('Its thread ended.')));
		return started;
	}

	function hear(from: Thread, answer: TypeAnswer): void {
		if (answer.kind === 'failed') return replace(from, answer.isTooDeep ? TOO_DEEP : broken(answer.reason));
		if (answer.kind === 'ready') {
			from.isReady = true;
			failedStarts = 0;
		} else finish(from, answer.report);
		if (from.checksDone >= TYPES.checksPerThreadMax) replace(from, broken('replaced'));
		else next();
	}

	function next(): void {
		if (queue.length === 0) return thread?.current ? undefined : thread?.worker.unref();
		thread ??= start();
		thread.worker.ref();
		if (!thread.isReady || thread.current !== null) return;
		const waiting = queue.shift();
		if (!waiting) return;
		const asked = thread;
		const killTimer = setTimeout(() => replace(asked, tooLong(wallMsMax)), wallMsMax);
		thread.current = { ...waiting, killTimer };
		thread.worker.postMessage(waiting.request);
	}

	function finish(from: Thread, report: TypeReport): void {
		if (!from.current) return;
		clearTimeout(from.current.killTimer);
		from.current.resolve(report);
		from.current = null;
		from.checksDone += 1;
	}

	/** What was asked last may have harmed the compiler: it gets its verdict, and the next one a new thread. */
	function replace(leaving: Thread, stopped: Stop): void {
		if (thread !== leaving) return;
		thread = null;
		finish(leaving, { stopped, checks: [] });
		void leaving.worker.terminate();
		if (isClosed) return;
		if (!leaving.isReady) failedStarts += 1;
		if (failedStarts <= TYPES.failedStartsMax) return next();
		for (const { reject } of queue.splice(0))
			reject(new Error(`The compiler does not start. ${stopped.message}`));
	}

	return {
		check(request) {
			if (isClosed) return Promise.reject(new Error(CLOSED));
			if (queue.length >= TYPES.queueMax)
				return Promise.reject(new Error('Too many files wait for the compiler.'));
			return new Promise((resolve, reject) => {
				queue.push({ request, resolve, reject });
				next();
			});
		},
		async close() {
			isClosed = true;
			for (const { reject } of queue.splice(0)) reject(new Error(CLOSED));
			const leaving = thread;
			thread = null;
			if (!leaving) return;
			finish(leaving, { stopped: broken('The server is shutting down.'), checks: [] });
			await leaving.worker.terminate();
		}
	};
}

function broken(reason: string): Stop {
	const message = `The compiler ended before it had an answer. ${reason}`;
	return { verdict: 'internal_error', message, error: null, location: null };
}

/** The compiler walks into types and brackets as deep as they go, and its stack has an end. */
const TOO_DEEP: Stop = {
	verdict: 'time_limit_exceeded',
	message:
		'The compiler gave up on these types: something in them is nested too deeply. Look for a type that refers to itself.',
	error: null,
	location: null
};

function tooLong(ms: number): Stop {
	const message = `The types were still being computed after ${ms / 1_000} s and were stopped. Look for a type that grows with each step.`;
	return { verdict: 'time_limit_exceeded', message, error: null, location: null };
}

function stopFor(error: Error & { code?: string }): Stop {
	return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
		? {
				verdict: 'memory_limit_exceeded',
				message: `The types needed more than ${TYPES.memoryMbMax} MB to compute. Look for a type that grows with each step.`,
				error: null,
				location: null
			}
		: broken(error.message);
}
