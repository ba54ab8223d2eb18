/** Prints values to the output below the editor. Objects can be opened there. */
declare const console: {
	log(...values: unknown[]): void;
	info(...values: unknown[]): void;
	debug(...values: unknown[]): void;
	warn(...values: unknown[]): void;
	error(...values: unknown[]): void;
	/** Prints an array of records as a table. */
	table(rows: unknown): void;
	dir(value: unknown): void;
	assert(condition: unknown, ...values: unknown[]): void;
	group(...values: unknown[]): void;
	groupCollapsed(...values: unknown[]): void;
	groupEnd(): void;
	count(label?: string): void;
	countReset(label?: string): void;
	/** Time here is virtual: it passes only while the program waits. */
	time(label?: string): void;
	timeLog(label?: string): void;
	timeEnd(label?: string): void;
	trace(...values: unknown[]): void;
};

interface Timeout {
	ref(): this;
	/** It no longer keeps the program running. */
	unref(): this;
	hasRef(): boolean;
	/** Starts it anew, with the same delay. */
	refresh(): this;
	close(): this;
	[Symbol.toPrimitive](): number;
}

interface Immediate {
	ref(): this;
	unref(): this;
	hasRef(): boolean;
}

/** Calls back after so many milliseconds of virtual time, which cost no real time. */
declare function setTimeout<Args extends unknown[]>(
	callback: (...args: Args) => void,
	delayMs?: number,
	...args: Args
): Timeout;
/** A promise's `resolve` can be called back without a value, as Node's own types allow. */
declare function setTimeout(callback: (_: void) => void, delayMs?: number): Timeout;
declare function setInterval<Args extends unknown[]>(
	callback: (...args: Args) => void,
	delayMs?: number,
	...args: Args
): Timeout;
declare function setImmediate<Args extends unknown[]>(
	callback: (...args: Args) => void,
	...args: Args
): Immediate;
declare function setImmediate(callback: (_: void) => void): Immediate;
declare function clearTimeout(timeout: Timeout | number | undefined): void;
declare function clearInterval(timeout: Timeout | number | undefined): void;
declare function clearImmediate(immediate: Immediate | undefined): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<Value>(value: Value): Value;
/** Text of characters up to U+00FF as Base64. */
declare function btoa(text: string): string;
declare function atob(base64: string): string;

declare const performance: import('node:perf_hooks').Performance;

declare const process: import('node:process').Process;
