import { currentProcess } from '../../kernel/current.ts';
import type { NetworkError } from '../../kernel/network-error.ts';
import type { Process } from '../../kernel/process.ts';
import { append } from '../../runtime/host.ts';
import { Body } from '../../runtime/web/body.ts';
import type { Request } from '../../runtime/web/request.ts';
import { Response } from '../../runtime/web/response.ts';
import { awaitedTimer } from './awaited-timer.ts';
import { BAD_PORTS } from './bad-ports.ts';
import { ClientExchange } from './client-exchange.ts';
import { decoderOf, type Decoder } from './content-encoding.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { Origin } from './pool.ts';
import { bodyTimeoutError, headersTimeoutError, otherSideClosed, socketError } from './socket-errors.ts';
import { fieldOf, mayHaveBody, type BodyPart, type Fields, type ResponseHead } from './wire.ts';

/** Asks a server of the lab once, without following where its answer points (Fetch Standard, "HTTP-network fetch"). */
export function networkFetch(request: Request, dispatcher: Dispatcher): Promise<Response> {
	return new Promise((resolve, reject) => {
		const [, port] = /:(\d+)(?:[/?#]|$)/.exec(request.url) ?? [];
		if (port !== undefined && BAD_PORTS.has(port))
			throw new TypeError('fetch failed', { cause: new Error('bad port') });
		new FetchExchange(request, dispatcher, { resolve, reject });
	});
}

interface Settle {
	resolve(response: Response): void;
	reject(error: unknown): void;
}

class FetchExchange {
	readonly #settle: Settle;
	readonly #request: Request;
	readonly #dispatcher: Dispatcher;
	readonly #process: Process;
	readonly #origin: Origin;
	readonly #exchange: ClientExchange;
	#body: ReadableStreamController<Uint8Array> | null = null;
	#stopTimer: () => void = () => undefined;
	#isOver = false;
	#decoder: Decoder | null = null;
	readonly #encoded: Uint8Array[] = [];

	constructor(request: Request, dispatcher: Dispatcher, settle: Settle) {
		this.#settle = settle;
		this.#request = request;
		this.#dispatcher = dispatcher;
		this.#process = currentProcess();
		const { host, target, origin } = partsOf(request.url);
		this.#origin = origin;
		const content = Body.contentOf(request);
		const bytes = content instanceof Uint8Array ? content : null;
		request.signal.addEventListener('abort', this.#abort, { once: true });
		this.#startTimer(dispatcher.headersTimeoutMs, headersTimeoutError);
		this.#exchange = new ClientExchange(
			dispatcher.poolOf(this.#process, this.#origin),
			{
				kind: 'request',
				method: request.method,
				target,
				fields: fieldsOf(request, host, content),
				body: bytes,
				isWhole: content === bytes
			},
			{
				onHead: (head) => this.#receiveHead(head),
				onPart: (part) => this.#receivePart(part),
				onUnreachable: (error) => this.#fail(this.#named(error)),
				onLost: (error: NetworkError | null) => this.#fail(error ? this.#named(error) : otherSideClosed())
			}
		);
		if (content instanceof ReadableStream) void this.#sendStream(content);
	}

	readonly #abort = (): void => {
		this.#exchange.abort();
		this.#end();
		const { reason } = this.#request.signal;
		if (this.#body) this.#body.error(reason);
		else this.#settle.reject(reason);
	};

	#named(error: unknown): Error {
		return socketError(error, this.#origin, [...this.#process.simulation.nodes.keys()]);
	}

	#fail(cause: Error): void {
		if (this.#isOver) return;
		this.#end();
		if (this.#body) this.#body.error(new TypeError('terminated', { cause }));
		else this.#settle.reject(new TypeError('fetch failed', { cause }));
	}

	#end(): void {
		this.#isOver = true;
		this.#stopTimer();
		this.#request.signal.removeEventListener('abort', this.#abort);
	}

	#startTimer(timeoutMs: number, errorOf: () => Error): void {
		this.#stopTimer();
		if (timeoutMs === 0) return;
		this.#stopTimer = awaitedTimer(this.#process, timeoutMs, () => {
			this.#exchange.abort();
			this.#fail(errorOf());
		});
	}

	#receiveHead({ status, reason, fields, body, isWhole }: ResponseHead): void {
		const init = { status, statusText: reason, headers: pairsOf(fields) };
		const hasBody = mayHaveBody(this.#request.method, status);
		const decoder = hasBody ? decoderOf(fieldOf(fields, 'content-encoding')) : null;
		if (hasBody && (!isWhole || decoder)) {
			this.#settle.resolve(new Response(this.#stream(decoder), init));
			this.#receivePart({ kind: 'part', bytes: body ?? new Uint8Array(), isLast: isWhole });
			return;
		}
		this.#end();
		this.#settle.resolve(new Response(hasBody ? (body ?? new Uint8Array()) : null, init));
	}

	/** What is encoded is collected, and read when it is whole. */
	#stream(decoder: Decoder | null): ReadableStream<Uint8Array> {
		this.#decoder = decoder;
		return new ReadableStream<Uint8Array>({
			start: (controller) => {
				this.#body = controller;
			},
			cancel: () => {
				this.#exchange.abort();
				this.#end();
			}
		});
	}

	#receivePart({ bytes, isLast }: BodyPart): void {
		if (this.#isOver || !this.#body) return;
		if (this.#decoder) append(this.#encoded, bytes);
		else if (bytes.length > 0) this.#body.enqueue(bytes.slice());
		if (!isLast) return this.#startTimer(this.#dispatcher.bodyTimeoutMs, bodyTimeoutError);
		try {
			if (this.#decoder) this.#body.enqueue(new Uint8Array(this.#decoder(this.#encoded)));
		} catch (error) {
			return this.#fail(error instanceof Error ? error : new Error(String(error)));
		}
		this.#end();
		this.#body.close();
	}

	async #sendStream(stream: ReadableStream): Promise<void> {
		const reader = stream.getReader();
		try {
			for (;;) {
				const { done, value } = await reader.read();
				if (this.#isOver) return void reader.cancel().catch(() => undefined);
				if (done) return this.#exchange.sendPart(new Uint8Array(), true);
				if (!(value instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
				this.#exchange.sendPart(value.slice(), false);
			}
		} catch (error) {
			this.#exchange.abort();
			this.#fail(error instanceof Error ? error : new Error(String(error)));
		}
	}
}

/** Of a URL that was parsed before. There is no TLS in the lab: `https` is the same connection, to port 443. */
function partsOf(url: string): { host: string; target: string; origin: Origin } {
	const [, scheme = '', name = '', port = '', target = ''] =
		/^(https?):\/\/([^/?#]*?)(?::(\d+))?([/?][^#]*)?(?:#.*)?$/s.exec(url) ?? [];
	return {
		host: port === '' ? name : `${name}:${port}`,
		target,
		origin: { host: name.replace(/^\[|\]$/g, ''), port: Number(port) || (scheme === 'https' ? 443 : 80) }
	};
}

/** In the order of undici. */
function fieldsOf(request: Request, host: string, content: Uint8Array | ReadableStream | null): Fields {
	const { headers, method } = request;
	// As undici: some servers answer HEAD with a body, and would be misread on a connection that is kept.
	const fields = ['host', host, 'connection', method === 'HEAD' ? 'close' : 'keep-alive'];
	for (const [name, value] of headers) fields.push(name, value);
	for (const [name, value] of [
		['accept', '*/*'],
		['accept-language', '*'],
		['sec-fetch-mode', request.mode],
		['user-agent', 'node'],
		['accept-encoding', 'gzip, deflate']
	] as const)
		if (!headers.has(name)) fields.push(name, value);
	const lengthBytes = content === null ? 0 : content instanceof Uint8Array ? content.length : null;
	if (lengthBytes === null) fields.push('transfer-encoding', 'chunked');
	else if (lengthBytes > 0 || method === 'POST' || method === 'PUT')
		fields.push('content-length', String(lengthBytes));
	return fields;
}

function pairsOf(fields: Fields): [string, string][] {
	const pairs: [string, string][] = [];
	for (let index = 0; index < fields.length; index += 2)
		pairs.push([fields[index] ?? '', fields[index + 1] ?? '']);
	return pairs;
}
