import { IncomingMessage } from './incoming-message.ts';
import { reasonOf } from './reasons.ts';
import { completeFields } from './response-fields.ts';
import type { ServerExchange } from './server-exchange.ts';
import { ServerResponse } from './server-response.ts';
import type { Fields } from './wire.ts';

/** Where a request comes from and its answer goes. */
export interface Sink {
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

/** The short way: no streams of Node are made, unless the app asks for them. */
export class ExchangeSink implements Sink {
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
export class OutgoingSink implements Sink {
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
