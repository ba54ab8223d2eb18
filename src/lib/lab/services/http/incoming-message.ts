import type { Connection } from '../../kernel/connection.ts';
import stream from 'readable-stream';
import { Buffer } from '../../runtime/buffer.ts';
import { LabUnsupportedError } from '../../kernel/network-error.ts';
import { hangUp } from './socket-errors.ts';
import { Socket } from './socket.ts';
import type { BodyPart, Fields, RequestHead, ResponseHead } from './wire.ts';

/** Of these a second one is left out; others are joined (Node, `message.headers`). */
const SINGLE = new Set(
	'age authorization content-length content-type etag expires from host if-modified-since if-unmodified-since last-modified location max-forwards proxy-authorization referer retry-after server user-agent'.split(
		' '
	)
);

/** A request as a server reads it, or an answer as a client does (`node:http`). Its body arrives as a stream. */
export class IncomingMessage extends stream.Readable {
	readonly httpVersion = '1.1';
	readonly httpVersionMajor = 1;
	readonly httpVersionMinor = 1;
	readonly rawHeaders: string[];
	readonly trailers = {};
	readonly rawTrailers: string[] = [];
	readonly socket: Socket;
	method: string | undefined;
	url: string;
	statusCode: number | null = null;
	statusMessage: string | null = null;
	/** The whole message has arrived. */
	complete = false;
	aborted = false;
	#headers: Record<string, string | string[] | undefined> | null = null;

	constructor(head: RequestHead | ResponseHead, connection: Connection) {
		super();
		this.rawHeaders = [...head.fields];
		this.socket = Socket.of(connection);
		this.method = head.kind === 'request' ? head.method : undefined;
		this.url = head.kind === 'request' ? head.target : '';
		if (head.kind === 'response') {
			this.statusCode = head.status;
			this.statusMessage = head.reason;
		}
		if (head.body && head.body.length > 0) this.push(Buffer.from(head.body));
		if (head.isWhole) this.#end();
	}

	get connection(): Socket {
		return this.socket;
	}

	get headers(): Record<string, string | string[] | undefined> {
		return (this.#headers ??= joinedHeaders(this.rawHeaders));
	}

	get headersDistinct(): Record<string, string[]> {
		const distinct: Record<string, string[]> = Object.create(null);
		for (let index = 0; index < this.rawHeaders.length; index += 2) {
			const name = (this.rawHeaders[index] ?? '').toLowerCase();
			(distinct[name] ??= []).push(this.rawHeaders[index + 1] ?? '');
		}
		return distinct;
	}

	setTimeout(): never {
		throw new LabUnsupportedError('node:http message.setTimeout()', 'Set a timer of your own.');
	}

	override _read(): void {
		// What has arrived was pushed already: nothing holds a sender back.
	}

	/** Called by who has the connection. */
	receive({ bytes, isLast }: BodyPart): void {
		if (this.destroyed) return;
		if (bytes.length > 0) this.push(Buffer.from(bytes));
		if (isLast) this.#end();
	}

	/** The connection is gone. Only who listens to `error` gets one, as in Node. */
	lose(error: Error = hangUp('aborted')): void {
		if (this.destroyed) return;
		if (!this.readableEnded) {
			this.aborted = true;
			this.emit('aborted');
		}
		this.destroy(this.listenerCount('error') > 0 ? error : undefined);
	}

	#end(): void {
		this.complete = true;
		this.push(null);
	}
}

function joinedHeaders(fields: Fields): Record<string, string | string[] | undefined> {
	const headers: Record<string, string | string[] | undefined> = {};
	for (let index = 0; index < fields.length; index += 2) {
		const name = (fields[index] ?? '').toLowerCase();
		const value = fields[index + 1] ?? '';
		const known = headers[name];
		if (name === 'set-cookie') headers[name] = [...(Array.isArray(known) ? known : []), value];
		else if (typeof known !== 'string') headers[name] = value;
		else if (!SINGLE.has(name)) headers[name] = `${known}${name === 'cookie' ? '; ' : ', '}${value}`;
	}
	return headers;
}
