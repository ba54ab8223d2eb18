import { VIRTUAL_TIME } from '../../domain/limits.ts';
import { ownElapsedMs } from './clock.ts';
import { append } from './host.ts';
import { notHere, withCode } from './node-errors.ts';

/** Performance timeline (W3C User Timing) on virtual time: it measures waiting, and computing takes none. */
class PerformanceEntry {
	readonly name: string;
	readonly entryType: string;
	readonly startTime: number;
	readonly duration: number;
	readonly detail: unknown;
	constructor(name: string, entryType: string, startTime: number, duration: number, detail: unknown = null) {
		this.name = name;
		this.entryType = entryType;
		this.startTime = startTime;
		this.duration = duration;
		this.detail = detail;
	}
	toJSON() {
		const { name, entryType, startTime, duration, detail } = this;
		return { name, entryType, startTime, duration, detail };
	}
}
class PerformanceMark extends PerformanceEntry {}
class PerformanceMeasure extends PerformanceEntry {}

let entries: PerformanceEntry[] = [];
let observers: PerformanceObserver[] = [];

function added(entry: PerformanceEntry): PerformanceEntry {
	append(entries, entry);
	for (const observer of observers) observer.take(entry);
	return entry;
}

function timeOf(point: unknown, otherwise: number): number {
	if (point === undefined) return otherwise;
	if (typeof point === 'number') return point;
	const found = entries.findLast(({ name, entryType }) => entryType === 'mark' && name === point);
	if (!found)
		throw withCode(
			new SyntaxError(`The "${String(point)}" performance mark has not been set`),
			'ERR_INVALID_PERFORMANCE_MARK'
		);
	return found.startTime;
}

interface MeasureOptions {
	start?: unknown;
	end?: unknown;
	duration?: number;
	detail?: unknown;
}

function inOrder(list: PerformanceEntry[]): PerformanceEntry[] {
	return list.toSorted((a, b) => a.startTime - b.startTime);
}

function cleared(type: string, name?: string): void {
	entries = entries.filter(
		(entry) => entry.entryType !== type || (name !== undefined && entry.name !== name)
	);
}

export const performance = {
	now: ownElapsedMs,
	timeOrigin: VIRTUAL_TIME.beginsAtMs,
	mark(
		name: string,
		{ startTime = ownElapsedMs(), detail = null }: { startTime?: number; detail?: unknown } = {}
	) {
		return added(new PerformanceMark(String(name), 'mark', startTime, 0, detail));
	},
	measure(name: string, startOrOptions?: string | MeasureOptions, endMark?: string) {
		const options =
			typeof startOrOptions === 'object' ? startOrOptions : { start: startOrOptions, end: endMark };
		const isFromEnd = options.start === undefined && options.duration !== undefined;
		const end =
			options.end === undefined && options.duration !== undefined
				? timeOf(options.start, 0) + options.duration
				: timeOf(options.end, ownElapsedMs());
		const start = isFromEnd ? end - (options.duration ?? 0) : timeOf(options.start, 0);
		return added(new PerformanceMeasure(String(name), 'measure', start, end - start, options.detail ?? null));
	},
	getEntries: () => inOrder(entries),
	getEntriesByName: (name: string, type?: string) =>
		inOrder(entries.filter((entry) => entry.name === name && (!type || entry.entryType === type))),
	getEntriesByType: (type: string) => inOrder(entries.filter(({ entryType }) => entryType === type)),
	clearMarks: (name?: string) => cleared('mark', name),
	clearMeasures: (name?: string) => cleared('measure', name),
	timerify: <Callback>(callback: Callback): Callback => callback,
	toJSON: () => ({ timeOrigin: VIRTUAL_TIME.beginsAtMs })
};

class PerformanceObserver {
	readonly #callback: (list: unknown, observer: PerformanceObserver) => void;
	#types: readonly string[] = [];
	#seen: PerformanceEntry[] = [];
	static readonly supportedEntryTypes: readonly string[] = ['mark', 'measure'];
	constructor(callback: (list: unknown, observer: PerformanceObserver) => void) {
		this.#callback = callback;
	}
	observe({ entryTypes, type }: { entryTypes?: readonly string[]; type?: string }) {
		this.#types = entryTypes ?? (type ? [type] : []);
		observers = [...observers.filter((observer) => observer !== this), this];
	}
	disconnect() {
		observers = observers.filter((observer) => observer !== this);
	}
	takeRecords(): PerformanceEntry[] {
		const seen = this.#seen;
		this.#seen = [];
		return seen;
	}
	take(entry: PerformanceEntry): void {
		if (!this.#types.includes(entry.entryType)) return;
		if (this.#seen.length === 0) queueMicrotask(() => this.#deliver());
		append(this.#seen, entry);
	}
	#deliver(): void {
		const seen = this.takeRecords();
		const by = (test: (entry: PerformanceEntry) => boolean) => seen.filter(test);
		if (seen.length === 0) return;
		this.#callback(
			{
				getEntries: () => [...seen],
				getEntriesByName: (name: string) => by((entry) => entry.name === name),
				getEntriesByType: (type: string) => by((entry) => entry.entryType === type)
			},
			this
		);
	}
}

const refused = (name: string) => () => {
	throw notHere(`perf_hooks.${name}`, 'Time is virtual here.');
};

export const perfHooks = {
	performance,
	PerformanceEntry,
	PerformanceMark,
	PerformanceMeasure,
	PerformanceObserver,
	monitorEventLoopDelay: refused('monitorEventLoopDelay'),
	eventLoopUtilization: refused('eventLoopUtilization'),
	createHistogram: refused('createHistogram'),
	constants: {}
};
