import { append, defineGlobal } from './host.ts';
import { runTicks } from './ticks.ts';

/** When each run begins: 2023-11-14T22:13:20Z. Time is virtual and moves only when nothing else can happen. */
export const ORIGIN_MS = 1_700_000_000_000;

export interface Timer {
	readonly id: number;
	at: number;
	order: number;
	callback: () => unknown;
	everyMs: number | null;
	/** False after `unref()`: it does not keep a program running. */
	isAwaited: boolean;
}

/** The virtual clock and its timers: a heap by due time, then by the order of setting. */
export const clock = { now: ORIGIN_MS, isFrozen: false };

let heap: { timer: Timer; at: number; order: number }[] = [];
const live = new Map<number, Timer>();
/** `setImmediate`: those set before a turn began run in it, and no time passes before them. */
let immediates: Timer[] = [];
let turn: Timer[] = [];
let turnIndex = 0;
let nextId = 1;

export function elapsedMs(): number {
	return clock.now - ORIGIN_MS;
}

/** Fires what comes next: a timer that is due, an immediate, or else the next timer by `until`. */
export function fireNext(until = Number.POSITIVE_INFINITY): boolean {
	const immediate = nextImmediate();
	if (immediate) {
		live.delete(immediate.id);
		immediate.callback();
		runTicks();
		return true;
	}
	const timer = nextTimer();
	if (!timer || timer.at > until || (until === Number.POSITIVE_INFINITY && !isAnyAwaited())) return false;
	take();
	clock.now = Math.max(clock.now, timer.at);
	if (timer.everyMs === null) live.delete(timer.id);
	try {
		timer.callback();
	} finally {
		if (timer.everyMs !== null && live.get(timer.id) === timer) startTimer(timer, timer.everyMs);
	}
	runTicks();
	return true;
}

/** Null while a timer is due, for timers of this moment go first unless a turn of immediates has begun. */
function nextImmediate(): Timer | null {
	for (;;) {
		const found = turn[turnIndex++];
		if (found) {
			if (live.get(found.id) === found) return found;
			continue;
		}
		turn = [];
		turnIndex = 0;
		const timer = nextTimer();
		if (immediates.length === 0 || (timer && timer.at <= clock.now)) return null;
		turn = immediates;
		immediates = [];
	}
}

function nextTimer(): Timer | null {
	for (;;) {
		const entry = heap[0];
		if (!entry) return null;
		const { timer } = entry;
		if (live.get(timer.id) === timer && timer.order === entry.order) return timer;
		take();
	}
}

function isAnyAwaited(): boolean {
	for (const timer of live.values()) if (timer.isAwaited) return true;
	return false;
}

export function pendingCount(): number {
	return live.size;
}

/** When the last of the pending timers is due; now, when there is none. */
export function lastDueAt(): number {
	let last = clock.now;
	for (const { at } of live.values()) last = Math.max(last, at);
	return last;
}

export function clearAll(): void {
	live.clear();
	heap = [];
	immediates = [];
}

export function newTimer(callback: () => unknown, everyMs: number | null = null): Timer {
	return { id: nextId++, at: 0, order: 0, callback, everyMs, isAwaited: true };
}

/** Starts a timer, or starts it anew. */
export function startTimer(timer: Timer, delayMs: number): void {
	timer.at = clock.now + delayMs;
	timer.order = nextId++;
	live.set(timer.id, timer);
	put({ timer, at: timer.at, order: timer.order });
}

export function startImmediate(timer: Timer): void {
	live.set(timer.id, timer);
	append(immediates, timer);
}

export function stopTimer(id: number): void {
	live.delete(id);
}

/** A timer of the harness; gives what takes it back. */
export function setTimer(callback: () => void, delayMs: number): () => void {
	const timer = newTimer(callback);
	startTimer(timer, boundedDelay(delayMs));
	return () => stopTimer(timer.id);
}

const DELAY_MAX_MS = 2_147_483_647;

/** As in Node, what is no delay is one millisecond. */
export function boundedDelay(delay: unknown): number {
	const wanted = Number(delay);
	return wanted >= 1 && wanted <= DELAY_MAX_MS ? Math.trunc(wanted) : 1;
}

function put(entry: (typeof heap)[number]): void {
	append(heap, entry);
	let index = heap.length - 1;
	while (index > 0) {
		const parent = (index - 1) >> 1;
		if (!swapIfBefore(index, parent)) break;
		index = parent;
	}
}

function take(): void {
	const last = heap.pop();
	if (!last || heap.length === 0) return;
	heap[0] = last;
	let index = 0;
	for (;;) {
		const [left, right] = [2 * index + 1, 2 * index + 2];
		const [leftTimer, rightTimer] = [heap[left], heap[right]];
		const child = leftTimer && rightTimer && isBefore(rightTimer, leftTimer) ? right : left;
		if (!heap[child] || !swapIfBefore(child, index)) break;
		index = child;
	}
}

function isBefore(a: { at: number; order: number }, b: { at: number; order: number }): boolean {
	return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function swapIfBefore(index: number, other: number): boolean {
	const [a, b] = [heap[index], heap[other]];
	if (!a || !b || !isBefore(a, b)) return false;
	heap[index] = b;
	heap[other] = a;
	return true;
}

const RealDate = Date;

function VirtualDate(this: unknown, ...args: unknown[]): unknown {
	if (!new.target) return new RealDate(clock.now).toString();
	return Reflect.construct(RealDate, args.length > 0 ? args : [clock.now], new.target);
}

export function installClock(): void {
	VirtualDate.prototype = RealDate.prototype;
	Object.defineProperty(RealDate.prototype, 'constructor', {
		value: VirtualDate,
		writable: true,
		configurable: true
	});
	Object.defineProperties(VirtualDate, {
		name: { value: 'Date' },
		length: { value: 7 },
		now: { value: () => clock.now, writable: true, configurable: true },
		parse: { value: RealDate.parse, writable: true, configurable: true },
		UTC: { value: RealDate.UTC, writable: true, configurable: true }
	});
	defineGlobal('Date', VirtualDate);
}
