import { toJson } from '../host.ts';
import { Body, extractBody, type BodyInit } from './body.ts';
import { newBoundary } from './boundary.ts';
import { Headers, type HeadersInit } from './headers.ts';

export interface ResponseInit {
	status?: number;
	statusText?: string;
	headers?: HeadersInit;
}

/** What a server answers (Fetch Standard, §5.5). */
export class Response extends Body {
	readonly #status: number;
	readonly #statusText: string;
	readonly #headers: Headers;
	#type: 'default' | 'basic' | 'error' = 'default';
	#url = '';
	#redirected = false;

	constructor(body?: BodyInit, { status = 200, statusText = '', headers }: ResponseInit = {}) {
		if (!Number.isInteger(status) || status < 200 || status > 599)
			throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
		const { content, type } = extractBody(body, newBoundary);
		if (content !== null && NULL_BODY_STATUS.has(status))
			throw new TypeError(`Response constructor: Invalid response status code ${status}`);
		super(content);
		this.#status = status;
		this.#statusText = String(statusText);
		this.#headers = new Headers(headers);
		if (type !== null && !this.#headers.has('content-type')) this.#headers.set('content-type', type);
	}

	get status(): number {
		return this.#type === 'error' ? 0 : this.#status;
	}

	get statusText(): string {
		return this.#statusText;
	}

	get ok(): boolean {
		return this.status >= 200 && this.status < 300;
	}

	get headers(): Headers {
		return this.#headers;
	}

	get type(): string {
		return this.#type;
	}

	get url(): string {
		return this.#url;
	}

	get redirected(): boolean {
		return this.#redirected;
	}

	clone(): Response {
		const copy = new Response(this.copyOfBody(), {
			status: this.#status,
			statusText: this.#statusText,
			headers: this.#headers
		});
		copy.#type = this.#type;
		copy.#url = this.#url;
		copy.#redirected = this.#redirected;
		return copy;
	}

	get [Symbol.toStringTag](): string {
		return 'Response';
	}

	static json(data: unknown, init: ResponseInit = {}): Response {
		const text = toJson(data);
		if (text === undefined) throw new TypeError('Value is not JSON serializable');
		const headers = new Headers(init.headers);
		if (!headers.has('content-type')) headers.set('content-type', 'application/json');
		return new Response(text, { ...init, headers });
	}

	static redirect(url: string | URL, status = 302): Response {
		if (!REDIRECT_STATUS.has(status)) throw new RangeError(`Invalid status code ${status}`);
		return new Response(null, { status, headers: { location: new URL(String(url)).href } });
	}

	static error(): Response {
		const response = new Response();
		response.#type = 'error';
		return response;
	}

	/** What `fetch` gives: the same answer, that knows where it came from. */
	static received(response: Response, url: string, redirected: boolean): Response {
		response.#type = 'basic';
		response.#url = url;
		response.#redirected = redirected;
		return response;
	}
}

const NULL_BODY_STATUS = new Set([204, 205, 304]);
const REDIRECT_STATUS = new Set([301, 302, 303, 307, 308]);
