import type { Connection } from '../../../kernel/connection.ts';
import type { MessageAbout, Process } from '../../../kernel/process.ts';
import { append } from '../../../runtime/host.ts';
import type { Api, RequestOf, ResponseOf } from '../protocol.ts';
import {
	KafkaJSConnectionClosedError,
	KafkaJSConnectionError,
	KafkaJSRequestTimeoutError,
	type KafkaJSError
} from './errors.ts';
import type { Emitter } from './events.ts';
import { fieldOf, messageOf } from './failures.ts';
import type { Logger } from './logger.ts';
import { shared } from './together.ts';
import { API_KEYS } from './api-keys.ts';

/** What all connections of a client have in common. */
export interface ConnectionSettings {
	readonly process: Process;
	readonly logger: Logger;
	readonly emitter: Emitter;
	readonly clientId: string;
	readonly connectionTimeout: number;
	readonly requestTimeout: number;
	readonly enforceRequestTimeout: boolean;
	/** Null: as many as there are. */
	readonly maxInFlightRequests: number | null;
}

interface Pending {
	readonly api: Api;
	readonly correlationId: number;
	readonly createdAt: number;
	readonly timeoutMs: number;
	sentAt: number;
	transmit(): void;
	answer(payload: unknown): void;
	reject(error: KafkaJSError): void;
}

export interface SendOptions {
	about: MessageAbout;
	/** When it may take longer than requests do. */
	timeoutMs?: number;
	isAnswered?: boolean;
}

/** One connection to a broker, with the requests that are under way or wait for their place (`src/network`). */
export class BrokerConnection {
	readonly host: string;
	readonly port: number;
	isConnected = false;
	readonly #settings: ConnectionSettings;
	readonly #inFlight = new Map<number, Pending>();
	readonly connect = shared(() => this.#connect());
	#socket: Connection | null = null;
	#waiting: Pending[] = [];
	#count = 0;
	#sweep: { at: number; cancel: () => void } | null = null;
	#onIdle: (() => void)[] = [];

	constructor(settings: ConnectionSettings, host: string, port: number) {
		this.#settings = settings;
		this.host = host;
		this.port = port;
	}

	get broker(): string {
		return `${this.host}:${this.port}`;
	}

	/** An answer that is not asked for is null at once. */
	send<Name extends Api>(
		api: Name,
		body: RequestOf<Name>,
		{ about, timeoutMs = 0, isAnswered = true }: SendOptions
	): Promise<ResponseOf<Name> | null> {
		const { process, clientId, requestTimeout } = this.#settings;
		return new Promise((resolve, reject) => {
			if (!this.isConnected) throw new KafkaJSConnectionError('Not connected', { broker: this.broker });
			const correlationId = this.#count++;
			this.#enqueue({
				api,
				correlationId,
				createdAt: process.now(),
				sentAt: 0,
				timeoutMs: Math.max(requestTimeout, timeoutMs),
				transmit: () => {
					this.#socket?.send({ api, correlationId, clientId, body }, about);
					if (isAnswered) return;
					this.#inFlight.delete(correlationId);
					resolve(null);
				},
				answer: (payload) => {
					if (isAnswerTo(api, payload)) resolve(payload.body);
				},
				reject
			});
		});
	}

	/** What is under way still gets its answer, or its time runs out. */
	async disconnect(): Promise<void> {
		if (this.#inFlight.size > 0 || this.#waiting.length > 0)
			await new Promise<void>((resolve) => {
				append(this.#onIdle, resolve);
			});
		this.#leave();
	}

	async #connect(): Promise<void> {
		if (this.isConnected) return;
		const { process, connectionTimeout } = this.#settings;
		const opened = process.connect(this.host, this.port, 'kafka');
		const socket = await new Promise<Connection>((resolve, reject) => {
			let isLate = false;
			const cancel = process.setTimer(connectionTimeout, () => {
				isLate = true;
				reject(this.#failure('Connection timeout'));
			});
			opened.then(
				(connection) => {
					cancel();
					if (isLate) return connection.destroy();
					this.#listen(connection);
					resolve(connection);
				},
				(error: unknown) => {
					cancel();
					const code = fieldOf(error, 'code');
					if (!isLate) reject(this.#failure(`Connection error: ${messageOf(error)}`, code));
				}
			);
		});
		this.#socket = socket;
		this.isConnected = true;
	}

	#listen(socket: Connection): void {
		socket.onMessage = (payload) => this.#receive(payload);
		socket.onClose = (error) => {
			const { host, port } = this;
			const failure = error
				? this.#failure(`Connection error: ${error.message}`, error.code)
				: new KafkaJSConnectionClosedError('Closed connection', { host, port });
			this.#leave();
			this.#rejectAll(failure);
		};
	}

	#failure(message: string, code?: unknown): KafkaJSConnectionError {
		const { logger, clientId } = this.#settings;
		const { broker } = this;
		logger.namespace('Connection').error(message, { broker, clientId });
		return new KafkaJSConnectionError(message, { broker, ...(typeof code === 'string' && { code }) });
	}

	#leave(): void {
		this.isConnected = false;
		this.#sweep?.cancel();
		this.#sweep = null;
		this.#socket?.close();
		this.#socket = null;
	}

	#enqueue(pending: Pending): void {
		const { maxInFlightRequests } = this.#settings;
		if (maxInFlightRequests !== null && this.#inFlight.size >= maxInFlightRequests) {
			append(this.#waiting, pending);
			this.#tellQueueSize();
		} else this.#transmit(pending);
	}

	#transmit(pending: Pending): void {
		const { process, enforceRequestTimeout } = this.#settings;
		pending.sentAt = process.now();
		this.#inFlight.set(pending.correlationId, pending);
		pending.transmit();
		if (enforceRequestTimeout) this.#sweepAt(pending.sentAt + pending.timeoutMs);
	}

	#receive(payload: unknown): void {
		const correlationId = correlationOf(payload);
		const pending = this.#inFlight.get(correlationId);
		if (!pending) return;
		this.#remove(correlationId);
		this.#settings.emitter.emit('network.request', {
			...this.#timesOf(pending),
			duration: this.#settings.process.now() - pending.sentAt
		});
		pending.answer(payload);
	}

	#remove(correlationId: number): void {
		this.#inFlight.delete(correlationId);
		const next = this.#waiting.shift();
		if (next) {
			this.#transmit(next);
			this.#tellQueueSize();
		}
		this.#tellIfIdle();
	}

	#rejectAll(error: KafkaJSError): void {
		const all = [...this.#inFlight.values(), ...this.#waiting];
		this.#inFlight.clear();
		this.#waiting = [];
		for (const { reject } of all) reject(error);
		this.#tellIfIdle();
	}

	#tellIfIdle(): void {
		if (this.#inFlight.size > 0 || this.#onIdle.length === 0) return;
		for (const tell of this.#onIdle) tell();
		this.#onIdle = [];
	}

	/** One timer for all that are under way, for the first of their deadlines. */
	#sweepAt(at: number): void {
		if (this.#sweep && this.#sweep.at <= at) return;
		this.#sweep?.cancel();
		const { process } = this.#settings;
		// Never no time at all: what a sum of fractions misses would be asked for again and again.
		const cancel = process.setTimer(Math.max(1, at - process.now()), () => this.#expire());
		this.#sweep = { at, cancel };
	}

	#expire(): void {
		this.#sweep = null;
		const now = this.#settings.process.now();
		for (const pending of [...this.#inFlight.values()]) {
			const deadline = pending.sentAt + pending.timeoutMs;
			if (deadline > now) {
				this.#sweepAt(deadline);
				continue;
			}
			this.#remove(pending.correlationId);
			const times = this.#timesOf(pending);
			pending.reject(new KafkaJSRequestTimeoutError(`Request ${pending.api} timed out`, times));
			this.#settings.emitter.emit('network.request_timeout', times);
		}
	}

	#timesOf({ api, correlationId, createdAt, sentAt }: Pending) {
		const { clientId } = this.#settings;
		const pendingDuration = sentAt - createdAt;
		const [apiName, apiKey] = API_KEYS[api];
		return {
			broker: this.broker,
			clientId,
			correlationId,
			createdAt,
			sentAt,
			pendingDuration,
			apiName,
			apiKey
		};
	}

	#tellQueueSize(): void {
		const { emitter, clientId } = this.#settings;
		emitter.emit('network.request_queue_size', {
			broker: this.broker,
			clientId,
			queueSize: this.#waiting.length
		});
	}
}

function correlationOf(payload: unknown): number {
	if (typeof payload !== 'object' || payload === null || !('correlationId' in payload)) return -1;
	return Number(payload.correlationId);
}

/** The broker answers each request with the answer of its kind; what a payload is, only `api` says. */
function isAnswerTo<Name extends Api>(api: Name, payload: unknown): payload is { body: ResponseOf<Name> } {
	return typeof payload === 'object' && payload !== null && 'api' in payload && payload.api === api;
}
