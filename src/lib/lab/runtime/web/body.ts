import { utf8Bytes, utf8Text } from '../encoding.ts';
import { parseJson } from '../host.ts';
import { Blob, bytesOfBuffer, joined, streamOf } from './blob.ts';
import { FormData, multipartBytes, parseMultipart } from './form-data.ts';
import type { Headers } from './headers.ts';

export type BodyInit =
	| string
	| ArrayBuffer
	| ArrayBufferView
	| Blob
	| FormData
	| URLSearchParams
	| ReadableStream
	| null
	| undefined;

/** What a body is made of, and the type it brings (Fetch Standard, "extract a body"). */
export interface BodySource {
	content: Uint8Array | ReadableStream | null;
	type: string | null;
}

export function extractBody(init: BodyInit, newBoundary: () => string): BodySource {
	if (init === null || init === undefined) return { content: null, type: null };
	if (init instanceof ReadableStream) return { content: init, type: null };
	if (init instanceof Blob) return { content: Blob.bytesOf(init), type: init.type || null };
	if (init instanceof ArrayBuffer || ArrayBuffer.isView(init))
		return { content: bytesOfBuffer(init), type: null };
	if (init instanceof FormData) {
		const boundary = newBoundary();
		return {
			content: multipartBytes(init, boundary),
			type: `multipart/form-data; boundary=${boundary}`
		};
	}
	const type =
		init instanceof URLSearchParams
			? 'application/x-www-form-urlencoded;charset=UTF-8'
			: 'text/plain;charset=UTF-8';
	return { content: utf8Bytes(String(init)), type };
}

/** The half that requests and responses share: a body is read once, in one of several ways. */
export abstract class Body {
	abstract readonly headers: Headers;
	#content: Uint8Array | ReadableStream | null;
	#stream: ReadableStream | null = null;
	#isUsed = false;

	protected constructor(content: Uint8Array | ReadableStream | null) {
		this.#content = content;
	}

	/** Made when it is first looked at: most bodies are read whole. */
	get body(): ReadableStream | null {
		if (this.#content === null) return null;
		this.#stream ??=
			this.#content instanceof ReadableStream ? this.#content : streamOf(this.#content.slice());
		return this.#stream;
	}

	get bodyUsed(): boolean {
		return this.#isUsed || isDisturbed(this.#stream);
	}

	async text(): Promise<string> {
		return withoutMark(utf8Text(await this.#read()));
	}

	async json(): Promise<unknown> {
		return parseJson(await this.text());
	}

	async bytes(): Promise<Uint8Array> {
		return this.#read();
	}

	async arrayBuffer(): Promise<ArrayBuffer> {
		return new Uint8Array(await this.#read()).buffer;
	}

	async blob(): Promise<Blob> {
		const type = this.headers.get('content-type') ?? '';
		return new Blob([await this.#read()], { type });
	}

	async formData(): Promise<FormData> {
		const type = this.headers.get('content-type') ?? '';
		const boundary = /^multipart\/form-data\b.*?boundary="?([^";]+)/i.exec(type)?.[1];
		const bytes = await this.#read();
		if (boundary !== undefined) {
			const form = parseMultipart(bytes, boundary);
			if (form) return form;
		} else if (/^application\/x-www-form-urlencoded\b/i.test(type)) {
			const form = new FormData();
			for (const [name, value] of new URLSearchParams(utf8Text(bytes))) form.append(name, value);
			return form;
		}
		throw new TypeError('Could not parse content as FormData.');
	}

	/** For what sends a body, whole or in parts. */
	static contentOf(body: Body): Uint8Array | ReadableStream | null {
		if (body.bodyUsed || body.#stream?.locked === true)
			throw new TypeError('Body is unusable: Body has already been read');
		return body.#content;
	}

	/** Both get all of it. */
	protected copyOfBody(): Uint8Array | ReadableStream | null {
		if (this.bodyUsed) throw new TypeError('Response.clone: Body has already been consumed.');
		if (this.#content instanceof Uint8Array && this.#stream === null) return this.#content;
		if (this.body === null) return null;
		const [mine, copy] = this.body.tee();
		this.#content = this.#stream = mine;
		return copy;
	}

	async #read(): Promise<Uint8Array> {
		if (this.bodyUsed || this.#stream?.locked === true)
			throw new TypeError('Body is unusable: Body has already been read');
		if (this.#content === null) return new Uint8Array();
		this.#isUsed = true;
		if (this.#content instanceof Uint8Array && this.#stream === null) return this.#content.slice();
		return this.body === null ? new Uint8Array() : readAll(this.body);
	}
}

async function readAll(stream: ReadableStream): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	const reader = stream.getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return joined(parts);
		if (!(value instanceof Uint8Array))
			throw new TypeError('A body that is a stream must be one of Uint8Array chunks.');
		parts.push(value);
	}
}

/** The polyfill keeps this where its own functions look for it; a stream that was never read from is not. */
function isDisturbed(stream: ReadableStream | null): boolean {
	return stream !== null && Reflect.get(stream, '_disturbed') === true;
}

function withoutMark(text: string): string {
	return text.startsWith('\ufeff') ? text.slice(1) : text;
}
