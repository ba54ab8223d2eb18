import { LAB } from '../../../domain/limits.ts';
import { currentProcess } from '../../kernel/current.ts';
import { LabUnsupportedError } from '../../kernel/network-error.ts';
import type { Process } from '../../kernel/process.ts';
import { Pools, type Origin, type Pool } from './pool.ts';

export interface AgentOptions {
	/** Keep connections for the next request. */
	keepAlive?: boolean;
	/** To one host, at the same time; more requests wait in line. */
	maxSockets?: number;
	/** Idle ones that are kept, to one host. */
	maxFreeSockets?: number;
	/** An idle one is closed after so long. */
	timeout?: number;
	/** They change nothing that the lab simulates. */
	keepAliveMsecs?: number;
	scheduling?: 'lifo';
	noDelay?: boolean;
}

const KNOWN = 'keepAlive maxSockets maxFreeSockets timeout keepAliveMsecs scheduling noDelay'.split(' ');
/** How much sooner than its server an agent closes what is idle (Node, `agentKeepAliveTimeoutBuffer`). */
const HINT_BUFFER_MS = 1_000;

/** `http.Agent` of Node: keeps the connections of `http.request`, apart for each process and host. */
export class Agent {
	readonly keepAlive: boolean;
	readonly maxSockets: number;
	readonly maxFreeSockets: number;
	readonly options: AgentOptions;
	readonly #pools: Pools;

	constructor(options: AgentOptions = {}) {
		for (const [name, value] of Object.entries(options))
			if (!KNOWN.includes(name) || (name === 'scheduling' && value !== 'lifo'))
				throw new LabUnsupportedError(`node:http Agent option "${name}"`);
		const { keepAlive = false, maxSockets = Infinity, maxFreeSockets = 256, timeout = 0 } = options;
		this.options = options;
		this.keepAlive = keepAlive;
		this.maxSockets = maxSockets;
		this.maxFreeSockets = maxFreeSockets;
		this.#pools = new Pools({
			maxConnections: maxSockets,
			maxIdle: maxFreeSockets,
			// Node's has none: it is the system that gives up, and here the kernel, before this.
			connectTimeoutMs: 2 * LAB.connectForMs,
			keepForMs: (hintMs) => {
				if (!keepAlive) return 0;
				const ownMs = timeout > 0 ? timeout : Infinity;
				return hintMs === null ? ownMs : Math.min(ownMs, Math.max(0, hintMs - HINT_BUFFER_MS));
			}
		});
	}

	/** Only the module calls this. */
	poolOf(process: Process, origin: Origin): Pool {
		return this.#pools.poolOf(process, origin);
	}

	/** Closes what is idle. */
	destroy(): void {
		this.#pools.closeIdle(currentProcess());
	}
}

/** Node's own, since version 19. */
export const globalAgent = new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5_000 });
