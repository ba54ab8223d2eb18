import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { TYPES } from '../../domain/limits.ts';
import type { Stop } from '../../domain/report.ts';
import type { TypeReport, TypeRequest } from '../../authoring/types/type-report.ts';
import type { TypeAnswer } from './type-worker.ts';

/** The compiler in a process of its own. Whatever a type does to it, the report comes and the server stays. */
export interface TypeChecker {
	/**
	 * One after the other. Resolves with a report, always; rejects only when the checker is closed,
	 * cannot start its compiler, or too much is waiting.
	 */
	check: (request: TypeRequest) => Promise<TypeReport>;
	close: () => Promise<void>;
}

export interface TypeCheckerOptions {
	/** What `npm run build` made: type-process.js, type-worker.js, typescript.cjs, declarations.json. */
	machineFolder: string;
	/** How long one request may take. */
	wallMsMax?: number;
}

const CLOSED = 'The type checker is closed.';

interface Waiting {
	request: TypeRequest;
	resolve: (report: TypeReport) => void;
	reject: (error: Error) => void;
}

interface Compiler {
	child: ChildProcess;
	isReady: boolean;
	current: (Waiting & { killTimer: NodeJS.Timeout }) | null;
	checksDone: number;
}

/** Its process starts with the first request, because most servers are asked about no types. */
export function createTypeChecker({
	machineFolder,
	wallMsMax = TYPES.wallMsMax
}: TypeCheckerOptions): TypeChecker {
	const processFile = path.join(machineFolder, 'type-process.js');
	const queue: Waiting[] = [];
	let compiler: Compiler | null = null;
	let failedStarts = 0;
	let isClosed = false;

	function start(): Compiler {
		// What it says when it dies is for nobody: the verdict tells.
		const child = fork(processFile, [], {
			env: {},
			execArgv: [],
			stdio: ['ignore', 'ignore', 'ignore', 'ipc']
		});
		const started: Compiler = { child, isReady: false, current: null, checksDone: 0 };
		child.on('message', (answer: TypeAnswer) => hear(started, answer));
		child.on('error', (error) => replace(started, broken(error.message)));
		child.on('exit', (_code, signal) => replace(started, stopForExit(signal)));
		return started;
	}

	function hear(from: Compiler, answer: TypeAnswer): void {
		if (answer.kind === 'failed') return replace(from, stopForFailure(answer));
		if (answer.kind === 'ready') {
			from.isReady = true;
			failedStarts = 0;
		} else finish(from, answer.report);
		if (from.checksDone >= TYPES.checksPerProcessMax) replace(from, broken('replaced'));
		else next();
	}

	function next(): void {
		if (queue.length === 0) return compiler?.current ? undefined : setHolding(compiler?.child, false);
		compiler ??= start();
		setHolding(compiler.child, true);
		if (!compiler.isReady || compiler.current !== null) return;
		const waiting = queue.shift();
		if (!waiting) return;
		const asked = compiler;
		const killTimer = setTimeout(() => replace(asked, tooLong(wallMsMax)), wallMsMax);
		compiler.current = { ...waiting, killTimer };
		compiler.child.send(waiting.request, (error) => {
			if (error) replace(asked, broken(error.message));
		});
	}

	function finish(from: Compiler, report: TypeReport): void {
		if (!from.current) return;
		clearTimeout(from.current.killTimer);
		from.current.resolve(report);
		from.current = null;
		from.checksDone += 1;
	}

	/** What was asked last may have harmed the compiler: it gets its verdict, and the next one a new process. */
	function replace(leaving: Compiler, stopped: Stop): void {
		if (compiler !== leaving) return;
		compiler = null;
		finish(leaving, { stopped, checks: [] });
		leaving.child.kill('SIGKILL');
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
			const leaving = compiler;
			compiler = null;
			if (!leaving) return;
			setHolding(leaving.child, true);
			const ended = once(leaving.child, 'exit');
			finish(leaving, { stopped: broken('The server is shutting down.'), checks: [] });
			leaving.child.kill('SIGKILL');
			await ended;
		}
	};
}

/** Nobody who is done has to wait for a compiler that waits for the next request. */
function setHolding(child: ChildProcess | undefined, isHolding: boolean): void {
	if (isHolding) {
		child?.ref();
		child?.channel?.ref();
	} else {
		child?.unref();
		child?.channel?.unref();
	}
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

const TOO_LARGE: Stop = {
	verdict: 'memory_limit_exceeded',
	message: `The types needed more than ${TYPES.memoryMbMax} MB to compute. Look for a type that grows with each step.`,
	error: null,
	location: null
};

function tooLong(ms: number): Stop {
	const message = `The types were still being computed after ${ms / 1_000} s and were stopped. Look for a type that grows with each step.`;
	return { verdict: 'time_limit_exceeded', message, error: null, location: null };
}

function stopForFailure({ cause, reason }: Extract<TypeAnswer, { kind: 'failed' }>): Stop {
	if (cause === 'depth') return TOO_DEEP;
	return cause === 'memory' ? TOO_LARGE : broken(reason);
}

/** An engine without memory aborts; without stack, where it did not count, it is ended for touching what is not its own. */
function stopForExit(signal: NodeJS.Signals | null): Stop {
	if (signal === 'SIGABRT') return TOO_LARGE;
	return signal === 'SIGSEGV' || signal === 'SIGBUS' ? TOO_DEEP : broken('Its process ended.');
}
