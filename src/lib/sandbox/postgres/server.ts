import { PGlite } from '@electric-sql/pglite';
import { splitStatements } from '../../domain/sql-statements.ts';
import { POSTGRES, VIRTUAL_TIME } from '../../domain/limits.ts';
import type { Query, ServerMessage } from '../../lab/services/postgres/session.ts';
import { POSTGRES_EXTENSIONS, POSTGRES_SETTINGS, type PostgresParts } from './parts.ts';
import { restoreSnapshot, takeSnapshot, type ModuleState, type Snapshot } from './snapshot.ts';
import { Surroundings } from './surroundings.ts';
import { parseAnswer, queryBytes, type Answer } from './wire.ts';

export interface StatementAnswer extends Answer {
	/** Steps it used. */
	fuel: number;
	/** What it slept, in virtual milliseconds. */
	sleptMs: number;
}

export interface Opening {
	/**
	 * Statements that make what the server holds; they are run once and remembered, and it is always the beginning
	 * of virtual time when they are.
	 */
	setup: readonly string[];
	/** The moment at which it is opened. */
	nowMs: number;
	seed: number;
	fuel: number;
}

interface Prepared {
	answer: StatementAnswer;
	/** Null where there is none to go back to: the set-up failed, or did nothing. */
	snapshot: Snapshot | null;
}

/**
 * A real PostgreSQL 18 in WASM: one session, put back to the same moment before each run.
 *
 * Synchronous: a statement that would wait for a lock ends with 55P03 and the reason, one that
 * uses up its fuel with 57014.
 */
export class PostgresServer {
	readonly #pglite: PGlite;
	readonly #surroundings: Surroundings;
	readonly #base: Snapshot;
	/** By set-up, the one used last is the last. */
	readonly #prepared = new Map<string, Prepared>();

	/** What broke the server in the run that is on; the next begins with a whole one. */
	#failure: unknown = null;

	private constructor(pglite: PGlite, surroundings: Surroundings) {
		this.#pglite = pglite;
		this.#surroundings = surroundings;
		this.#noticeFailures();
		this.#base = takeSnapshot(this.#module);
	}

	static async open({ wasm, share, cluster, extensions }: PostgresParts): Promise<PostgresServer> {
		const surroundings = new Surroundings();
		const settings = Object.entries(POSTGRES_SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
		const pglite = await PGlite.create({
			pgliteWasmModule: wasm,
			fsBundle: share,
			loadDataDir: cluster,
			extensions: { surroundings: surroundings.extension(wasm, extensions) },
			startParams: [...PGlite.defaultStartParams, ...settings]
		});
		// What is loaded later would be loaded into memory that a snapshot takes back.
		for (const name of LIBRARIES) await pglite.exec(`LOAD '${name}'`);
		return new PostgresServer(pglite, surroundings);
	}

	/** Begins a run. A set-up that fails says so as a statement does. */
	begin({ setup, nowMs, seed, fuel }: Opening): StatementAnswer {
		const { answer, snapshot } = setup.length === 0 ? UNPREPARED : this.#remembered(setup, fuel);
		restoreSnapshot(this.#module, snapshot ?? this.#base);
		this.#failure = null;
		this.#seed(seed, nowMs);
		return answer;
	}

	/** @param fuel what it may use; what it used stands in the answer. */
	run(query: Query, nowMs: number, fuel: number): StatementAnswer {
		const refusal = this.#failure !== null ? CRASHED : copyRefusal(query);
		if (refusal) return { ...NOTHING, error: refusal, fuel: 0, sleptMs: 0 };
		const { counters } = this.#surroundings;
		this.#surroundings.nowMs = nowMs;
		const given = Math.min(fuel, FUEL_MAX);
		counters.cancels.value = 0;
		counters.lockWaits.value = 0;
		counters.fuel.value = given;
		const answer = parseAnswer(this.#pglite.execProtocolRawSync(queryBytes(query)));
		const hasWaited = counters.lockWaits.value > 0;
		const isOverdrawn = counters.cancels.value > 0 && !hasWaited;
		const used = hasWaited ? LOCK_WAIT_FUEL : isOverdrawn ? given : given - counters.fuel.value;
		if (hasWaited && answer.error?.code === QUERY_CANCELED) answer.error = lockWait(answer.error);
		if (this.#failure !== null) answer.error = CRASHED;
		return { ...answer, fuel: Math.min(used, given), sleptMs: this.#surroundings.nowMs - nowMs };
	}

	/** `random()` has a state of its own. */
	#seed(seed: number, nowMs: number): void {
		this.#surroundings.seed(seed);
		this.run({ text: 'select setseed($1)', values: [String((seed % SEEDS) / SEEDS)] }, nowMs, FUEL_MAX);
	}

	/** PGlite goes on after any error; of one that is not PostgreSQL's own, the server is not whole. */
	#noticeFailures(): void {
		const module = this.#pglite.Module;
		const loopOnce = module._PostgresMainLoopOnce;
		module._PostgresMainLoopOnce = () => {
			try {
				loopOnce();
			} catch (error) {
				if (!(isExit(error) && error.status === LONGJMP_STATUS)) this.#failure = error;
				throw error;
			}
		};
	}

	#remembered(setup: readonly string[], fuel: number): Prepared {
		const key = JSON.stringify(setup);
		const prepared = this.#prepared.get(key) ?? this.#prepare(setup, fuel);
		this.#prepared.delete(key);
		this.#prepared.set(key, prepared);
		for (const oldest of this.#prepared.keys()) {
			if (this.#prepared.size <= POSTGRES.preparedMaxCount) break;
			this.#prepared.delete(oldest);
		}
		return prepared;
	}

	#prepare(setup: readonly string[], fuel: number): Prepared {
		restoreSnapshot(this.#module, this.#base);
		this.#failure = null;
		this.#seed(SETUP_SEED, VIRTUAL_TIME.beginsAtMs);
		let left = fuel;
		let sleptMs = 0;
		let last: StatementAnswer = { ...NOTHING, fuel: 0, sleptMs: 0 };
		for (const { text } of setup.flatMap(splitStatements)) {
			last = this.run({ text, values: null }, VIRTUAL_TIME.beginsAtMs + sleptMs, left);
			left -= last.fuel;
			sleptMs += last.sleptMs;
			if (last.error) return { answer: { ...last, fuel: fuel - left, sleptMs }, snapshot: null };
		}
		return { answer: { ...NOTHING, fuel: fuel - left, sleptMs }, snapshot: takeSnapshot(this.#module) };
	}

	get #module(): ModuleState {
		// PGlite's type leaves out what Emscripten keeps to itself.
		return this.#pglite.Module as unknown as ModuleState;
	}
}

/** Of the extensions, and of PostgreSQL's own what a statement can ask for. */
const LIBRARIES = [...POSTGRES_EXTENSIONS, 'plpgsql', 'dict_snowball'];
const FUEL_MAX = 0x7fffffff;
const SETUP_SEED = 1;
/** What was left when the wait began is not known: about what a short statement works. */
const LOCK_WAIT_FUEL = 20_000;
/** `setseed` takes a number from -1 to 1. */
const SEEDS = 1_000_003;
const QUERY_CANCELED = '57014';
const NOTHING: Answer = { results: [], error: null, notices: [], transactionStatus: 'I', notifications: [] };

/** A server without a set-up. */
const UNPREPARED: Prepared = { answer: { ...NOTHING, fuel: 0, sleptMs: 0 }, snapshot: null };

/** With which PGlite leaves the main loop for PostgreSQL's own errors. */
const LONGJMP_STATUS = 100;

function isExit(error: unknown): error is { status: number } {
	return typeof error === 'object' && error !== null && 'status' in error;
}

const CRASHED: ServerMessage = {
	severity: 'FATAL',
	code: '57P02',
	message: 'the server process has crashed',
	hint: 'PostgreSQL in WASM could not go on. The next run begins with a whole one.'
};

/** Rows of COPY come and go between messages, which this connection has none for. */
function copyRefusal({ text }: Query): ServerMessage | null {
	const isCopy = splitStatements(text).some(({ text }) => /^copy\b.*\b(stdin|stdout)\b/is.test(text));
	if (!isCopy) return null;
	return {
		severity: 'ERROR',
		code: '0A000',
		message: 'COPY from STDIN and to STDOUT are not there in this lab',
		hint: 'INSERT the rows, or SELECT them.'
	};
}

function lockWait(error: ServerMessage): ServerMessage {
	return {
		...error,
		code: '55P03',
		message: 'canceling statement because it waits for a lock that nobody can release meanwhile',
		detail:
			'This PostgreSQL has one session: only a prepared transaction can hold the lock (pg_prepared_xacts).',
		hint: 'COMMIT PREPARED or ROLLBACK PREPARED it first, or ask with NOWAIT or SKIP LOCKED.'
	};
}
