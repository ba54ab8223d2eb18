declare module 'node:timers/promises' {
	interface WaitOptions {
		signal?: AbortSignal;
		ref?: boolean;
	}
	/** Resolves after so many milliseconds of virtual time. */
	export function setTimeout<Value = void>(
		delayMs?: number,
		value?: Value,
		options?: WaitOptions
	): Promise<Value>;
	export function setImmediate<Value = void>(value?: Value, options?: WaitOptions): Promise<Value>;
	export function setInterval<Value = void>(
		delayMs?: number,
		value?: Value,
		options?: WaitOptions
	): AsyncIterableIterator<Value>;
	export const scheduler: {
		wait(delayMs: number, options?: WaitOptions): Promise<void>;
		yield(): Promise<void>;
	};
}
declare module 'timers/promises' {
	export * from 'node:timers/promises';
}

declare module 'node:timers' {
	const timers: {
		setTimeout: typeof globalThis.setTimeout;
		clearTimeout: typeof globalThis.clearTimeout;
		setInterval: typeof globalThis.setInterval;
		clearInterval: typeof globalThis.clearInterval;
		setImmediate: typeof globalThis.setImmediate;
		clearImmediate: typeof globalThis.clearImmediate;
		promises: typeof import('node:timers/promises');
	};
	export default timers;
	export const setTimeout: typeof globalThis.setTimeout;
	export const clearTimeout: typeof globalThis.clearTimeout;
	export const setInterval: typeof globalThis.setInterval;
	export const clearInterval: typeof globalThis.clearInterval;
	export const setImmediate: typeof globalThis.setImmediate;
	export const clearImmediate: typeof globalThis.clearImmediate;
	export const promises: typeof import('node:timers/promises');
}
declare module 'timers' {
	export * from 'node:timers';
	export { default } from 'node:timers';
}

declare module 'node:path' {
	interface ParsedPath {
		root: string;
		dir: string;
		base: string;
		ext: string;
		name: string;
	}
	interface Path {
		join(...parts: string[]): string;
		resolve(...parts: string[]): string;
		normalize(path: string): string;
		isAbsolute(path: string): boolean;
		dirname(path: string): string;
		basename(path: string, suffix?: string): string;
		extname(path: string): string;
		relative(from: string, to: string): string;
		parse(path: string): ParsedPath;
		format(path: Partial<ParsedPath>): string;
		toNamespacedPath(path: string): string;
		readonly sep: '/';
		readonly delimiter: ':';
		readonly posix: Path;
	}
	const path: Path;
	export default path;
	export const join: Path['join'];
	export const resolve: Path['resolve'];
	export const normalize: Path['normalize'];
	export const isAbsolute: Path['isAbsolute'];
	export const dirname: Path['dirname'];
	export const basename: Path['basename'];
	export const extname: Path['extname'];
	export const relative: Path['relative'];
	export const parse: Path['parse'];
	export const format: Path['format'];
	export const sep: '/';
	export const delimiter: ':';
	export const posix: Path;
}
declare module 'path' {
	export * from 'node:path';
	export { default } from 'node:path';
}
declare module 'node:path/posix' {
	export * from 'node:path';
	export { default } from 'node:path';
}
declare module 'path/posix' {
	export * from 'node:path';
	export { default } from 'node:path';
}

declare module 'node:querystring' {
	type Values = Record<string, string | string[]>;
	interface Querystring {
		parse(
			text: string,
			separator?: string | null,
			equals?: string | null,
			options?: { maxKeys?: number; decodeURIComponent?(text: string): string }
		): Values;
		stringify(
			values: object,
			separator?: string | null,
			equals?: string | null,
			options?: { encodeURIComponent?(text: string): string }
		): string;
		escape(text: string): string;
		unescape(text: string): string;
	}
	const querystring: Querystring & { decode: Querystring['parse']; encode: Querystring['stringify'] };
	export default querystring;
	export const parse: Querystring['parse'];
	export const decode: Querystring['parse'];
	export const stringify: Querystring['stringify'];
	export const encode: Querystring['stringify'];
	export const escape: Querystring['escape'];
	export const unescape: Querystring['unescape'];
}
declare module 'querystring' {
	export * from 'node:querystring';
	export { default } from 'node:querystring';
}

declare module 'node:string_decoder' {
	/** Bytes to text, piece by piece: what is half a character waits for the rest. */
	export class StringDecoder {
		constructor(encoding?: BufferEncoding);
		readonly encoding: BufferEncoding;
		write(bytes: Uint8Array): string;
		end(bytes?: Uint8Array): string;
	}
}
declare module 'string_decoder' {
	export * from 'node:string_decoder';
}

declare module 'node:zlib' {
	type Input = string | ArrayBufferView | ArrayBuffer;
	interface Options {
		/** 0 packs not at all, 9 most. */
		level?: number;
	}
	type Sync = (input: Input, options?: Options) => Buffer;
	interface Asynchronous {
		(input: Input, callback: (error: Error | null, result: Buffer) => void): void;
		(input: Input, options: Options, callback: (error: Error | null, result: Buffer) => void): void;
	}
	export const deflateSync: Sync;
	export const inflateSync: Sync;
	export const deflateRawSync: Sync;
	export const inflateRawSync: Sync;
	export const gzipSync: Sync;
	export const gunzipSync: Sync;
	export const unzipSync: Sync;
	export const deflate: Asynchronous;
	export const inflate: Asynchronous;
	export const deflateRaw: Asynchronous;
	export const inflateRaw: Asynchronous;
	export const gzip: Asynchronous;
	export const gunzip: Asynchronous;
	export const unzip: Asynchronous;
	/** The sum of RFC 1952; `start` continues an earlier one. */
	export function crc32(input: Input, start?: number): number;
	export const constants: Record<string, number>;
}
declare module 'zlib' {
	export * from 'node:zlib';
}

declare module 'node:perf_hooks' {
	export class PerformanceEntry {
		readonly name: string;
		readonly entryType: string;
		readonly startTime: number;
		readonly duration: number;
		readonly detail: unknown;
		toJSON(): object;
	}
	export class PerformanceMark extends PerformanceEntry {}
	export class PerformanceMeasure extends PerformanceEntry {}
	export interface Performance {
		/** Milliseconds of virtual time since the run began: waiting takes time, computing takes none. */
		now(): number;
		readonly timeOrigin: number;
		mark(name: string, options?: { startTime?: number; detail?: unknown }): PerformanceMark;
		measure(
			name: string,
			start?:
				string | { start?: string | number; end?: string | number; duration?: number; detail?: unknown },
			end?: string
		): PerformanceMeasure;
		getEntries(): PerformanceEntry[];
		getEntriesByName(name: string, type?: string): PerformanceEntry[];
		getEntriesByType(type: string): PerformanceEntry[];
		clearMarks(name?: string): void;
		clearMeasures(name?: string): void;
		timerify<Callback>(callback: Callback): Callback;
		toJSON(): object;
	}
	export interface PerformanceEntryList {
		getEntries(): PerformanceEntry[];
		getEntriesByName(name: string): PerformanceEntry[];
		getEntriesByType(type: string): PerformanceEntry[];
	}
	export class PerformanceObserver {
		constructor(callback: (list: PerformanceEntryList, observer: PerformanceObserver) => void);
		static readonly supportedEntryTypes: readonly string[];
		observe(options: { entryTypes: readonly string[] } | { type: string }): void;
		disconnect(): void;
		takeRecords(): PerformanceEntry[];
	}
	export const performance: Performance;
}
declare module 'perf_hooks' {
	export * from 'node:perf_hooks';
}

declare module 'node:process' {
	import { EventEmitter } from 'node:events';

	interface OutputStream {
		readonly isTTY: boolean;
		readonly columns: number;
		readonly fd: number;
		/** Each line that has ended is one of output. */
		write(text: string | Uint8Array, callback?: () => void): boolean;
		write(text: string | Uint8Array, encoding: BufferEncoding, callback?: () => void): boolean;
	}
	export interface Process extends EventEmitter<any> {
		readonly env: Record<string, string | undefined>;
		readonly argv: string[];
		readonly argv0: string;
		readonly execArgv: string[];
		readonly execPath: string;
		readonly platform: string;
		readonly arch: string;
		readonly version: string;
		readonly versions: Record<string, string>;
		readonly pid: number;
		readonly ppid: number;
		title: string;
		exitCode: number | string | undefined;
		readonly stdout: OutputStream;
		readonly stderr: OutputStream;
		cwd(): string;
		/** Seconds of virtual time. */
		uptime(): number;
		hrtime: ((earlier?: readonly [number, number]) => [number, number]) & { bigint(): bigint };
		/** The same in each run. */
		memoryUsage: (() => {
			rss: number;
			heapTotal: number;
			heapUsed: number;
			external: number;
			arrayBuffers: number;
		}) & {
			rss(): number;
		};
		cpuUsage(): { user: number; system: number };
		nextTick<Args extends unknown[]>(callback: (...args: Args) => void, ...args: Args): void;
		emitWarning(warning: string | Error, kind?: string): void;
		/** Does not end a run here: it throws. */
		exit(code?: number): never;
	}
	const process: Process;
	export default process;
	export const env: Process['env'];
	export const argv: Process['argv'];
	export const platform: string;
	export const version: string;
	export const pid: number;
	export const stdout: OutputStream;
	export const stderr: OutputStream;
	export const nextTick: Process['nextTick'];
	export const cwd: Process['cwd'];
	export const hrtime: Process['hrtime'];
	export const uptime: Process['uptime'];
	export const memoryUsage: Process['memoryUsage'];
	export const emitWarning: Process['emitWarning'];
	export const exit: Process['exit'];
}
declare module 'process' {
	export * from 'node:process';
	export { default } from 'node:process';
}

declare module 'node:os' {
	export const EOL: '\n';
	export const devNull: string;
	export function arch(): string;
	export function availableParallelism(): number;
	export function cpus(): { model: string; speed: number; times: Record<string, number> }[];
	export function endianness(): 'LE';
	export function freemem(): number;
	export function totalmem(): number;
	export function homedir(): string;
	export function hostname(): string;
	export function loadavg(): number[];
	export function machine(): string;
	export function platform(): string;
	export function release(): string;
	export function tmpdir(): string;
	export function type(): string;
	export function uptime(): number;
	export function version(): string;
}
declare module 'os' {
	export * from 'node:os';
}

declare module 'node:async_hooks' {
	/**
	 * A value that belongs to a chain of asynchronous work. Here it follows timers, ticks, microtasks,
	 * listeners and `.then`, but not `await`: after one, `getStore()` throws and says so.
	 */
	export class AsyncLocalStorage<Store> {
		constructor(options?: { defaultValue?: Store; name?: string });
		readonly name: string;
		run<Args extends unknown[], Result>(
			store: Store,
			callback: (...args: Args) => Result,
			...args: Args
		): Result;
		exit<Args extends unknown[], Result>(callback: (...args: Args) => Result, ...args: Args): Result;
		getStore(): Store | undefined;
		enterWith(store: Store): void;
		disable(): void;
		static bind<Callback extends (...args: any[]) => unknown>(callback: Callback): Callback;
		static snapshot(): <Args extends unknown[], Result>(
			callback: (...args: Args) => Result,
			...args: Args
		) => Result;
	}
	export class AsyncResource {
		constructor(type: string, options?: object);
		runInAsyncScope<This, Args extends unknown[], Result>(
			callback: (this: This, ...args: Args) => Result,
			thisArg?: This,
			...args: Args
		): Result;
		bind<Callback extends (...args: any[]) => unknown>(callback: Callback): Callback;
		static bind<Callback extends (...args: any[]) => unknown>(callback: Callback, type?: string): Callback;
		emitDestroy(): this;
		asyncId(): number;
		triggerAsyncId(): number;
	}
	export function executionAsyncId(): number;
}
declare module 'async_hooks' {
	export * from 'node:async_hooks';
}
