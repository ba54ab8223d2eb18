import { Body, extractBody, type BodyInit } from './body.ts';
import { newBoundary } from './boundary.ts';
import { Headers, type HeadersInit } from './headers.ts';

export interface RequestInit {
	method?: string;
	headers?: HeadersInit;
	body?: BodyInit;
	signal?: AbortSignal | null;
	redirect?: 'follow' | 'error' | 'manual';
	credentials?: 'omit' | 'same-origin' | 'include';
	cache?: string;
	mode?: string;
	keepalive?: boolean;
	duplex?: 'half';
}

/** What is asked of a server (Fetch Standard, §5.4). A server has no page, so its URL must be whole. */
export class Request extends Body {
	readonly #url: string;
	readonly #method: string;
	readonly #headers: Headers;
	readonly #signal: AbortSignal;
	readonly #init: RequestInit;

	constructor(input: string | URL | Request, init: RequestInit = {}) {
		const from = input instanceof Request ? input : null;
		const url = from?.url ?? urlOf(String(input));
		const method = methodOf(init.method ?? from?.method ?? 'GET');
		const { content, type } =
			init.body === undefined && from !== null
				? { content: from.copyOfBody(), type: null }
				: extractBody(init.body, newBoundary);
		if (content !== null && (method === 'GET' || method === 'HEAD'))
			throw new TypeError('Request with GET/HEAD method cannot have body.');
		if (content instanceof ReadableStream && init.body !== undefined && init.duplex !== 'half')
			throw new TypeError('RequestInit: duplex option is required when sending a body.');
		super(content);
		this.#url = url;
		this.#method = method;
		this.#headers = new Headers(init.headers ?? from?.headers);
		if (type !== null && !this.#headers.has('content-type')) this.#headers.set('content-type', type);
		this.#signal = init.signal ?? from?.signal ?? new AbortController().signal;
		this.#init = { ...from?.options(), ...init };
	}

	get url(): string {
		return this.#url;
	}

	get method(): string {
		return this.#method;
	}

	get headers(): Headers {
		return this.#headers;
	}

	get signal(): AbortSignal {
		return this.#signal;
	}

	get redirect(): string {
		return this.#init.redirect ?? 'follow';
	}

	get credentials(): string {
		return this.#init.credentials ?? 'same-origin';
	}

	get cache(): string {
		return this.#init.cache ?? 'default';
	}

	get mode(): string {
		return this.#init.mode ?? 'cors';
	}

	get keepalive(): boolean {
		return this.#init.keepalive ?? false;
	}

	get duplex(): string {
		return 'half';
	}

	clone(): Request {
		return this.at(this.#url);
	}

	/** The same request elsewhere, as a redirect asks for. */
	at(url: string | URL): Request {
		const content = this.copyOfBody();
		return new Request(url, {
			...this.options(),
			method: this.#method,
			headers: this.#headers,
			signal: this.#signal,
			...(content === null ? {} : { body: content, duplex: 'half' as const })
		});
	}

	private options(): RequestInit {
		const { redirect, credentials, cache, mode, keepalive } = this.#init;
		return { redirect, credentials, cache, mode, keepalive };
	}

	get [Symbol.toStringTag](): string {
		return 'Request';
	}
}

/** What a program of the lab mostly asks for, and what parsing would leave as it is: a parser in this machine is slow. */
const NORMAL =
	/^http:\/\/(?!.*(?:--|\/(?:\.|%2[eE])|:80\/))[a-z][a-z0-9-]*(?::[1-9]\d{0,3})?\/[\w\-.~/%=&]*(?:\?[\w\-.~/%=&]*)?$/;

function urlOf(text: string): string {
	if (NORMAL.test(text)) return text;
	const url = parsedUrl(text);
	if (url.username !== '' || url.password !== '')
		throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${text}`);
	return url.href;
}

function parsedUrl(text: string): URL {
	try {
		return new URL(text);
	} catch (cause) {
		throw new TypeError(`Failed to parse URL from ${text}`, { cause });
	}
}

const NORMALISED = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];
const FORBIDDEN = ['CONNECT', 'TRACE', 'TRACK'];

function methodOf(method: string): string {
	const upper = method.toUpperCase();
	if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method) || FORBIDDEN.includes(upper))
		throw new TypeError(`'${method}' is not a valid HTTP method.`);
	return NORMALISED.includes(upper) ? upper : method;
}
