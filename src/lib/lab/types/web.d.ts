/** The platform of the web, as far as servers have it. */
interface EventInit {
	bubbles?: boolean;
	cancelable?: boolean;
	composed?: boolean;
}

declare class Event {
	constructor(type: string, init?: EventInit);
	static readonly NONE: 0;
	static readonly AT_TARGET: 2;
	readonly type: string;
	readonly bubbles: boolean;
	readonly cancelable: boolean;
	readonly composed: boolean;
	readonly target: EventTarget | null;
	readonly srcElement: EventTarget | null;
	readonly currentTarget: EventTarget | null;
	readonly eventPhase: number;
	readonly defaultPrevented: boolean;
	readonly returnValue: boolean;
	/** Virtual time since the run began, in milliseconds. */
	readonly timeStamp: number;
	readonly isTrusted: boolean;
	composedPath(): EventTarget[];
	preventDefault(): void;
	stopPropagation(): void;
	stopImmediatePropagation(): void;
}

declare class CustomEvent<Detail = any> extends Event {
	constructor(type: string, init?: EventInit & { detail?: Detail });
	readonly detail: Detail;
}

declare class MessageEvent<Data = any> extends Event {
	constructor(type: string, init?: EventInit & { data?: Data; origin?: string });
	readonly data: Data;
	readonly origin: string;
}

declare class ErrorEvent extends Event {
	constructor(type: string, init?: EventInit & { message?: string; error?: unknown });
	readonly message: string;
	readonly error: any;
}

type EventListenerOrEventListenerObject = ((event: any) => void) | { handleEvent(event: any): void };

interface AddEventListenerOptions {
	capture?: boolean;
	once?: boolean;
	passive?: boolean;
	signal?: AbortSignal;
}

declare class EventTarget {
	addEventListener(
		type: string,
		callback: EventListenerOrEventListenerObject | null,
		options?: boolean | AddEventListenerOptions
	): void;
	removeEventListener(
		type: string,
		callback: EventListenerOrEventListenerObject | null,
		options?: boolean | { capture?: boolean }
	): void;
	/** False when a listener prevented the default. */
	dispatchEvent(event: Event): boolean;
}

declare class AbortSignal extends EventTarget {
	private constructor();
	readonly aborted: boolean;
	readonly reason: any;
	onabort: ((event: Event) => unknown) | null;
	throwIfAborted(): void;
	static abort(reason?: unknown): AbortSignal;
	/** Aborts after so much virtual time. */
	static timeout(milliseconds: number): AbortSignal;
	static any(signals: Iterable<AbortSignal>): AbortSignal;
}

declare class AbortController {
	readonly signal: AbortSignal;
	abort(reason?: unknown): void;
}

declare class DOMException extends Error {
	constructor(message?: string, options?: string | { name?: string; cause?: unknown });
	readonly code: number;
	static readonly ABORT_ERR: 20;
	static readonly DATA_CLONE_ERR: 25;
}

declare class TextEncoder {
	readonly encoding: 'utf-8';
	encode(text?: string): Uint8Array<ArrayBuffer>;
	encodeInto(text: string, target: Uint8Array): { read: number; written: number };
}

declare class TextDecoder {
	/** utf-8, utf-16le and latin1 (windows-1252). */
	constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
	readonly encoding: string;
	readonly fatal: boolean;
	readonly ignoreBOM: boolean;
	decode(input?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string;
}

declare class URL {
	constructor(url: string | URL, base?: string | URL);
	static canParse(url: string | URL, base?: string | URL): boolean;
	static parse(url: string | URL, base?: string | URL): URL | null;
	href: string;
	readonly origin: string;
	protocol: string;
	username: string;
	password: string;
	host: string;
	hostname: string;
	port: string;
	pathname: string;
	search: string;
	readonly searchParams: URLSearchParams;
	hash: string;
	toString(): string;
	toJSON(): string;
}

declare class URLSearchParams implements Iterable<[string, string]> {
	constructor(init?: string | URLSearchParams | Iterable<readonly [string, string]> | Record<string, string>);
	readonly size: number;
	append(name: string, value: string): void;
	delete(name: string, value?: string): void;
	get(name: string): string | null;
	getAll(name: string): string[];
	has(name: string, value?: string): boolean;
	set(name: string, value: string): void;
	sort(): void;
	forEach(callback: (value: string, name: string, parameters: URLSearchParams) => void): void;
	entries(): IterableIterator<[string, string]>;
	keys(): IterableIterator<string>;
	values(): IterableIterator<string>;
	[Symbol.iterator](): IterableIterator<[string, string]>;
	toString(): string;
}

type HeadersInit = Headers | Iterable<readonly [string, string]> | Record<string, string>;

declare class Headers implements Iterable<[string, string]> {
	constructor(init?: HeadersInit);
	append(name: string, value: string): void;
	delete(name: string): void;
	get(name: string): string | null;
	getSetCookie(): string[];
	has(name: string): boolean;
	set(name: string, value: string): void;
	forEach(callback: (value: string, name: string, headers: Headers) => void): void;
	entries(): IterableIterator<[string, string]>;
	keys(): IterableIterator<string>;
	values(): IterableIterator<string>;
	[Symbol.iterator](): IterableIterator<[string, string]>;
}

type BlobPart = string | ArrayBuffer | ArrayBufferView | Blob;

declare class Blob {
	constructor(parts?: Iterable<BlobPart>, options?: { type?: string });
	readonly size: number;
	readonly type: string;
	text(): Promise<string>;
	arrayBuffer(): Promise<ArrayBuffer>;
	bytes(): Promise<Uint8Array<ArrayBuffer>>;
	slice(start?: number, end?: number, type?: string): Blob;
	stream(): ReadableStream<Uint8Array<ArrayBuffer>>;
}

declare class File extends Blob {
	constructor(parts: Iterable<BlobPart>, name: string, options?: { type?: string; lastModified?: number });
	readonly name: string;
	readonly lastModified: number;
}

declare class FormData implements Iterable<[string, string | File]> {
	append(name: string, value: string | Blob, fileName?: string): void;
	delete(name: string): void;
	get(name: string): string | File | null;
	getAll(name: string): (string | File)[];
	has(name: string): boolean;
	set(name: string, value: string | Blob, fileName?: string): void;
	forEach(callback: (value: string | File, name: string, form: FormData) => void): void;
	entries(): IterableIterator<[string, string | File]>;
	keys(): IterableIterator<string>;
	values(): IterableIterator<string | File>;
	[Symbol.iterator](): IterableIterator<[string, string | File]>;
}

type BodyInit = string | ArrayBuffer | ArrayBufferView | Blob | FormData | URLSearchParams | ReadableStream;

interface Body {
	readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
	readonly bodyUsed: boolean;
	text(): Promise<string>;
	json(): Promise<any>;
	arrayBuffer(): Promise<ArrayBuffer>;
	bytes(): Promise<Uint8Array<ArrayBuffer>>;
	blob(): Promise<Blob>;
	formData(): Promise<FormData>;
}

interface RequestInit {
	method?: string;
	headers?: HeadersInit;
	body?: BodyInit | null;
	signal?: AbortSignal | null;
	redirect?: 'follow' | 'error' | 'manual';
	credentials?: 'omit' | 'same-origin' | 'include';
	cache?: string;
	mode?: string;
	keepalive?: boolean;
	/** Needed where the body is a stream. */
	duplex?: 'half';
	/** An `Agent` of undici: which connections carry this request. */
	dispatcher?: import('undici').Dispatcher;
}

interface Request extends Body {}
declare class Request {
	constructor(input: string | URL | Request, init?: RequestInit);
	readonly url: string;
	readonly method: string;
	readonly headers: Headers;
	readonly signal: AbortSignal;
	readonly redirect: string;
	readonly credentials: string;
	readonly cache: string;
	readonly mode: string;
	readonly keepalive: boolean;
	readonly duplex: 'half';
	clone(): Request;
}

interface ResponseInit {
	status?: number;
	statusText?: string;
	headers?: HeadersInit;
}

interface Response extends Body {}
declare class Response {
	constructor(body?: BodyInit | null, init?: ResponseInit);
	readonly status: number;
	readonly statusText: string;
	readonly ok: boolean;
	readonly headers: Headers;
	readonly type: string;
	readonly url: string;
	readonly redirected: boolean;
	clone(): Response;
	static json(data: unknown, init?: ResponseInit): Response;
	static redirect(url: string | URL, status?: number): Response;
	static error(): Response;
}

/**
 * Asks a host of the lab: a node by its name (`http://api:3000/orders`), or `localhost`. There is no other network:
 * other names fail with ENOTFOUND. `https` is the same connection, to port 443: there is no TLS here.
 */
declare function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;

interface QueuingStrategy<Chunk = any> {
	highWaterMark?: number;
	size?: (chunk: Chunk) => number;
}

declare class ByteLengthQueuingStrategy implements QueuingStrategy<ArrayBufferView> {
	constructor(init: { highWaterMark: number });
	readonly highWaterMark: number;
	readonly size: (chunk: ArrayBufferView) => number;
}

declare class CountQueuingStrategy implements QueuingStrategy {
	constructor(init: { highWaterMark: number });
	readonly highWaterMark: number;
	readonly size: () => 1;
}

interface ReadableStreamController<Chunk> {
	readonly desiredSize: number | null;
	enqueue(chunk: Chunk): void;
	close(): void;
	error(reason?: unknown): void;
}

interface ReadableByteStreamController extends ReadableStreamController<ArrayBufferView> {
	readonly byobRequest: ReadableStreamBYOBRequest | null;
}

interface ReadableStreamBYOBRequest {
	readonly view: Uint8Array | null;
	respond(bytesWritten: number): void;
	respondWithNewView(view: ArrayBufferView): void;
}

interface UnderlyingSource<Chunk> {
	start?(controller: ReadableStreamController<Chunk>): unknown;
	pull?(controller: ReadableStreamController<Chunk>): unknown;
	cancel?(reason: unknown): unknown;
	type?: undefined;
}

interface UnderlyingByteSource {
	start?(controller: ReadableByteStreamController): unknown;
	pull?(controller: ReadableByteStreamController): unknown;
	cancel?(reason: unknown): unknown;
	type: 'bytes';
	autoAllocateChunkSize?: number;
}

type ReadResult<Chunk> = { done: false; value: Chunk } | { done: true; value: undefined };

interface ReadableStreamDefaultReader<Chunk = any> {
	readonly closed: Promise<undefined>;
	read(): Promise<ReadResult<Chunk>>;
	cancel(reason?: unknown): Promise<void>;
	releaseLock(): void;
}

interface ReadableStreamBYOBReader {
	readonly closed: Promise<undefined>;
	read<View extends ArrayBufferView>(view: View): Promise<{ done: boolean; value: View | undefined }>;
	cancel(reason?: unknown): Promise<void>;
	releaseLock(): void;
}

interface StreamPipeOptions {
	preventClose?: boolean;
	preventAbort?: boolean;
	preventCancel?: boolean;
	signal?: AbortSignal;
}

declare class ReadableStream<Chunk = any> implements AsyncIterable<Chunk> {
	constructor(source: UnderlyingByteSource, strategy?: { highWaterMark?: number });
	constructor(source?: UnderlyingSource<Chunk>, strategy?: QueuingStrategy<Chunk>);
	static from<Chunk>(items: Iterable<Chunk> | AsyncIterable<Chunk>): ReadableStream<Chunk>;
	readonly locked: boolean;
	cancel(reason?: unknown): Promise<void>;
	getReader(options: { mode: 'byob' }): ReadableStreamBYOBReader;
	getReader(): ReadableStreamDefaultReader<Chunk>;
	pipeThrough<Out>(
		transform: { readable: ReadableStream<Out>; writable: WritableStream<Chunk> },
		options?: StreamPipeOptions
	): ReadableStream<Out>;
	pipeTo(target: WritableStream<Chunk>, options?: StreamPipeOptions): Promise<void>;
	tee(): [ReadableStream<Chunk>, ReadableStream<Chunk>];
	values(options?: { preventCancel?: boolean }): AsyncIterableIterator<Chunk>;
	[Symbol.asyncIterator](options?: { preventCancel?: boolean }): AsyncIterableIterator<Chunk>;
}

interface WritableStreamDefaultController {
	readonly signal: AbortSignal;
	error(reason?: unknown): void;
}

interface UnderlyingSink<Chunk> {
	start?(controller: WritableStreamDefaultController): unknown;
	write?(chunk: Chunk, controller: WritableStreamDefaultController): unknown;
	close?(): unknown;
	abort?(reason: unknown): unknown;
}

interface WritableStreamDefaultWriter<Chunk = any> {
	readonly closed: Promise<undefined>;
	readonly ready: Promise<undefined>;
	readonly desiredSize: number | null;
	write(chunk?: Chunk): Promise<void>;
	close(): Promise<void>;
	abort(reason?: unknown): Promise<void>;
	releaseLock(): void;
}

declare class WritableStream<Chunk = any> {
	constructor(sink?: UnderlyingSink<Chunk>, strategy?: QueuingStrategy<Chunk>);
	readonly locked: boolean;
	abort(reason?: unknown): Promise<void>;
	close(): Promise<void>;
	getWriter(): WritableStreamDefaultWriter<Chunk>;
}

interface TransformStreamDefaultController<Out> {
	readonly desiredSize: number | null;
	enqueue(chunk: Out): void;
	error(reason?: unknown): void;
	terminate(): void;
}

interface Transformer<In, Out> {
	start?(controller: TransformStreamDefaultController<Out>): unknown;
	transform?(chunk: In, controller: TransformStreamDefaultController<Out>): unknown;
	flush?(controller: TransformStreamDefaultController<Out>): unknown;
}

declare class TransformStream<In = any, Out = any> {
	constructor(
		transformer?: Transformer<In, Out>,
		writableStrategy?: QueuingStrategy<In>,
		readableStrategy?: QueuingStrategy<Out>
	);
	readonly readable: ReadableStream<Out>;
	readonly writable: WritableStream<In>;
}

declare class TextEncoderStream {
	readonly encoding: 'utf-8';
	readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
	readonly writable: WritableStream<string>;
}

declare class TextDecoderStream {
	constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
	readonly encoding: string;
	readonly readable: ReadableStream<string>;
	readonly writable: WritableStream<ArrayBuffer | ArrayBufferView>;
}

declare module 'node:url' {
	const theURL: typeof URL;
	const theParameters: typeof URLSearchParams;
	export { theURL as URL, theParameters as URLSearchParams };
	export function fileURLToPath(url: string | URL): string;
	export function pathToFileURL(path: string): URL;
	export function urlToHttpOptions(url: URL): Record<string, unknown>;
	export function format(
		url: string | URL,
		options?: { auth?: boolean; fragment?: boolean; search?: boolean; unicode?: boolean }
	): string;
	export function resolve(from: string, to: string): string;
	interface UrlParts<Query> {
		protocol: string | null;
		slashes: boolean | null;
		auth: string | null;
		host: string | null;
		port: string | null;
		hostname: string | null;
		hash: string | null;
		search: string | null;
		query: Query;
		pathname: string | null;
		path: string | null;
		href: string;
	}
	/** The old way, which takes parts of an address, too. New code takes `URL`. */
	export function parse(url: string, takesQuery?: false, takesHost?: boolean): UrlParts<string | null>;
	export function parse(
		url: string,
		takesQuery: true,
		takesHost?: boolean
	): UrlParts<Record<string, string | string[] | undefined>>;
	export function domainToASCII(domain: string): string;
}

declare module 'url' {
	export * from 'node:url';
}

declare module 'node:stream/web' {
	const readable: typeof ReadableStream;
	const writable: typeof WritableStream;
	const transform: typeof TransformStream;
	const byteLength: typeof ByteLengthQueuingStrategy;
	const count: typeof CountQueuingStrategy;
	const encoder: typeof TextEncoderStream;
	const decoder: typeof TextDecoderStream;
	export {
		readable as ReadableStream,
		writable as WritableStream,
		transform as TransformStream,
		byteLength as ByteLengthQueuingStrategy,
		count as CountQueuingStrategy,
		encoder as TextEncoderStream,
		decoder as TextDecoderStream
	};
}

declare module 'stream/web' {
	export * from 'node:stream/web';
}
