import { LabUnsupportedError } from '../../kernel/network-error.ts';
import { withCode } from '../../runtime/node-errors.ts';
import { validateHeaderValue } from './header-fields.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { OutgoingMessage } from './outgoing-message.ts';
import { reasonOf } from './reasons.ts';
import { completeFields } from './response-fields.ts';
import type { ServerExchange } from './server-exchange.ts';
import { Socket } from './socket.ts';
import { fieldOf, type Fields } from './wire.ts';

/** The answer of a server that is being written (`node:http`). */
export class ServerResponse extends OutgoingMessage {
	readonly req: IncomingMessage;
	readonly socket: Socket;
	statusCode = 200;
	statusMessage = '';
	sendDate = true;
	readonly #exchange: ServerExchange;
	#head: { status: number; reason: string; fields: Fields } = { status: 200, reason: '', fields: [] };

	constructor(req: IncomingMessage, exchange: ServerExchange) {
		super();
		this.req = req;
		this.socket = Socket.of(exchange.connection);
		this.#exchange = exchange;
	}

	get connection(): Socket {
		return this.socket;
	}

	writeHead(status: number, reason?: unknown, headers?: unknown): this {
		if (this.headersSent)
			throw withCode(
				new Error('Cannot write headers after they are sent to the client'),
				'ERR_HTTP_HEADERS_SENT'
			);
		if (!(status >= 100 && status <= 999))
			throw withCode(new RangeError(`Invalid status code: ${status}`), 'ERR_HTTP_INVALID_STATUS_CODE');
		this.statusCode = status | 0;
		if (typeof reason === 'string') this.statusMessage = reason;
		this.fields.setAll(typeof reason === 'string' ? headers : (reason ?? headers));
		return this;
	}

	/** The connection is gone: nobody will read this. */
	lose(): void {
		if (!this.writableFinished && !this.destroyed) this.destroy();
	}

	writeContinue(): never {
		throw new LabUnsupportedError('node:http response.writeContinue()');
	}

	writeProcessing(): never {
		throw new LabUnsupportedError('node:http response.writeProcessing()');
	}

	writeEarlyHints(): never {
		throw new LabUnsupportedError('node:http response.writeEarlyHints()');
	}

	setTimeout(): never {
		throw new LabUnsupportedError('node:http response.setTimeout()', 'Set a timer of your own.');
	}

	protected override commitHead(lengthBytes: number | null): void {
		const status = this.statusCode;
		const reason = this.statusMessage || reasonOf(status);
		validateHeaderValue('statusMessage', reason);
		const given = this.fields.toFields();
		if (fieldOf(given, 'connection')?.toLowerCase() === 'close') this.#exchange.isLast = true;
		const about = { lengthBytes, hasDate: this.sendDate };
		const fields = completeFields(this.#exchange, { status, fields: given }, about);
		this.#head = { status, reason, fields };
	}

	protected override sendHead(body: Uint8Array, isWhole: boolean): void {
		this.#exchange.respond({ ...this.#head, body, isWhole });
	}

	protected override sendPart(bytes: Uint8Array, isLast: boolean): void {
		this.#exchange.sendPart(bytes, isLast);
	}

	protected override abandon(): void {
		if (!this.#exchange.isLost) this.socket.destroy();
	}
}
