import type { Job } from '../domain/job.ts';
import type { OutputEntry, Report, Stop } from '../domain/report.ts';
import { compile, type Compiled } from './compile.ts';
import { parseMessage, stateSchema } from './guest-messages.ts';
import { callHostFunction } from './host-functions.ts';
import { importsLibrary } from './libraries.ts';
import type { Machine } from './machine.ts';
import { Modules } from './modules.ts';
import { PostgresDoor } from './postgres/door.ts';
import { Positions } from './positions.ts';
import { Recorder } from './recorder.ts';
import { stopOf, type StopReason } from './stops.ts';
import type { Engine, EngineError } from './vm.ts';

export interface RunOptions {
	/** Called for each line of output as it comes. */
	onOutput?: (entry: OutputEntry) => void;
	/** Called before something large is loaded that the program asked for, and after it; meanwhile no time should count. */
	onLoading?: () => void;
	onLoaded?: () => void;
}

/**
 * Runs a job in a fresh machine and reports. The one door to foreign code.
 *
 * The same job gives the same report everywhere but for `usage.wallMs`. Whatever the code does, the
 * report comes, and the next run is as if this one had never been; the caller must only bound the
 * wall clock, as a last resort. The first program that reaches a PostgreSQL is begun again when it has been
 * loaded: since the same job does the same, nobody can tell.
 */
export async function runJob(machine: Machine, job: Job, options: RunOptions = {}): Promise<Report> {
	const startedAt = performance.now();
	const compiled = await compile(job, machine.compiled);
	const first = await runOnce(machine, job, compiled, options.onOutput);
	const recorder = first.wantsPostgres
		? await runWithPostgres(machine, job, compiled, options, first.recorder.outputCount)
		: first.recorder;
	return recorder.report(machine.engineHash, performance.now() - startedAt);
}

/** @param saidCount how much of its output has been passed on already. */
async function runWithPostgres(
	machine: Machine,
	job: Job,
	compiled: Compiled,
	{ onOutput, onLoading, onLoaded }: RunOptions,
	saidCount: number
): Promise<Recorder> {
	onLoading?.();
	await machine.loadPostgres();
	onLoaded?.();
	let heardCount = 0;
	const { recorder } = await runOnce(machine, job, compiled, (entry) => {
		heardCount++;
		if (heardCount > saidCount) onOutput?.(entry);
	});
	return recorder;
}

async function runOnce(
	machine: Machine,
	job: Job,
	compiled: Compiled,
	onOutput: RunOptions['onOutput']
): Promise<{ recorder: Recorder; wantsPostgres: boolean }> {
	const isLearners = (path: string) =>
		Object.hasOwn(job.files, path) && !Object.hasOwn(job.harnessFiles, path);
	const positions = new Positions(compiled.files, isLearners);
	const recorder = new Recorder(job, positions, onOutput);
	if (compiled.stop) {
		recorder.stopped = compiled.stop;
		return { recorder, wantsPostgres: false };
	}
	const usesLibraries = importsLibrary(compiled.files.values());
	const loaded = usesLibraries ? await machine.loadLibraries() : machine.loaded;
	const modules = new Modules(loaded.builtIn, compiled, job);
	const postgres = new PostgresDoor(machine.postgres, job.schedule?.seed ?? job.seed);
	const run = new Run(job, modules, recorder, postgres);
	const engine = await machine.fresh(
		run.hooks(() => engine),
		loaded
	);
	recorder.stopped = run.execute(engine, (reason, error) =>
		stopOf(reason, error, { positions, modules, compiled, job })
	);
	recorder.usage = run.usage(engine);
	return { recorder, wantsPostgres: postgres.isWanted };
}

/** When less than this share of the steps is left, the run is stopped softly, so that it can still report. */
const SOFT_STOP_SHARE = 0.05;
const STEPS_FOR_REPORT = 20_000_000;
const MEMORY_FOR_REPORT_BYTES = 8 * 1024 * 1024;
const JOBS_AT_ONCE = 20_000;

class Run {
	readonly #job: Job;
	readonly #modules: Modules;
	readonly #recorder: Recorder;
	readonly #postgres: PostgresDoor;
	#stop: StopReason | null = null;
	/** A check has failed, and the job asks for no more than that. */
	#isDecided = false;
	#isOver = false;
	#steps = 0;
	#jobs = 0;
	#timers = 0;
	#virtualMs = 0;

	constructor(job: Job, modules: Modules, recorder: Recorder, postgres: PostgresDoor) {
		this.#job = job;
		this.#postgres = postgres;
		this.#modules = modules;
		this.#recorder = recorder;
	}

	hooks(engine: () => Engine) {
		const softStop = this.#job.limits.stepsMax * SOFT_STOP_SHARE;
		return {
			call: (request: string) => this.#call(request, engine()),
			shouldStop: () => {
				if (this.#isOver) return false;
				if (this.#stop === null && engine().fuel < softStop) this.#stop = 'steps';
				return this.#stop !== null || this.#isDecided || this.#postgres.isWanted;
			},
			loadModule: (name: string) => this.#modules.load(name),
			resolveModule: (importer: string, name: string) => this.#modules.resolve(importer, name)
		};
	}

	/** Null when the run came to its end by itself. */
	execute(engine: Engine, explain: (reason: StopReason, error: EngineError | null) => Stop): Stop | null {
		const { limits, entries, seed, schedule, isTraced } = this.#job;
		try {
			engine.setLimits(limits.memoryBytesMax, limits.stackBytesMax);
			engine.fuel = limits.stepsMax;
			const failure = this.#loop(
				engine,
				JSON.stringify({ operation: 'begin', entries, seed, schedule, isTraced })
			);
			this.#steps = limits.stepsMax - engine.fuel;
			this.#isOver = true;
			return this.#ending(engine, failure, explain);
		} catch (error) {
			this.#steps = limits.stepsMax - Math.max(0, engine.fuel);
			this.#isOver = true;
			const hasFuel = engine.fuel >= 0;
			const isTooDeep = hasFuel && error instanceof RangeError;
			return explain(!hasFuel ? 'steps' : isTooDeep ? 'stack' : 'engine', null);
		}
	}

	usage(engine: Engine) {
		return {
			steps: this.#steps,
			jobs: this.#jobs,
			timers: this.#timers,
			virtualMs: this.#virtualMs,
			memoryBytes: engine.memoryBytes()
		};
	}

	/** Jobs while there are any, then the next timer, until the guest is done. Returns what stopped it. */
	#loop(engine: Engine, begin: string): EngineError | null {
		const begun = engine.dispatch(begin);
		if (!begun.ok) return this.#uncaught(begun.error);
		for (;;) {
			const { ranCount, failure } = engine.runJobs(JOBS_AT_ONCE);
			this.#jobs += ranCount;
			if (failure !== null) return this.#uncaught(failure);
			if (this.#jobs > this.#job.limits.jobsMax) this.#stop ??= 'jobs';
			if (this.#modules.isBroken) this.#stop ??= 'uncaught';
			if (this.#stop !== null || this.#isDecided || this.#postgres.isWanted) return null;
			if (ranCount === JOBS_AT_ONCE) continue;

			if (engine.hasNewRejection()) this.#tellRejection(engine);
			const ticked = engine.dispatch('{"operation":"tick"}');
			if (!ticked.ok) return this.#uncaught(ticked.error);
			if (ticked.value !== 'fired') return null;
			this.#timers++;
			if (this.#timers > this.#job.limits.timersMax) this.#stop ??= 'timers';
		}
	}

	/** One in a node of the lab ends that node; any other is told when the run is over. */
	#tellRejection(engine: Engine): void {
		const asked = engine.dispatch('{"operation":"whose"}');
		if (!asked.ok || asked.value !== 'node') return;
		const rejected = engine.unhandledRejection()?.message ?? '';
		engine.settleRejections();
		engine.dispatch(JSON.stringify({ operation: 'rejected', rejected }));
	}

	#uncaught(error: EngineError): EngineError {
		this.#stop ??= 'uncaught';
		return error;
	}

	/** Asks the guest how it ended. What stopped it may have reached it as a rejected import, with the place in its stack. */
	#ending(
		engine: Engine,
		failure: EngineError | null,
		explain: (reason: StopReason, error: EngineError | null) => Stop
	): Stop | null {
		engine.fuel = STEPS_FOR_REPORT;
		engine.setLimits(
			this.#job.limits.memoryBytesMax + MEMORY_FOR_REPORT_BYTES,
			this.#job.limits.stackBytesMax
		);
		const asked = engine.dispatch('{"operation":"state"}');
		const state = asked.ok ? parseMessage(stateSchema, asked.value) : null;
		this.#virtualMs = state?.virtualMs ?? 0;
		if (this.#job.isTraced) this.#takeTraces(engine);
		if (this.#isDecided) return null;
		const isFull = engine.memoryBytes() >= this.#job.limits.memoryBytesMax;
		const end = (reason: StopReason, error: EngineError | null) =>
			explain(isFull && isForWantOfMemory(reason, error) ? 'memory' : reason, error);
		if (this.#stop !== null) return end(this.#stop, failure ?? state?.error ?? null);
		if (!state) return end('engine', asked.ok ? null : asked.error);
		// Checks broken off by an error that only looks like a stop of ours.
		if (state.state === 'done' && state.error) return end('uncaught', state.error);
		if (state.state === 'done') return this.#endingOfProgram(engine, end);
		if (state.state === 'failed') return end('uncaught', state.error);
		return end('waiting', null);
	}

	#takeTraces(engine: Engine): void {
		const traces = engine.dispatch('{"operation":"traces"}');
		if (traces.ok) this.#recorder.traces(traces.value);
	}

	/** Checks judge for themselves what a promise does; a program that loses an error is told. */
	#endingOfProgram(
		engine: Engine,
		explain: (reason: StopReason, error: EngineError | null) => Stop
	): Stop | null {
		const lost = this.#recorder.hasChecks ? null : engine.unhandledRejection();
		return lost && explain('unhandled', lost);
	}

	#call(request: string, engine: Engine): string {
		const at = request.indexOf('|');
		const [kind, body] = [request.slice(0, at), request.slice(at + 1)];
		if (kind === 'output') {
			if (!this.#recorder.output(body)) this.#stop ??= 'output';
			return '';
		}
		if (kind === 'drawing') return this.#recorder.drawing(body);
		if (kind === 'check') {
			// The engine looks up only now and then; a short check may end before it does.
			if (this.#isDecided) return '';
			if (!this.#recorder.check(body)) this.#stop ??= 'checks';
			this.#isDecided ||= this.#job.endsAtFirstFailure === true && this.#recorder.hasFailedCheck;
			return '';
		}
		const take = (amount: number) => {
			const isEnough = amount <= engine.fuel;
			engine.fuel -= Math.min(amount, engine.fuel);
			return isEnough;
		};
		if (kind === 'postgres') return this.#postgres.call(body, { left: () => engine.fuel, take });
		return callHostFunction(request, take);
	}
}

/** Without memory QuickJS cannot even make an error, and throws null; or queue the reaction of a promise, and loses it. */
function isForWantOfMemory(reason: StopReason, error: EngineError | null): boolean {
	const isNull = error?.message === 'null';
	return reason === 'waiting' || ((reason === 'uncaught' || reason === 'unhandled') && isNull);
}
