import { currentProcess } from '../../kernel/current.ts';
import { LabUnsupportedError } from '../../kernel/network-error.ts';
import type { Process } from '../../kernel/process.ts';
import { EventEmitter } from '../../runtime/emitter.ts';
import { invalidArgument, withCode } from '../../runtime/node-errors.ts';
import { nextTick } from '../../runtime/ticks.ts';
import { IncomingMessage } from './incoming-message.ts';
import { ServerConnection } from './server-connection.ts';
import type { ServerExchange, ServerSettings } from './server-exchange.ts';
import { ServerResponse } from './server-response.ts';
import { Socket } from './socket.ts';

export interface ServerOptions extends Partial<ServerSettings> {
	/** Milliseconds; heads arrive whole here, so it never runs out. */
	headersTimeout?: number;
	keepAlive?: boolean;
	noDelay?: boolean;
}

const OPTIONS = ['keepAliveTimeout', 'keepAliveTimeoutBuffer', 'requestTimeout', 'headersTimeout'];
/** They change nothing that the lab simulates. */
const WITHOUT_EFFECT = ['keepAlive', 'noDelay', 'connectionsCheckingInterval'];

/** For `listen(0)`: ports that Linux gives, none of them twice. */
const EPHEMERAL_PORT = 32_768;
const nextPorts = new WeakMap<Process, number>();

function freePortOf(process: Process): number {
	let port = nextPorts.get(process) ?? EPHEMERAL_PORT;
	while (process.listeners.has(port)) port++;
	nextPorts.set(process, port + 1);
	return port;
}

/** `http.Server` of Node: takes connections at a port of its process and emits `request` for each request. */
export class Server extends EventEmitter implements ServerSettings {
	keepAliveTimeout = 5_000;
	keepAliveTimeoutBuffer = 1_000;
	requestTimeout = 300_000;
	headersTimeout = 60_000;
	maxRequestsPerSocket = 0;
	maxConnections = Infinity;
	readonly #connections = new Set<ServerConnection>();
	#listening: { process: Process; port: number; address: string; stop: () => void } | null = null;
	#isClosing = false;
	/** What answers without Node's objects being made for each request, as long as nobody listens to `request`. */
	#directly: ((exchange: ServerExchange) => void) | null = null;

	constructor(options: ServerOptions | null = {}) {
		super();
		if (typeof options !== 'object') throw invalidArgument('options', 'of type object', options);
		for (const [name, value] of Object.entries(options ?? {})) {
			if (WITHOUT_EFFECT.includes(name)) continue;
			if (!OPTIONS.includes(name)) throw new LabUnsupportedError(`node:http server option "${name}"`);
			Reflect.set(this, name, value);
		}
	}

	static answeringDirectly(options: ServerOptions, answer: (exchange: ServerExchange) => void): Server {
		const server = new Server(options);
		server.#directly = answer;
		return server;
	}

	override on(event: string | symbol, listener: (...args: never[]) => void): this {
		if (event === 'upgrade' || event === 'connect' || event === 'checkContinue')
			throw new LabUnsupportedError(`node:http server event "${event}"`);
		return Reflect.apply(super.on, this, [event, listener]);
	}

	get listening(): boolean {
		return this.#listening !== null;
	}

	/** `(port, host, backlog, callback)`, any of them left out, or `({ port, host }, callback)`. */
	listen(...args: unknown[]): this {
		const callback = args.at(-1);
		if (typeof callback === 'function') this.once('listening', () => Reflect.apply(callback, this, []));
		if (this.#listening)
			throw withCode(
				new Error('Listen method has been called more than once without closing.'),
				'ERR_SERVER_ALREADY_LISTEN'
			);
		const { port: wanted, address } = addressIn(args);
		const process = currentProcess();
		const port = wanted === 0 ? freePortOf(process) : wanted;
		if (process.listeners.has(port)) {
			const error = new Error(`listen EADDRINUSE: address already in use ${address}:${port}`);
			const about = { code: 'EADDRINUSE', errno: -98, syscall: 'listen', address, port };
			nextTick(() => this.emit('error', Object.assign(error, about)));
			return this;
		}
		const stop = process.listen(port, (connection) => {
			const isFull = this.#connections.size >= this.maxConnections;
			if (isFull) {
				this.emit('drop', { remoteAddress: connection.remote });
				return connection.close();
			}
			this.#connections.add(new ServerConnection(this.#owner(), process, connection));
			if (this.listenerCount('connection') > 0) this.emit('connection', Socket.of(connection));
		});
		this.#listening = { process, port, address, stop };
		this.#isClosing = false;
		nextTick(() => {
			if (this.#listening) this.emit('listening');
		});
		return this;
	}

	address(): { address: string; family: string; port: number } | null {
		if (!this.#listening) return null;
		const { address, port } = this.#listening;
		return { address, family: address.includes(':') ? 'IPv6' : 'IPv4', port };
	}

	/** Takes no more connections, closes those that are idle, and emits `close` when the last one has ended. */
	close(callback?: (error?: Error) => void): this {
		const listening = this.#listening;
		if (!listening) {
			const error = withCode(new Error('Server is not running.'), 'ERR_SERVER_NOT_RUNNING');
			if (callback) nextTick(() => callback(error));
			return this;
		}
		if (callback) this.once('close', () => callback());
		this.#listening = null;
		this.#isClosing = true;
		listening.stop();
		this.closeIdleConnections();
		this.#endIfEmpty();
		return this;
	}

	closeIdleConnections(): void {
		for (const connection of [...this.#connections]) if (connection.isIdle) connection.close(false);
	}

	closeAllConnections(): void {
		for (const connection of [...this.#connections]) connection.close(false);
	}

	getConnections(callback: (error: Error | null, count: number) => void): this {
		nextTick(() => callback(null, this.#connections.size));
		return this;
	}

	/** A server never keeps a run going: it ends when nothing happens any more. */
	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}

	setTimeout(): never {
		throw new LabUnsupportedError(
			'node:http server.setTimeout()',
			'There are keepAliveTimeout and requestTimeout.'
		);
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await new Promise<void>((resolve) => this.close(() => resolve()));
	}

	#owner() {
		return {
			settings: this,
			onExchange: (exchange: ServerExchange) => this.#take(exchange),
			onClosed: (connection: ServerConnection) => {
				this.#connections.delete(connection);
				this.#endIfEmpty();
			}
		};
	}

	#take(exchange: ServerExchange): void {
		if (this.#directly && this.listenerCount('request') === 0) return this.#directly(exchange);
		const request = new IncomingMessage(exchange.head, exchange.connection);
		const response = new ServerResponse(request, exchange);
		exchange.onPart = (part) => request.receive(part);
		exchange.onLost = () => {
			response.lose();
			request.lose();
		};
		this.emit('request', request, response);
	}

	#endIfEmpty(): void {
		if (!this.#isClosing || this.#connections.size > 0) return;
		this.#isClosing = false;
		nextTick(() => this.emit('close'));
	}
}

function addressIn(args: readonly unknown[]): { port: number; address: string } {
	const [first, second] = args;
	const given = typeof first === 'object' && first !== null ? first : { port: first, host: second };
	const port: unknown = Reflect.get(given, 'port');
	const host: unknown = Reflect.get(given, 'host');
	if (Reflect.get(given, 'path') !== undefined || (typeof first === 'string' && !/^\d+$/.test(first)))
		throw new LabUnsupportedError('Listening at a path of the file system');
	const isNone = port === undefined || port === null || typeof port === 'function';
	const number = isNone ? 0 : Number(port);
	if (!Number.isInteger(number) || number < 0 || number > 65_535)
		throw withCode(
			new RangeError(`options.port should be >= 0 and < 65536. Received ${String(port)}.`),
			'ERR_SOCKET_BAD_PORT'
		);
	return { port: number, address: typeof host === 'string' && host !== '' ? host : '::' };
}
