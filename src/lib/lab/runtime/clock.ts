import { VIRTUAL_TIME } from '../../domain/limits.ts';
import { append, defineGlobal } from './host.ts';
import { runTicks } from './ticks.ts';
import { turn, type Owner } from './turn.ts';

export interface Timer {
	readonly id: number;
	at: number;
	order: number;
	callback: () => unknown;
	everyMs: number | null;
	/** False after `unref()`: it does not keep a program running. */
	isAwaited: boolean;
	/** Who set it: it fires in that one's turn, and never once that one has ended. */
	readonly owner: Owner | null;
	readonly cause: number;
}

/** The virtual clock and its timers: a heap by due time, then by the order of setting. */
export const clock: { now: number; isFrozen: boolean } = { now: VIRTUAL_TIME.beginsAtMs, isFrozen: false };

let heap: Entry[] = [];
const live = new Map<number, Timer>();
/** `setImmediate`: those set before a round began run in it, and no time passes before them. */
let immediates: Timer[] = [];
let round: Timer[] = [];
let roundIndex = 0;
let nextId = 1;
let watchers: (() => boolean)[] = [];

/** The true time since the run began. */
export function elapsedMs(): number {
	return clock.now - VIRTUAL_TIME.beginsAtMs;
}

/** Now, for whose turn it is: a thread that has computed is later than others. */
export function ownNow(): number {
	const { owner } = turn;
	return owner ? Math.max(clock.now, owner.busyUntil) : clock.now;
}

/** What a program of this turn sees as the time since the run began. */
export function ownElapsedMs(): number {
	return ownNow() - VIRTUAL_TIME.beginsAtMs;
}

/** What the clock on the wall of this turn's machine shows, in whole milliseconds. */
function wallNow(): number {
	return Math.floor(ownNow() + (turn.owner?.skewMs ?? 0));
}

/**
 * What is looked at once all that an event led to has run. It gives `true` when something has to go on
 * before the next event. Gives what ends it.
 */
export function afterEvent(callback: () => boolean): () => void {
	append(watchers, callback);
	return () => {
		watchers = watchers.filter((other) => other !== callback);
	};
}

/** What keeps a program going beside its own timers: the lab, while something happens in it. */
export const surroundings = {
	isActive: () => false,
	/** Until when a scenario has been asked to run: a check that waits for that is not late. */
	runsUntil: 0
};

/** Fires what comes next: a timer that is due, an immediate, or else the next timer by `until`. */
export function fireNext(until = Number.POSITIVE_INFINITY): boolean {
	if (watchers.length > 0) {
		turn.owner = null;
		turn.cause = -1;
		for (const watcher of watchers) if (watcher()) return true;
	}
	const immediate = nextImmediate();
	if (immediate) {
		live.delete(immediate.id);
		fire(immediate);
		return true;
	}
	const timer = nextTimer();
	if (
		!timer ||
		timer.at > until ||
		(until === Number.POSITIVE_INFINITY && !surroundings.isActive() && !isAnyAwaited())
	)
		return false;
	take();
	clock.now = Math.max(clock.now, timer.at);
	if (timer.everyMs === null) live.delete(timer.id);
	fire(timer);
	return true;
}

/** In the turn of who set it. What it leaves for promises to do is done before anything else fires. */
function fire(timer: Timer): void {
	const { owner } = timer;
	turn.owner = owner;
	turn.cause = timer.cause;
	try {
		timer.callback();
	} catch (error) {
		if (!owner) throw error;
		owner.uncaught(error);
	} finally {
		if (timer.everyMs !== null && live.get(timer.id) === timer) startTimer(timer, timer.everyMs);
	}
	runTicks();
}

/** Null while a timer is due, for timers of this moment go first unless a round of immediates has begun. */
function nextImmediate(): Timer | null {
	for (;;) {
		const found = round[roundIndex++];
		if (found) {
			if (live.get(found.id) === found && found.owner?.hasEnded !== true) return found;
			continue;
		}
		round = [];
		roundIndex = 0;
		const timer = nextTimer();
		if (immediates.length === 0 || (timer && timer.at <= clock.now)) return null;
		round = immediates;
		immediates = [];
	}
}

function nextTimer(): Timer | null {
	for (;;) {
		const entry = heap[0];
		if (!entry) return null;
		const { timer } = entry;
		const { owner } = timer;
		const isLive = live.get(timer.id) === timer && timer.order === entry.order;
		if (isLive && !owner) return timer;
		if (isLive && owner && !owner.hasEnded) {
			if (owner.busyUntil <= timer.at) return timer;
			postpone(timer, owner.busyUntil);
			continue;
		}
		if (isLive) live.delete(timer.id);
		take();
	}
}

/** The thread of who set it is occupied. Among those that wait for it, the order stays. */
function postpone(timer: Timer, until: number): void {
	take();
	timer.at = until;
	put({ timer, at: until, order: timer.order });
}

function isAnyAwaited(): boolean {
	for (const { isAwaited, owner } of live.values()) if (isAwaited && owner?.isOver !== true) return true;
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
	const { owner, cause } = turn;
	return { id: nextId++, at: 0, order: 0, callback, everyMs, isAwaited: true, owner, cause };
}

/** A timer that fires in another's turn: what a message does to who receives it. */
export function newTimerOf(owner: Owner | null, cause: number, callback: () => unknown): Timer {
	return { id: nextId++, at: 0, order: 0, callback, everyMs: null, isAwaited: true, owner, cause };
}

/** Starts a timer, or starts it anew. */
export function startTimer(timer: Timer, delayMs: number): void {
	timer.at = ownNow() + delayMs;
	timer.order = nextId++;
	live.set(timer.id, timer);
	put({ timer, at: timer.at, order: timer.order });
}

/** At a moment of the clock, whoever's turn it is. @param shift how many of the same moment may go before it. */
export function startTimerAt(timer: Timer, at: number, shift = 0): void {
	timer.at = Math.max(clock.now, at);
	timer.order = nextId++ + shift;
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

interface Entry {
	timer: Timer;
	at: number;
	order: number;
}

/** Both ways through the heap move a hole instead of swapping: an event passes here twice. */
function put(entry: Entry): void {
	append(heap, entry);
	let index = heap.length - 1;
	while (index > 0) {
		const parentIndex = (index - 1) >> 1;
		const parent = heap[parentIndex];
		if (!parent || !isBefore(entry, parent)) break;
		heap[index] = parent;
		index = parentIndex;
	}
	heap[index] = entry;
}

function take(): void {
	const last = heap.pop();
	const { length } = heap;
	if (!last || length === 0) return;
	let index = 0;
	for (;;) {
		let childIndex = 2 * index + 1;
		let child = heap[childIndex];
		if (childIndex >= length || !child) break;
		const right = childIndex + 1 < length ? heap[childIndex + 1] : undefined;
		if (right && isBefore(right, child)) {
			child = right;
			childIndex++;
		}
		if (!isBefore(child, last)) break;
		heap[index] = child;
		index = childIndex;
	}
	heap[index] = last;
}

function isBefore(a: Entry, b: Entry): boolean {
	return a.at < b.at || (a.at === b.at && a.order < b.order);
}

const RealDate = Date;

function VirtualDate(this: unknown, ...args: unknown[]): unknown {
	if (!new.target) return new RealDate(wallNow()).toString();
	return Reflect.construct(RealDate, args.length > 0 ? args : [wallNow()], new.target);
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
		now: { value: wallNow, writable: true, configurable: true },
		parse: { value: RealDate.parse, writable: true, configurable: true },
		UTC: { value: RealDate.UTC, writable: true, configurable: true }
	});
	defineGlobal('Date', VirtualDate);
}
