import type { Connection } from '../../kernel/connection.ts';
import type { Process } from '../../kernel/process.ts';
import { append } from '../../runtime/host.ts';
import { awaitedTimer } from './awaited-timer.ts';
import { connectTimeoutError } from './socket-errors.ts';

/** How many connections a pool has, and how long it keeps one that nobody uses. */
export interface PoolLimits {
	maxConnections: number;
	maxIdle: number;
	connectTimeoutMs: number;
	/** @param hintMs what the server's `Keep-Alive: timeout=` said. 0: close it now. Infinity: until the server does. */
	keepForMs(hintMs: number | null): number;
}

export interface Origin {
	/** A node's name, or `localhost`. */
	host: string;
	port: number;
}

/** A connection of a pool; between its exchanges nobody listens but the pool. */
export interface PooledConnection {
	readonly connection: Connection;
	exchangesCount: number;
	stopIdling: () => void;
}

interface Waiter {
	onConnection(pooled: PooledConnection): void;
	onFailure(error: unknown): void;
}

/** The connections of one process to one origin. Who finds them all taken waits in line. */
export class Pool {
	readonly origin: Origin;
	readonly process: Process;
	readonly #limits: PoolLimits;
	readonly #name: string;
	#openCount = 0;
	#openingCount = 0;
	#toldQueued = 0;
	#idle: PooledConnection[] = [];
	#waiting: Waiter[] = [];

	constructor(process: Process, origin: Origin, limits: PoolLimits) {
		this.process = process;
		this.origin = origin;
		this.#limits = limits;
		this.#name = `pool/${origin.host}:${origin.port}`;
	}

	/** At once when one is free. Gives what takes the wish back; a connection that was opened for it is kept. */
	take(waiter: Waiter): () => void {
		const free = this.#idle.pop();
		if (free) {
			free.stopIdling();
			waiter.onConnection(free);
			return () => undefined;
		}
		append(this.#waiting, waiter);
		if (this.#openCount < this.#limits.maxConnections) this.#open();
		this.#tellQueue();
		return () => {
			this.#waiting = this.#waiting.filter((each) => each !== waiter);
			this.#tellQueue();
		};
	}

	/** After an exchange, when the connection can have another. */
	giveBack(pooled: PooledConnection, hintMs: number | null): void {
		const next = this.#waiting.shift();
		if (next) {
			this.#tellQueue();
			next.onConnection(pooled);
			return;
		}
		const keepForMs = this.#idle.length < this.#limits.maxIdle ? this.#limits.keepForMs(hintMs) : 0;
		if (keepForMs === 0) return this.drop(pooled);
		this.#rest(pooled, keepForMs);
	}

	/** Closes a connection that cannot have another exchange, or says that it is closed. */
	drop(pooled: PooledConnection): void {
		pooled.connection.close();
		this.#closed();
	}

	closeIdle(): void {
		for (const pooled of this.#idle.splice(0)) {
			pooled.stopIdling();
			this.drop(pooled);
		}
	}

	#rest(pooled: PooledConnection, keepForMs: number): void {
		append(this.#idle, pooled);
		const leave = () => {
			pooled.stopIdling();
			this.#idle = this.#idle.filter((each) => each !== pooled);
			this.drop(pooled);
		};
		pooled.connection.onMessage = null;
		pooled.connection.onClose = leave;
		pooled.stopIdling = Number.isFinite(keepForMs)
			? this.process.setTimer(keepForMs, leave)
			: () => undefined;
	}

	#open(): void {
		const { host, port } = this.origin;
		const { connectTimeoutMs } = this.#limits;
		this.#openCount++;
		this.#openingCount++;
		this.#tell('open', this.#openCount);
		let isLate = false;
		const stop = awaitedTimer(this.process, connectTimeoutMs, () => {
			isLate = true;
			this.#failed(connectTimeoutError(`${host}:${port}`, connectTimeoutMs));
		});
		this.process.connect(nodeNameOf(this.process, host), port, 'http').then(
			(connection) => {
				if (isLate) return connection.close();
				stop();
				this.#openingCount--;
				this.giveBack({ connection, exchangesCount: 0, stopIdling: () => undefined }, null);
			},
			(error: unknown) => {
				stop();
				if (!isLate) this.#failed(error);
			}
		);
	}

	/** Who waits longest is told. */
	#failed(error: unknown): void {
		this.#openingCount--;
		const waiter = this.#waiting.shift();
		this.#closed();
		waiter?.onFailure(error);
	}

	/** There is room for another, which who waits may have. */
	#closed(): void {
		this.#openCount--;
		this.#tell('open', this.#openCount);
		const isWanted = this.#waiting.length > this.#openingCount;
		if (isWanted && this.#openCount < this.#limits.maxConnections) this.#open();
	}

	/** How many wait for a connection of others, beside those for whom one is being opened. */
	#tellQueue(): void {
		const count = Math.max(0, this.#waiting.length - this.#openingCount);
		if (count !== this.#toldQueued) this.#tell('queued', (this.#toldQueued = count));
	}

	#tell(what: 'open' | 'queued', count: number): void {
		if (!this.process.hasEnded) this.process.gauge(`${this.#name}/${what}`, count);
	}
}

/** Names of hosts are the same in upper and lower case (RFC 4343); a URL has them in lower case. */
function nodeNameOf(process: Process, host: string): string {
	const { nodes } = process.simulation;
	if (nodes.has(host)) return host;
	for (const name of nodes.keys()) if (name.toLowerCase() === host) return name;
	return host;
}

/** All pools of one client: its own for each process and origin, made when they are first needed. */
export class Pools {
	readonly #limits: PoolLimits;
	readonly #byProcess = new WeakMap<Process, Map<string, Pool>>();

	constructor(limits: PoolLimits) {
		this.#limits = limits;
	}

	poolOf(process: Process, origin: Origin): Pool {
		let pools = this.#byProcess.get(process);
		if (!pools) {
			pools = new Map();
			this.#byProcess.set(process, pools);
		}
		const name = `${origin.host}:${origin.port}`;
		let pool = pools.get(name);
		if (!pool) {
			pool = new Pool(process, origin, this.#limits);
			pools.set(name, pool);
		}
		return pool;
	}

	/** Closes what is idle of a process. */
	closeIdle(process: Process): void {
		for (const pool of this.#byProcess.get(process)?.values() ?? []) pool.closeIdle();
	}
}
