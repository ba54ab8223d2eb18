import { currentProcess } from '../../kernel/current.ts';
import { LabUnsupportedError } from '../../kernel/network-error.ts';
import type { Process } from '../../kernel/process.ts';
import { withCode } from '../../runtime/node-errors.ts';
import { Pools, type Origin, type Pool } from './pool.ts';

/** What undici's `Agent` can be told, as far as the lab has it. */
export interface DispatcherOptions {
	/** To one origin, at the same time; more requests wait in line. Null, the default, is no limit. */
	connections?: number | null;
	/** An idle connection is closed after so long, when the server named no time. */
	keepAliveTimeout?: number;
	/** Whatever the server named. */
	keepAliveMaxTimeout?: number;
	/** So much sooner than the server would, so that no request meets its closing. */
	keepAliveTimeoutThreshold?: number;
	/** From the request to the head of its answer; 0 is no limit. */
	headersTimeout?: number;
	/** Between two parts of a body; 0 is no limit. */
	bodyTimeout?: number;
	connectTimeout?: number;
	connect?: { timeout?: number };
	/** How many requests one connection carries at once: only 1 is simulated. */
	pipelining?: number;
}

const KNOWN =
	'connections keepAliveTimeout keepAliveMaxTimeout keepAliveTimeoutThreshold headersTimeout bodyTimeout connectTimeout connect pipelining'.split(
		' '
	);

/** Where `fetch` gets its connections: the defaults are undici's, version 7, as in Node 24. */
export class Dispatcher {
	readonly headersTimeoutMs: number;
	readonly bodyTimeoutMs: number;
	readonly #pools: Pools;

	constructor(options: DispatcherOptions = {}) {
		for (const [name, value] of Object.entries(options)) {
			const isMore = name === 'pipelining' && value !== 1;
			if (isMore || !KNOWN.includes(name)) throw new LabUnsupportedError(`undici Agent option "${name}"`);
		}
		const {
			connections = null,
			keepAliveTimeout = 4_000,
			keepAliveMaxTimeout = 600_000,
			keepAliveTimeoutThreshold = 2_000,
			connect,
			connectTimeout = 10_000
		} = options;
		this.headersTimeoutMs = options.headersTimeout ?? 300_000;
		this.bodyTimeoutMs = options.bodyTimeout ?? 300_000;
		this.#pools = new Pools({
			maxConnections: connections ?? Infinity,
			maxIdle: Infinity,
			connectTimeoutMs: connect?.timeout ?? connectTimeout,
			keepForMs: (hintMs) =>
				hintMs === null
					? keepAliveTimeout
					: Math.max(0, Math.min(hintMs - keepAliveTimeoutThreshold, keepAliveMaxTimeout))
		});
	}

	poolOf(process: Process, origin: Origin): Pool {
		return this.#pools.poolOf(process, origin);
	}

	/** Closes what nobody uses now; what is under way comes to its end. */
	close(): Promise<void> {
		this.#pools.closeIdle(currentProcess());
		return Promise.resolve();
	}
}

const DEFAULT = new Dispatcher();
/** Each process has its own, as each process of a machine has its own memory. */
const chosen = new WeakMap<Process, Dispatcher>();

export function globalDispatcher(): Dispatcher {
	return chosen.get(currentProcess()) ?? DEFAULT;
}

export function setGlobalDispatcher(dispatcher: unknown): void {
	if (!(dispatcher instanceof Dispatcher))
		throw withCode(new TypeError('Argument agent must implement Agent'), 'UND_ERR_INVALID_ARG');
	chosen.set(currentProcess(), dispatcher);
}
