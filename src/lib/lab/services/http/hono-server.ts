import { LabUnsupportedError } from '../../kernel/network-error.ts';
import { Body } from '../../runtime/web/body.ts';
import { Request } from '../../runtime/web/request.ts';
import { Response } from '../../runtime/web/response.ts';
import { ExchangeSink, OutgoingSink, type Sink } from './hono-sinks.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { Server, type ServerOptions } from './server.ts';
import type { ServerResponse } from './server-response.ts';
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
