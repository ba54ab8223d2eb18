declare module 'node:http' {
	import { EventEmitter } from 'node:events';
	import { Readable, Writable } from 'node:stream';

	/** Header fields by names in lower case. */
	export interface IncomingHttpHeaders {
		readonly [name: string]: string | string[] | undefined;
		readonly 'set-cookie'?: string[];
		readonly accept?: string;
		readonly authorization?: string;
		readonly 'cache-control'?: string;
		readonly 'content-length'?: string;
		readonly 'content-type'?: string;
		readonly cookie?: string;
		readonly etag?: string;
		readonly host?: string;
		readonly 'if-none-match'?: string;
		readonly location?: string;
		readonly 'user-agent'?: string;
	}
	export type OutgoingHttpHeader = number | string | string[];
	export type OutgoingHttpHeaders = Record<string, OutgoingHttpHeader | undefined>;

	/** A connection, as requests and responses show it. */
	export interface Socket {
		/** The name of the node at the other end: there are no addresses in the lab. */
		readonly remoteAddress: string;
		readonly destroyed: boolean;
		/** Closes it in order: the other side sees its end. */
		destroy(): this;
		/** The other side gets ECONNRESET. */
		resetAndDestroy(): this;
	}

	/** A request as a server reads it, or an answer as a client does. Its body is the stream. */
	export class IncomingMessage extends Readable {
		private constructor();
		readonly httpVersion: string;
		readonly httpVersionMajor: number;
		readonly httpVersionMinor: number;
		/** Joined where a field came more than once; `set-cookie` is a list. */
		readonly headers: IncomingHttpHeaders;
		readonly headersDistinct: Record<string, string[]>;
		/** Names and values by turns, as they were sent. */
		readonly rawHeaders: string[];
		readonly trailers: Record<string, string>;
		readonly rawTrailers: string[];
		readonly socket: Socket;
		readonly connection: Socket;
		/** Of a request. */
		method?: string;
		/** Of a request: path and query. */
		url?: string;
		/** Of an answer. */
		statusCode?: number;
		statusMessage?: string;
		/** All of it has arrived. */
		readonly complete: boolean;
		readonly aborted: boolean;
	}

	export class OutgoingMessage extends Writable {
		protected constructor();
		/** The head is on its way: its fields cannot change any more. */
		readonly headersSent: boolean;
		readonly finished: boolean;
		setHeader(name: string, value: number | string | readonly string[]): this;
		setHeaders(headers: Headers | Map<string, number | string | readonly string[]>): this;
		/** Adds a value to those there are. */
		appendHeader(name: string, value: string | readonly string[]): this;
		getHeader(name: string): OutgoingHttpHeader | undefined;
		getHeaders(): OutgoingHttpHeaders;
		getHeaderNames(): string[];
		getRawHeaderNames(): string[];
		hasHeader(name: string): boolean;
		removeHeader(name: string): void;
		/** Sends the head before there is a body. */
		flushHeaders(): void;
	}

	/** The answer of a server. `end()` sends it; what is given to `end()` at once has a Content-Length. */
	export class ServerResponse extends OutgoingMessage {
		readonly req: IncomingMessage;
		readonly socket: Socket;
		readonly connection: Socket;
		statusCode: number;
		statusMessage: string;
		sendDate: boolean;
		writeHead(status: number, headers?: OutgoingHttpHeaders | readonly OutgoingHttpHeader[]): this;
		writeHead(
			status: number,
			statusMessage?: string,
			headers?: OutgoingHttpHeaders | readonly OutgoingHttpHeader[]
		): this;
	}

	export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

	export interface ServerOptions {
		/** How long a connection may wait for its next request, in milliseconds. */
		keepAliveTimeout?: number;
		keepAliveTimeoutBuffer?: number;
		/** How long a whole request may take to arrive, in milliseconds. */
		requestTimeout?: number;
		headersTimeout?: number;
		/** Of no effect here. */
		keepAlive?: boolean;
		noDelay?: boolean;
	}

	interface ServerEvents {
		request: [request: IncomingMessage, response: ServerResponse];
		connection: [socket: Socket];
		listening: [];
		close: [];
		error: [error: Error];
		/** A connection more than `maxConnections` was refused. */
		drop: [about: { remoteAddress: string }];
		clientError: [error: Error, socket: Socket];
	}

	/** Takes connections at a port of the node that runs it. Others reach it by that node's name. */
	export class Server extends EventEmitter<ServerEvents> {
		constructor(options?: ServerOptions);
		readonly listening: boolean;
		keepAliveTimeout: number;
		keepAliveTimeoutBuffer: number;
		requestTimeout: number;
		headersTimeout: number;
		/** After so many a connection is closed; 0 is no limit. */
		maxRequestsPerSocket: number;
		maxConnections: number;
		listen(port?: number, callback?: () => void): this;
		listen(port: number, hostname?: string, callback?: () => void): this;
		listen(port: number, hostname?: string, backlog?: number, callback?: () => void): this;
		listen(
			options: { port?: number; host?: string; backlog?: number; signal?: never },
			callback?: () => void
		): this;
		/** Takes no more connections and closes idle ones; calls back when the last one has ended. */
		close(callback?: (error?: Error) => void): this;
		closeIdleConnections(): void;
		closeAllConnections(): void;
		address(): { address: string; family: string; port: number } | null;
		getConnections(callback: (error: Error | null, count: number) => void): this;
		ref(): this;
		unref(): this;
		[Symbol.asyncDispose](): Promise<void>;
	}

	export interface AgentOptions {
		/** Keep connections for the next request. `new Agent()` does not; the global agent does. */
		keepAlive?: boolean;
		/** To one host, at the same time; more requests wait in line. */
		maxSockets?: number;
		/** Idle ones that are kept, to one host: 256 when nothing is said. */
		maxFreeSockets?: number;
		/** An idle one is closed after so many milliseconds. */
		timeout?: number;
		/** Of no effect here. */
		keepAliveMsecs?: number;
		scheduling?: 'lifo';
		noDelay?: boolean;
	}

	export class Agent {
		constructor(options?: AgentOptions);
		readonly keepAlive: boolean;
		readonly maxSockets: number;
		readonly maxFreeSockets: number;
		readonly options: AgentOptions;
		/** Closes idle connections. */
		destroy(): void;
	}
	export const globalAgent: Agent;

	export interface RequestOptions {
		protocol?: 'http:' | null;
		/** The name of a node, or `localhost`. */
		host?: string | null;
		hostname?: string | null;
		port?: number | string | null;
		method?: string;
		/** With its query. */
		path?: string | null;
		headers?: OutgoingHttpHeaders | readonly string[];
		/** `user:password` */
		auth?: string | null;
		/** `false`: a connection for this request only. */
		agent?: Agent | false;
		/** The event `timeout` when nothing came for so many milliseconds. The request goes on until you destroy it. */
		timeout?: number;
		signal?: AbortSignal;
	}

	/** A request that is being written. It is sent by `end()`. */
	export class ClientRequest extends OutgoingMessage {
		private constructor();
		readonly method: string;
		readonly path: string;
		readonly host: string;
		readonly protocol: string;
		readonly agent: Agent;
		/** Its connection has carried others before: ECONNRESET may then only mean that the server had just closed it. */
		readonly reusedSocket: boolean;
		readonly aborted: boolean;
		setTimeout(ms: number, callback?: () => void): this;
		setNoDelay(): void;
		/** @deprecated `destroy()` */
		abort(): void;
	}

	export const METHODS: string[];
	export const STATUS_CODES: Record<string, string>;
	export const maxHeaderSize: number;
	export function createServer(listener?: RequestListener): Server;
	export function createServer(options: ServerOptions, listener?: RequestListener): Server;
	/** Call `end()` on what it gives. */
	export function request(
		options: RequestOptions | string | URL,
		callback?: (response: IncomingMessage) => void
	): ClientRequest;
	export function request(
		url: string | URL,
		options: RequestOptions,
		callback?: (response: IncomingMessage) => void
	): ClientRequest;
	export function get(
		options: RequestOptions | string | URL,
		callback?: (response: IncomingMessage) => void
	): ClientRequest;
	export function get(
		url: string | URL,
		options: RequestOptions,
		callback?: (response: IncomingMessage) => void
	): ClientRequest;
	export function validateHeaderName(name: string, label?: string): void;
	export function validateHeaderValue(name: string, value: unknown): void;
	const http: {
		readonly Agent: typeof Agent;
		readonly ClientRequest: typeof ClientRequest;
		readonly IncomingMessage: typeof IncomingMessage;
		readonly METHODS: typeof METHODS;
		readonly OutgoingMessage: typeof OutgoingMessage;
		readonly STATUS_CODES: typeof STATUS_CODES;
		readonly Server: typeof Server;
		readonly ServerResponse: typeof ServerResponse;
		readonly createServer: typeof createServer;
		readonly get: typeof get;
		readonly globalAgent: typeof globalAgent;
		readonly maxHeaderSize: typeof maxHeaderSize;
		readonly request: typeof request;
		readonly validateHeaderName: typeof validateHeaderName;
		readonly validateHeaderValue: typeof validateHeaderValue;
	};
	export default http;
}
declare module 'http' {
	export * from 'node:http';
	export { default } from 'node:http';
}
