import { currentProcess } from '../../kernel/current.ts';
import { LabUnsupportedError, type NetworkError } from '../../kernel/network-error.ts';
import type { Process } from '../../kernel/process.ts';
import { base64Text, utf8Bytes } from '../../runtime/encoding.ts';
import { abortError, withCode } from '../../runtime/node-errors.ts';
import { Agent, globalAgent } from './agent.ts';
import { awaitedTimer } from './awaited-timer.ts';
import { ClientExchange } from './client-exchange.ts';
import { validateHeaderName } from './header-fields.ts';
import { IncomingMessage } from './incoming-message.ts';
import { OutgoingMessage } from './outgoing-message.ts';
import { requestOptions, type RequestOptions } from './request-options.ts';
import { hangUp, socketError } from './socket-errors.ts';
import type { BodyPart, Fields, ResponseHead } from './wire.ts';

/** Their requests have a body only when one is written. */
const WITHOUT_BODY = ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE'];

/** A request of `http.request`: written as a stream, answered by the event `response` (`node:http`). */
export class ClientRequest extends OutgoingMessage {
	readonly method: string;
	readonly path: string;
	readonly host: string;
	readonly protocol = 'http:';
	readonly agent: Agent;
	reusedSocket = false;
	aborted = false;
	readonly #port: number;
	readonly #process: Process;
	#fields: Fields = [];
	#exchange: ClientExchange | null = null;
	#response: IncomingMessage | null = null;
	#isAnswered = false;
	#stopTimer: () => void = () => undefined;
	#timeoutMs = 0;

	constructor(options: RequestOptions, callback: ((response: IncomingMessage) => void) | null) {
		super({ autoDestroy: false });
		const { method = 'GET', path = '/', agent, headers, auth, signal, timeout = 0 } = options;
		validateHeaderName(method, 'Method');
		if (/[^\x21-\xff]/.test(path))
			throw withCode(new TypeError('Request path contains unescaped characters'), 'ERR_UNESCAPED_CHARACTERS');
		this.method = method.toUpperCase();
		this.path = path;
		this.host = options.hostname ?? options.host ?? 'localhost';
		this.#port = Number(options.port ?? 80) || 80;
		this.agent = agent === false ? new Agent() : (agent ?? globalAgent);
		this.#process = currentProcess();
		this.fields.setAll(headers);
		const isUsualPort = this.#port === 80;
		if (!this.hasHeader('host'))
			this.fields.set('Host', isUsualPort ? this.host : `${this.host}:${this.#port}`);
		if (auth !== undefined && !this.hasHeader('authorization'))
			this.fields.set('Authorization', `Basic ${base64Text(utf8Bytes(auth))}`);
		if (this.hasHeader('upgrade') || this.hasHeader('expect'))
			throw new LabUnsupportedError('node:http requests with Upgrade or Expect');
		if (callback) this.once('response', callback);
		if (signal) this.#follow(signal);
		if (timeout > 0) this.setTimeout(timeout);
	}

	/** Emits `timeout` when nothing came for so long; the request goes on until somebody destroys it. */
	setTimeout(ms: number, callback?: () => void): this {
		if (callback) this.once('timeout', callback);
		this.#timeoutMs = ms;
		this.#restartTimer();
		return this;
	}

	/** The old way to `destroy()`. */
	abort(): void {
		if (this.aborted) return;
		this.aborted = true;
		this.emit('abort');
		this.destroy();
	}

	setNoDelay(): void {
		// There are no packets to hold back.
	}

	protected override commitHead(lengthBytes: number | null): void {
		const mayStay = this.agent.keepAlive || this.agent.maxSockets !== Infinity;
		if (!this.hasHeader('connection')) this.fields.set('Connection', mayStay ? 'keep-alive' : 'close');
		const isFramed = this.hasHeader('content-length') || this.hasHeader('transfer-encoding');
		const hasBody = lengthBytes !== 0 || !WITHOUT_BODY.includes(this.method);
		if (!isFramed && hasBody) {
			if (lengthBytes === null) this.fields.set('Transfer-Encoding', 'chunked');
			else this.fields.set('Content-Length', lengthBytes);
		}
		this.#fields = this.fields.toFields();
	}

	protected override sendHead(body: Uint8Array, isWhole: boolean): void {
		const origin = { host: this.host, port: this.#port };
		const fail = (error: Error) => {
			this.#stopTimer();
			this.destroy(error);
		};
		this.#exchange = new ClientExchange(
			this.agent.poolOf(this.#process, origin),
			{
				kind: 'request',
				method: this.method,
				target: this.path,
				fields: this.#fields,
				body: body.length > 0 ? body : null,
				isWhole
			},
			{
				onHead: (head) => this.#receiveHead(head),
				onPart: (part) => this.#receivePart(part),
				onUnreachable: (error) =>
					fail(socketError(error, origin, [...this.#process.simulation.nodes.keys()])),
				onLost: (error) => this.#lose(error, fail)
			}
		);
	}

	protected override sendPart(bytes: Uint8Array, isLast: boolean): void {
		this.#exchange?.sendPart(bytes, isLast);
	}

	protected override abandon(): void {
		// `destroy` has done it.
	}

	override destroy(error?: Error): this {
		if (this.destroyed) return this;
		this.#stopTimer();
		this.#exchange?.abort();
		if (this.#response?.complete === false) this.#response.lose();
		return super.destroy(error ?? (this.#isAnswered ? undefined : hangUp()));
	}

	#receiveHead(head: ResponseHead): void {
		if (!this.#exchange?.connection) return;
		this.reusedSocket = this.#exchange.isOnReusedConnection;
		const response = new IncomingMessage(head, this.#exchange.connection);
		this.#response = response;
		this.#isAnswered = true;
		if (head.isWhole) this.#stopTimer();
		else this.#restartTimer();
		response.once(this.#exchange.isKept ? 'end' : 'close', () => this.destroy());
		// Nobody will read it: it is thrown away, so that it comes to its end.
		if (!this.emit('response', response)) response.resume();
	}

	#receivePart(part: BodyPart): void {
		this.#response?.receive(part);
		if (part.isLast) this.#stopTimer();
		else this.#restartTimer();
	}

	#lose(error: NetworkError | null, fail: (error: Error) => void): void {
		const origin = { host: this.host, port: this.#port };
		if (!this.#response) return fail(error ? socketError(error, origin) : hangUp());
		const response = this.#response;
		this.#response = null;
		this.destroy();
		response.lose(error ? socketError(error, origin) : hangUp('aborted'));
	}

	#restartTimer(): void {
		this.#stopTimer();
		if (this.#timeoutMs > 0)
			this.#stopTimer = awaitedTimer(this.#process, this.#timeoutMs, () => this.emit('timeout'));
	}

	#follow(signal: AbortSignal): void {
		const abort = () => this.destroy(abortError(signal));
		if (signal.aborted) queueMicrotask(abort);
		else signal.addEventListener('abort', abort, { once: true });
	}
}

export function request(...args: unknown[]): ClientRequest {
	const { options, callback } = requestOptions(args);
	return new ClientRequest(options, callback);
}

export function get(...args: unknown[]): ClientRequest {
	return request(...args).end();
}
