import { LabUnsupportedError } from '../../kernel/network-error.ts';
import { Body } from '../../runtime/web/body.ts';
import { Request } from '../../runtime/web/request.ts';
import { Response } from '../../runtime/web/response.ts';
import { IncomingMessage } from './incoming-message.ts';
import { reasonOf } from './reasons.ts';
import { completeFields } from './response-fields.ts';
import { Server, type ServerOptions } from './server.ts';
import type { ServerExchange } from './server-exchange.ts';
import { ServerResponse } from './server-response.ts';
import { fieldOf, type Fields } from './wire.ts';

/** What Hono's adapter for Node takes (`@hono/node-server`, 2.0). */
export interface ServeOptions {
	fetch: FetchCallback;
	port?: number;
	hostname?: string;
	serverOptions?: ServerOptions;
	createServer?: unknown;
	/** Of no effect: the classes of the machine are light already, and bodies are taken from the network by themselves. */
	overrideGlobalObjects?: boolean;
	autoCleanupIncoming?: boolean;
}

type FetchCallback = (request: Request, env: object) => unknown;

const KNOWN =
	'fetch port hostname serverOptions createServer overrideGlobalObjects autoCleanupIncoming'.split(' ');

export function createAdaptorServer(options: ServeOptions): Server {
	// An app is given as it is, too: `serve(app)`.
	const isApp = Object.getPrototypeOf(options) !== Object.prototype;
	for (const name of isApp ? [] : Object.keys(options))
		if (!KNOWN.includes(name)) throw new LabUnsupportedError(`@hono/node-server option "${name}"`);
	const { createServer, serverOptions = {}, fetch } = options;
	if (typeof createServer === 'function')
		return Reflect.apply(createServer, undefined, [serverOptions, getRequestListener(fetch)]);
	return Server.answeringDirectly(serverOptions, (exchange) => {
		const sink = new ExchangeSink(exchange);
		void answer(fetch, exchange.head.fields, sink);
	});
}

/** Serves an app, at port 3000 when none is named. */
export function serve(options: ServeOptions, onListening?: (info: object | null) => void): Server {
	const server = createAdaptorServer(options);
	return server.listen(options.port ?? 3000, options.hostname, () => onListening?.(server.address()));
}

/** For a server of `node:http`: what it is to do with each request. */
export function getRequestListener(fetch: FetchCallback) {
	return (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> =>
		answer(fetch, incoming.rawHeaders, new OutgoingSink(incoming, outgoing));
}

/** Where a request comes from and its answer goes. */
interface Sink {
	readonly target: string;
	readonly method: string;
	/** The body of the request. */
	body(): Uint8Array | ReadableStream | null;
	readonly env: object;
	onLost(callback: () => void): void;
	send(status: number, fields: Fields, body: Uint8Array | null): void;
	/** The head; parts follow. */
	begin(status: number, fields: Fields): void;
	part(bytes: Uint8Array): void;
	end(): void;
	destroy(): void;
}

async function answer(fetch: FetchCallback, fields: Fields, sink: Sink): Promise<void> {
	const controller = new AbortController();
	let isOver = false;
	sink.onLost(() => {
		if (!isOver) controller.abort('Client connection prematurely closed.');
	});
	const request = requestOf(sink, fields, controller.signal);
	const response = request ? await responseOf(fetch, request, sink.env) : new Response(null, { status: 400 });
	isOver = await send(response, sink);
}

/** Null when the request has no host, or none that can be. */
function requestOf(sink: Sink, fields: Fields, signal: AbortSignal): Request | null {
	const content = sink.body();
	const headers: [string, string][] = [];
	for (let index = 0; index < fields.length; index += 2)
		headers.push([fields[index] ?? '', fields[index + 1] ?? '']);
	const mayHaveContent = sink.method !== 'GET' && sink.method !== 'HEAD' && content !== null;
	try {
		return new Request(`http://${fieldOf(fields, 'host') ?? ''}${sink.target}`, {
			method: sink.method,
			headers,
			signal,
			...(mayHaveContent && { body: content, duplex: 'half' as const })
		});
	} catch {
		return null;
	}
}

async function responseOf(fetch: FetchCallback, request: Request, env: object): Promise<Response> {
	try {
		const response = await fetch(request, env);
		if (response instanceof Response) return response;
		throw new TypeError('The callback of a server must give a Response.');
	} catch (error) {
		return new Response(null, {
			status: error instanceof Error && error.name === 'TimeoutError' ? 504 : 500
		});
	}
}

/** @returns true when all of it was sent. */
async function send(response: Response, sink: Sink): Promise<boolean> {
	if (response.headers.has('x-hono-already-sent')) return true;
	const content = Body.contentOf(response);
	const fields = fieldsOf(response, content !== null);
	if (!(content instanceof ReadableStream)) {
		sink.send(response.status, fields, content);
		return true;
	}
	const reader = content.getReader();
	// A stream that has failed already cannot be cancelled, and need not be.
	sink.onLost(() => void reader.cancel().catch(() => undefined));
	sink.begin(response.status, fields);
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			sink.part(value);
		}
		sink.end();
		return true;
	} catch {
		sink.destroy();
		return false;
	}
}

/** The adapter writes the type of plain text with a space, where the standard's Response has none. */
function fieldsOf({ headers }: Response, hasBody: boolean): Fields {
	const fields: string[] = [];
	for (const [name, value] of headers)
		fields.push(name, value === 'text/plain;charset=UTF-8' ? 'text/plain; charset=UTF-8' : value);
	if (hasBody && !headers.has('content-type')) fields.push('content-type', 'text/plain; charset=UTF-8');
	return fields;
}

/** The short way: no streams of Node are made, unless the app asks for them. */
class ExchangeSink implements Sink {
	readonly #exchange: ServerExchange;
	#incoming: IncomingMessage | null = null;
	#outgoing: ServerResponse | null = null;
	readonly env: object;
	#lostCallbacks: (() => void)[] = [];

	constructor(exchange: ServerExchange) {
		this.#exchange = exchange;
		const makeIncoming = () => (this.#incoming ??= new IncomingMessage(exchange.head, exchange.connection));
		const makeOutgoing = () => (this.#outgoing ??= new ServerResponse(makeIncoming(), exchange));
		this.env = {
			get incoming() {
				return makeIncoming();
			},
			get outgoing() {
				return makeOutgoing();
			}
		};
		exchange.onLost = () => {
			this.#incoming?.lose();
			this.#outgoing?.lose();
			for (const callback of this.#lostCallbacks) callback();
		};
	}

	get target(): string {
		return this.#exchange.head.target;
	}

	get method(): string {
		return this.#exchange.head.method;
	}

	body(): Uint8Array | ReadableStream | null {
		const { head } = this.#exchange;
		if (head.isWhole) return head.body;
		return new ReadableStream<Uint8Array>({
			start: (controller) => {
				if (head.body) controller.enqueue(head.body.slice());
				this.#exchange.onPart = ({ bytes, isLast }) => {
					if (bytes.length > 0) controller.enqueue(bytes.slice());
					if (isLast) controller.close();
				};
				this.onLost(() => {
					if (!this.#exchange.isRequestWhole) controller.error(new Error('aborted'));
				});
			}
		});
	}

	onLost(callback: () => void): void {
		this.#lostCallbacks = [...this.#lostCallbacks, callback];
	}

	send(status: number, fields: Fields, body: Uint8Array | null): void {
		this.#respond({ status, fields, body, isWhole: true });
	}

	begin(status: number, fields: Fields): void {
		this.#respond({ status, fields, body: null, isWhole: false });
	}

	part(bytes: Uint8Array): void {
		this.#exchange.sendPart(bytes.slice(), false);
	}

	end(): void {
		this.#exchange.sendPart(new Uint8Array(), true);
	}

	destroy(): void {
		this.#exchange.drop();
	}

	#respond(answer: { status: number; fields: Fields; body: Uint8Array | null; isWhole: boolean }): void {
		const exchange = this.#exchange;
		const { status, body, isWhole } = answer;
		const fields = completeFields(exchange, answer, { lengthBytes: isWhole ? (body?.length ?? 0) : null });
		exchange.respond({ status, reason: reasonOf(status), fields, body, isWhole });
	}
}

/** Over the objects of `node:http`, which others may have a hand in. */
class OutgoingSink implements Sink {
	readonly #incoming: IncomingMessage;
	readonly #outgoing: ServerResponse;
	readonly env: object;

	constructor(incoming: IncomingMessage, outgoing: ServerResponse) {
		this.#incoming = incoming;
		this.#outgoing = outgoing;
		this.env = { incoming, outgoing };
	}

	get target(): string {
		return this.#incoming.url;
	}

	get method(): string {
		return this.#incoming.method ?? 'GET';
	}

	body(): ReadableStream | null {
		const { headers } = this.#incoming;
		const hasBody = headers['transfer-encoding'] !== undefined || headers['content-length'] !== undefined;
		if (!hasBody) return null;
		const incoming = this.#incoming;
		return new ReadableStream<Uint8Array>({
			start: (controller) => {
				incoming.on('data', (bytes: Uint8Array) => controller.enqueue(new Uint8Array(bytes)));
				incoming.on('end', () => controller.close());
				incoming.on('error', (error) => controller.error(error));
			}
		});
	}

	onLost(callback: () => void): void {
		this.#outgoing.once('close', () => {
			if (!this.#outgoing.writableFinished) callback();
		});
	}

	send(status: number, fields: Fields, body: Uint8Array | null): void {
		this.#outgoing.writeHead(status, fields);
		if (body) this.#outgoing.end(body);
		else this.#outgoing.end();
	}

	begin(status: number, fields: Fields): void {
		this.#outgoing.writeHead(status, fields);
		this.#outgoing.flushHeaders();
	}

	part(bytes: Uint8Array): void {
		this.#outgoing.write(bytes);
	}

	end(): void {
		this.#outgoing.end();
	}

	destroy(): void {
		this.#outgoing.destroy();
	}
}
