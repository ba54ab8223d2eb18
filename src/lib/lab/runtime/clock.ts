import { append, defineGlobal } from './host.ts';

/** When each run begins: 2023-11-14T22:13:20Z. Time is virtual and moves only when nothing else can happen. */
const ORIGIN_MS = 1_700_000_000_000;
const DELAY_MAX_MS = 2_147_483_647;

interface Timer {
	id: number;
	at: number;
	order: number;
	callback: (...args: unknown[]) => unknown;
	args: unknown[];
	everyMs: number | null;
}

/** The virtual clock and its timers: a heap by due time, then by the order of setting. */
export const clock = { now: ORIGIN_MS, isFrozen: false };

let heap: Timer[] = [];
const live = new Map<number, Timer>();
let nextId = 1;

export function elapsedMs(): number {
	return clock.now - ORIGIN_MS;
}

/** Fires the next timer that is due by `until`; false when there is none. */
export function fireNext(until = Number.POSITIVE_INFINITY): boolean {
	for (;;) {
		const timer = heap[0];
		if (!timer || timer.at > until) return false;
		take();
		if (live.get(timer.id) !== timer) continue;
		clock.now = Math.max(clock.now, timer.at);
		if (timer.everyMs === null) live.delete(timer.id);
		else put({ ...timer, at: clock.now + timer.everyMs, order: nextId++ });
		timer.callback(...timer.args);
		return true;
	}
}

export function pendingCount(): number {
	return live.size;
}

export function clearAll(): void {
	live.clear();
	heap = [];
}

/** What `setTimeout` returns in Node, as far as programs use it. */
class Timeout {
	readonly #id: number;
	constructor(id: number) {
		this.#id = id;
	}
	ref() {
		return this;
	}
	unref() {
		return this;
	}
	hasRef() {
		return true;
	}
	close() {
		live.delete(this.#id);
	}
	[Symbol.toPrimitive]() {
		return this.#id;
	}
}

function schedule(callback: unknown, delay: unknown, args: unknown[], repeats: boolean): Timeout {
	if (typeof callback !== 'function')
		throw new TypeError('The "callback" argument must be of type function.');
	const wanted = Number(delay);
	const delayMs = wanted >= 1 && wanted <= DELAY_MAX_MS ? Math.trunc(wanted) : 1;
	const id = nextId++;
	put({
		id,
		at: clock.now + delayMs,
		order: id,
		callback: (...given) => callback(...given),
		args,
		everyMs: repeats ? delayMs : null
	});
	return new Timeout(id);
}

export function setTimer(callback: () => void, delayMs: number): () => void {
	const timeout = schedule(callback, delayMs, [], false);
	return () => timeout.close();
}

function clear(handle: unknown): void {
	if (handle !== undefined && handle !== null) live.delete(Number(handle));
}

function isBefore(a: Timer, b: Timer): boolean {
	return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function put(timer: Timer): void {
	live.set(timer.id, timer);
	append(heap, timer);
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
	defineGlobal('setTimeout', function setTimeout(callback: unknown, delay?: unknown, ...args: unknown[]) {
		return schedule(callback, delay, args, false);
	});
	defineGlobal('setInterval', function setInterval(callback: unknown, delay?: unknown, ...args: unknown[]) {
		return schedule(callback, delay, args, true);
	});
	defineGlobal('setImmediate', function setImmediate(callback: unknown, ...args: unknown[]) {
		return schedule(callback, 0, args, false);
	});
	for (const name of ['clearTimeout', 'clearInterval', 'clearImmediate']) defineGlobal(name, clear);

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
	defineGlobal('performance', { now: elapsedMs, timeOrigin: ORIGIN_MS });
}
