import type { Connection } from '../../../kernel/connection.ts';
import type { Process } from '../../../kernel/process.ts';
import { hostFor } from '../addresses.ts';
import type { Reply } from '../reply.ts';
import {
	ClientClosedError,
	ConnectionTimeoutError,
	ReconnectStrategyError,
	SocketClosedUnexpectedlyError
} from './errors.ts';

export type ReconnectStrategy = (retries: number, cause: unknown) => number | false | Error;

export interface SocketOptions {
	host?: string;
	port?: number;
	connectTimeout?: number;
	reconnectStrategy?: number | false | ReconnectStrategy;
}

/** What the socket tells its client. */
export interface SocketEvents {
	reply(reply: Reply): void;
	emit(event: string, ...args: unknown[]): void;
	/** Speaks first on a new connection. */
	initiate(): Promise<unknown>;
	lost(error: unknown): void;
}

/** A connection that is opened anew when it is lost, as node-redis does (its `socket.js`). */
export class RedisSocket {
	isOpen = false;
	isReady = false;
	/** Counts the connections that became ready. */
	epoch = 0;
	connection: Connection | null = null;
	readonly #process: Process;
	readonly #options: SocketOptions;
	readonly #events: SocketEvents;
	#onDeath: ((error: unknown) => void) | null = null;

	constructor(process: Process, options: SocketOptions, events: SocketEvents) {
		this.#process = process;
		this.#options = options;
		this.#events = events;
	}

	async connect(): Promise<void> {
		if (this.isOpen) throw new Error('Socket already opened');
		this.isOpen = true;
		return this.#connect(0);
	}

	async #connect(retriesBefore: number): Promise<void> {
		let retries = retriesBefore;
		do {
			try {
				const connection = await this.#open();
				this.connection = connection;
				this.#events.emit('connect');
				try {
					await this.#initiate();
				} catch (error) {
					this.connection?.close();
					this.connection = null;
					throw error;
				}
				this.isReady = true;
				this.epoch++;
				this.#events.emit('ready');
			} catch (error) {
				if (!this.isOpen) throw error;
				const { retryIn, strategyError } = this.#retryIn(retries++, error);
				if (typeof retryIn !== 'number') throw retryIn;
				this.#fail(error);
				if (strategyError) this.#fail(strategyError);
				if (!this.isOpen) throw error;
				await this.#process.sleep(retryIn);
				if (!this.isOpen) throw error;
				this.#events.emit('reconnecting');
			}
		} while (this.isOpen && !this.isReady);
	}

	/** Rejects as soon as the connection is gone, whatever the greeting still waits for. */
	#initiate(): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#onDeath = reject;
			this.#events.initiate().then(() => resolve(), reject);
		});
	}

	#open(): Promise<Connection> {
		const { host = 'localhost', port = 6379, connectTimeout = 5_000 } = this.#options;
		return new Promise((resolve, reject) => {
			let isLate = false;
			const stop = this.#process.setTimer(connectTimeout, () => {
				isLate = true;
				reject(new ConnectionTimeoutError());
			});
			const opened = this.#process.connect(hostFor(this.#process.simulation, host), port, 'redis');
			opened.then((connection) => {
				stop();
				if (isLate) return connection.close();
				this.#listen(connection);
				resolve(connection);
			}, reject);
			opened.catch(stop);
		});
	}

	#listen(connection: Connection): void {
		connection.onMessage = (payload) => {
			if (isReply(payload)) this.#events.reply(payload);
		};
		connection.onClose = (error) => {
			if (this.connection !== connection) return;
			this.#broke(error ?? new SocketClosedUnexpectedlyError());
		};
	}

	#broke(error: unknown): void {
		const wasReady = this.isReady;
		this.isReady = false;
		this.connection = null;
		this.#onDeath?.(error);
		this.#onDeath = null;
		if (!wasReady || !this.isOpen) {
			if (!this.isOpen) this.#fail(error);
			return;
		}
		const { retryIn, strategyError } = this.#retryIn(0, error);
		if (typeof retryIn !== 'number') return;
		this.#fail(error);
		if (strategyError) this.#fail(strategyError);
		if (!this.isOpen) return;
		this.#events.emit('reconnecting');
		this.#connect(1).catch(() => undefined);
	}

	/** What was asked on the way is over; a listener of `error` is told, or else the program ends. */
	#fail(error: unknown): void {
		this.#events.lost(error);
		this.#events.emit('error', error);
	}

	#retryIn(retries: number, cause: unknown): { retryIn: unknown; strategyError?: unknown } {
		const { retryIn, strategyError } = this.#strategy(retries, cause);
		if (typeof retryIn === 'number') return { retryIn, strategyError };
		this.isOpen = false;
		const isError = retryIn instanceof Error;
		const end = isError ? new ReconnectStrategyError(retryIn, cause) : cause;
		this.#events.emit('terminated', end);
		this.#fail(cause);
		return { retryIn: end, strategyError };
	}

	#strategy(retries: number, cause: unknown): { retryIn: number | false | Error; strategyError?: unknown } {
		const { reconnectStrategy } = this.#options;
		if (typeof reconnectStrategy === 'number' || reconnectStrategy === false)
			return { retryIn: reconnectStrategy };
		if (!reconnectStrategy) return { retryIn: this.#backOff(retries) };
		try {
			const retryIn: unknown = reconnectStrategy(retries, cause);
			if (retryIn === false || retryIn instanceof Error || typeof retryIn === 'number') return { retryIn };
			throw new TypeError(
				`Reconnect strategy should return \`false | Error | number\`, got ${String(retryIn)} instead`
			);
		} catch (strategyError) {
			return { retryIn: this.#backOff(retries), strategyError };
		}
	}

	/** Twice as long each time, 2 s at most, and up to 200 ms by chance, so that not all come at once. */
	#backOff(retries: number): number {
		return Math.min(2 ** retries * 50, 2_000) + this.#process.random.below(200);
	}

	/** No more commands are taken; those under way are waited for by the client. */
	close(): void {
		if (!this.isOpen) throw new ClientClosedError();
		this.isOpen = false;
	}

	destroy(): void {
		if (!this.isOpen && !this.connection) return;
		this.isOpen = false;
		this.end();
	}

	end(): void {
		this.isReady = false;
		const { connection } = this;
		this.connection = null;
		connection?.close();
		this.#onDeath?.(new SocketClosedUnexpectedlyError());
		this.#onDeath = null;
		this.#events.emit('end');
	}
}

function isReply(payload: unknown): payload is Reply {
	return typeof payload === 'object' && payload !== null && 'kind' in payload;
}
