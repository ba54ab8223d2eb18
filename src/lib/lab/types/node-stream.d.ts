declare module 'node:stream' {
	import { EventEmitter } from 'node:events';

	type Callback = (error?: Error | null) => void;

	export interface ReadableOptions {
		highWaterMark?: number;
		encoding?: BufferEncoding;
		objectMode?: boolean;
		emitClose?: boolean;
		autoDestroy?: boolean;
		signal?: AbortSignal;
		read?(this: Readable, size: number): void;
		construct?(this: Readable, callback: Callback): void;
		destroy?(this: Readable, error: Error | null, callback: Callback): void;
	}

	export interface WritableOptions {
		highWaterMark?: number;
		objectMode?: boolean;
		decodeStrings?: boolean;
		defaultEncoding?: BufferEncoding;
		emitClose?: boolean;
		autoDestroy?: boolean;
		signal?: AbortSignal;
		write?(this: Writable, chunk: any, encoding: BufferEncoding, callback: Callback): void;
		writev?(this: Writable, chunks: { chunk: any; encoding: BufferEncoding }[], callback: Callback): void;
		final?(this: Writable, callback: Callback): void;
		construct?(this: Writable, callback: Callback): void;
		destroy?(this: Writable, error: Error | null, callback: Callback): void;
	}

	export interface DuplexOptions
		extends
			Omit<ReadableOptions, 'construct' | 'destroy' | 'read'>,
			Omit<WritableOptions, 'construct' | 'destroy' | 'write' | 'writev' | 'final'> {
		allowHalfOpen?: boolean;
		readableObjectMode?: boolean;
		writableObjectMode?: boolean;
		readableHighWaterMark?: number;
		writableHighWaterMark?: number;
		read?(this: Duplex, size: number): void;
		write?(this: Duplex, chunk: any, encoding: BufferEncoding, callback: Callback): void;
		final?(this: Duplex, callback: Callback): void;
		destroy?(this: Duplex, error: Error | null, callback: Callback): void;
	}

	export interface TransformOptions extends Omit<DuplexOptions, 'read' | 'write' | 'final'> {
		transform?(
			this: Transform,
			chunk: any,
			encoding: BufferEncoding,
			callback: (error?: Error | null, data?: any) => void
		): void;
		flush?(this: Transform, callback: (error?: Error | null, data?: any) => void): void;
	}

	export class Stream extends EventEmitter<any> {
		pipe<Destination extends Writable>(destination: Destination, options?: { end?: boolean }): Destination;
	}
	export default Stream;

	interface Reading<Chunk = any> extends AsyncIterable<Chunk> {
		readonly readable: boolean;
		readonly readableFlowing: boolean | null;
		readonly readableEnded: boolean;
		readonly readableLength: number;
		readonly readableHighWaterMark: number;
		readonly readableObjectMode: boolean;
		readonly readableEncoding: BufferEncoding | null;
		read(size?: number): any;
		/** False when enough is waiting to be read. Null ends the stream. */
		push(chunk: any, encoding?: BufferEncoding): boolean;
		unshift(chunk: any): void;
		setEncoding(encoding: BufferEncoding): this;
		pause(): this;
		resume(): this;
		isPaused(): boolean;
		unpipe(destination?: Writable): this;
		map(callback: (chunk: any) => unknown): Readable;
		filter(callback: (chunk: any) => boolean | Promise<boolean>): Readable;
		flatMap(callback: (chunk: any) => unknown): Readable;
		forEach(callback: (chunk: any) => unknown): Promise<void>;
		toArray(): Promise<any[]>;
		some(callback: (chunk: any) => boolean | Promise<boolean>): Promise<boolean>;
		every(callback: (chunk: any) => boolean | Promise<boolean>): Promise<boolean>;
		find(callback: (chunk: any) => boolean | Promise<boolean>): Promise<any>;
		reduce<Result>(
			callback: (sum: Result, chunk: any) => Result | Promise<Result>,
			initial: Result
		): Promise<Result>;
		take(count: number): Readable;
		drop(count: number): Readable;
	}

	interface Ending {
		readonly destroyed: boolean;
		readonly closed: boolean;
		readonly errored: Error | null;
		destroy(error?: Error): this;
	}

	interface Writing {
		readonly writable: boolean;
		readonly writableEnded: boolean;
		readonly writableFinished: boolean;
		readonly writableLength: number;
		readonly writableHighWaterMark: number;
		readonly writableObjectMode: boolean;
		readonly writableNeedDrain: boolean;
		readonly writableCorked: number;
		/** False when the writer should wait for 'drain'. */
		write(chunk: any, callback?: Callback): boolean;
		write(chunk: any, encoding: BufferEncoding, callback?: Callback): boolean;
		end(callback?: () => void): this;
		end(chunk: any, callback?: () => void): this;
		end(chunk: any, encoding: BufferEncoding, callback?: () => void): this;
		cork(): void;
		uncork(): void;
	}

	export interface Readable extends Reading, Ending {}
	export class Readable extends Stream {
		constructor(options?: ReadableOptions);
		static from(source: Iterable<any> | AsyncIterable<any>, options?: ReadableOptions): Readable;
		_read(size: number): void;
		_construct?(callback: Callback): void;
		_destroy(error: Error | null, callback: Callback): void;
	}

	export interface Writable extends Writing, Ending {}
	export class Writable extends Stream {
		constructor(options?: WritableOptions);
		_write(chunk: any, encoding: BufferEncoding, callback: Callback): void;
		_writev?(chunks: { chunk: any; encoding: BufferEncoding }[], callback: Callback): void;
		_construct?(callback: Callback): void;
		_final(callback: Callback): void;
		_destroy(error: Error | null, callback: Callback): void;
	}

	export interface Duplex extends Reading, Writing, Ending {}
	export class Duplex extends Stream {
		constructor(options?: DuplexOptions);
		static from(source: any): Duplex;
		_read(size: number): void;
		_write(chunk: any, encoding: BufferEncoding, callback: Callback): void;
		_final(callback: Callback): void;
		_destroy(error: Error | null, callback: Callback): void;
	}

	export class Transform extends Duplex {
		constructor(options?: TransformOptions);
		_transform(
			chunk: any,
			encoding: BufferEncoding,
			callback: (error?: Error | null, data?: any) => void
		): void;
		_flush(callback: (error?: Error | null, data?: any) => void): void;
	}
	export class PassThrough extends Transform {}

	type Stage = Readable | Writable | Duplex | Iterable<any> | AsyncIterable<any> | ((source: any) => any);
	export function pipeline(stage1: Stage, stage2: Stage, callback: (error?: Error | null) => void): any;
	export function pipeline(
		stage1: Stage,
		stage2: Stage,
		stage3: Stage,
		callback: (error?: Error | null) => void
	): any;
	export function pipeline(
		stage1: Stage,
		stage2: Stage,
		stage3: Stage,
		stage4: Stage,
		callback: (error?: Error | null) => void
	): any;
	export function pipeline(
		stage1: Stage,
		stage2: Stage,
		stage3: Stage,
		stage4: Stage,
		stage5: Stage,
		callback: (error?: Error | null) => void
	): any;
	export function pipeline(first: Stage, second: Stage, ...rest: (Stage | Callback)[]): any;
	export function finished(stream: Readable | Writable | Duplex, callback: Callback): () => void;
	export function compose(...stages: Stage[]): Duplex;
	export function addAbortSignal<Target extends Readable | Writable | Duplex>(
		signal: AbortSignal,
		stream: Target
	): Target;
	export function isReadable(stream: unknown): boolean;
	export function isWritable(stream: unknown): boolean;
	export function isErrored(stream: unknown): boolean;
	export function isDisturbed(stream: unknown): boolean;
	export function getDefaultHighWaterMark(objectMode: boolean): number;
	export function setDefaultHighWaterMark(objectMode: boolean, value: number): void;
	export const promises: typeof import('node:stream/promises');
}
declare module 'stream' {
	export * from 'node:stream';
	export { default } from 'node:stream';
}

declare module 'node:stream/promises' {
	import type { Duplex, Readable, Writable } from 'node:stream';
	type Stage = Readable | Writable | Duplex | Iterable<any> | AsyncIterable<any> | ((source: any) => any);
	export function pipeline(
		first: Stage,
		second: Stage,
		...rest: (Stage | { signal?: AbortSignal; end?: boolean })[]
	): Promise<void>;
	export function finished(
		stream: Readable | Writable | Duplex,
		options?: { signal?: AbortSignal; readable?: boolean; writable?: boolean }
	): Promise<void>;
}
declare module 'stream/promises' {
	export * from 'node:stream/promises';
}
