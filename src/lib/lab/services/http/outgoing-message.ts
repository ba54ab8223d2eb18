import stream from 'readable-stream';
import { LabUnsupportedError } from '../../kernel/network-error.ts';
import { append } from '../../runtime/host.ts';
import { withCode } from '../../runtime/node-errors.ts';
import { nextTick } from '../../runtime/ticks.ts';
import { joined } from '../../runtime/web/blob.ts';
import { HeaderFields, type HeaderValue } from './header-fields.ts';

/**
 * A message that is being written: a request of a client, or an answer of a server (`node:http`).
 *
 * What is written in one turn travels together. A body that is given whole to `end()` has a
 * Content-Length; one that was begun by `write()` is chunked, as in Node.
 */
export abstract class OutgoingMessage extends stream.Writable {
	protected readonly fields = new HeaderFields();
	#isEnding = false;
	#isCommitted = false;
	#isHeadSent = false;
	#isFlushPlanned = false;
	#held: Uint8Array[] = [];

	constructor(options: { autoDestroy?: boolean } = {}) {
		super(options);
	}

	/** From now on the head is fixed. @param lengthBytes null when the body is a stream */
	protected abstract commitHead(lengthBytes: number | null): void;
	protected abstract sendHead(body: Uint8Array, isWhole: boolean): void;
	protected abstract sendPart(bytes: Uint8Array, isLast: boolean): void;
	/** It was destroyed before its end. */
	protected abstract abandon(error: Error | null): void;

	get headersSent(): boolean {
		return this.#isCommitted;
	}

	get finished(): boolean {
		return this.#isEnding;
	}

	setHeader(name: string, value: HeaderValue): this {
		this.#mustBeOpen('set');
		this.fields.set(name, value);
		return this;
	}

	setHeaders(headers: Iterable<readonly [string, HeaderValue]>): this {
		this.#mustBeOpen('set');
		for (const [name, value] of headers) this.fields.set(name, value);
		return this;
	}

	appendHeader(name: string, value: HeaderValue): this {
		this.#mustBeOpen('append');
		this.fields.append(name, value);
		return this;
	}

	getHeader(name: string): HeaderValue | undefined {
		return this.fields.get(name);
	}

	hasHeader(name: string): boolean {
		return this.fields.get(name) !== undefined;
	}

	getHeaders(): Record<string, HeaderValue> {
		return this.fields.toObject();
	}

	getHeaderNames(): string[] {
		return this.fields.names();
	}

	getRawHeaderNames(): string[] {
		return this.fields.rawNames();
	}

	removeHeader(name: string): void {
		this.#mustBeOpen('remove');
		this.fields.delete(name);
	}

	flushHeaders(): void {
		this.#commit(null);
		this.#planFlush();
	}

	addTrailers(): never {
		throw new LabUnsupportedError('node:http trailers');
	}

	override end(...args: unknown[]): this {
		this.#isEnding = true;
		const [chunk] = args;
		const isEmpty = chunk === undefined || chunk === null || typeof chunk === 'function';
		if (isEmpty && !this.destroyed) this.#commit(0);
		Reflect.apply(super.end, this, args);
		return this;
	}

	override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
		this.#commit(this.#isEnding ? chunk.length : null);
		// Whoever wrote it may use the bytes again.
		append(this.#held, chunk.slice());
		if (!this.#isEnding) this.#planFlush();
		done();
	}

	override _final(done: () => void): void {
		this.#flush(true);
		done();
	}

	override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
		if (!this.writableFinished) this.abandon(error);
		done(error);
	}

	#commit(lengthBytes: number | null): void {
		if (this.#isCommitted) return;
		this.commitHead(lengthBytes);
		this.#isCommitted = true;
	}

	#planFlush(): void {
		if (this.#isFlushPlanned) return;
		this.#isFlushPlanned = true;
		nextTick(() => {
			this.#isFlushPlanned = false;
			if (!this.#isEnding && !this.destroyed) this.#flush(false);
		});
	}

	#flush(isLast: boolean): void {
		const bytes = joined(this.#held);
		this.#held = [];
		if (!this.#isHeadSent) {
			this.#isHeadSent = true;
			this.sendHead(bytes, isLast);
		} else if (isLast || bytes.length > 0) this.sendPart(bytes, isLast);
	}

	#mustBeOpen(verb: string): void {
		if (this.#isCommitted)
			throw withCode(
				new Error(`Cannot ${verb} headers after they are sent to the client`),
				'ERR_HTTP_HEADERS_SENT'
			);
	}
}
