import { clearAll, clock, fireNext, lastDueAt, pendingCount } from './clock.ts';
import { holdClock, realNow, releaseClock, sleep } from './deadlines.ts';

/**
 * Vitest's and Jest's fake timers: the machine's own clock held still, and moved by hand. Timers of
 * `node:timers` are held with it. Only `Date` may be set apart from it, by `setSystemTime`.
 */
const TIMERS_MAX = 10_000;

/** By then also what does not keep a program running has fired. */
const EVER = Number.MAX_VALUE;

const RealDate = Date;
const date: { isFaked: boolean; offsetMs: number; fixedMs: number | null } = {
	isFaked: false,
	offsetMs: 0,
	fixedMs: null
};

function fakeNow(): number {
	return date.fixedMs ?? clock.now + date.offsetMs;
}

function FakeDate(this: unknown, ...args: unknown[]): unknown {
	if (!new.target) return new RealDate(fakeNow()).toString();
	return Reflect.construct(RealDate, args.length > 0 ? args : [fakeNow()], new.target);
}
FakeDate.prototype = RealDate.prototype;
Object.defineProperties(FakeDate, {
	name: { value: 'Date' },
	length: { value: 7 },
	now: { value: () => fakeNow(), writable: true, configurable: true },
	parse: { value: RealDate.parse, writable: true, configurable: true },
	UTC: { value: RealDate.UTC, writable: true, configurable: true }
});

function setDate(value: unknown): void {
	Object.defineProperty(globalThis, 'Date', { value, writable: true, configurable: true });
}

type Moment = number | string | Date;

export interface FakeTimersConfig {
	now?: Moment;
	toFake?: readonly string[];
	toNotFake?: readonly string[];
	doNotFake?: readonly string[];
	shouldAdvanceTime?: boolean;
	advanceTimers?: boolean | number;
}

const TIMER_NAMES = ['setTimeout', 'setInterval', 'setImmediate'];

export function useFakeTimers(config: FakeTimersConfig | string | undefined): void {
	const { now, toFake, toNotFake, doNotFake, shouldAdvanceTime, advanceTimers } = Object(config ?? {});
	const kept: readonly string[] = toNotFake ?? doNotFake ?? [];
	const isFaked = (name: string) => (Array.isArray(toFake) ? toFake.includes(name) : !kept.includes(name));
	releaseClock();
	const areTimersFaked = TIMER_NAMES.some(isFaked);
	if (areTimersFaked && !shouldAdvanceTime && !advanceTimers) holdClock();
	date.offsetMs = 0;
	date.fixedMs = null;
	date.isFaked = isFaked('Date');
	isOn = true;
	if (!date.isFaked) return;
	if (!areTimersFaked) date.fixedMs = clock.now;
	setDate(FakeDate);
	if (now !== undefined) setSystemTime(now);
}

let isOn = false;

/** Timers that were faked are gone, as those of Vitest are. */
export function useRealTimers(): void {
	if (clock.isFrozen) clearAll();
	releaseClock();
	isOn = false;
	date.isFaked = false;
	date.fixedMs = null;
	setDate(RealDate);
}

export function isFakeTimers(): boolean {
	return isOn;
}

/** Without fake timers, `Date` alone stands still at the moment. */
export function setSystemTime(moment?: Moment): void {
	const ms = moment === undefined ? realNow() : new RealDate(moment).getTime();
	if (isOn && date.isFaked && date.fixedMs === null) date.offsetMs = ms - clock.now;
	else date.fixedMs = ms;
	setDate(FakeDate);
}

export function getMockedSystemTime(): Date | null {
	return isOn || date.fixedMs !== null ? new RealDate(fakeNow()) : null;
}

export function mockedNow(): number {
	return isOn || date.fixedMs !== null ? fakeNow() : clock.now;
}

function requireOn(): void {
	if (!isOn) {
		throw new Error(
			'A function to advance timers was called but the timers APIs are not mocked. Call `vi.useFakeTimers()` in the test file first.'
		);
	}
}

export function advanceBy(ms: number): void {
	requireOn();
	const end = clock.now + ms;
	for (let fired = 0; fireNext(end); fired++) requireFewer(fired);
	clock.now = Math.max(clock.now, end);
	if (date.fixedMs !== null) date.fixedMs += ms;
}

export async function advanceByAsync(ms: number): Promise<void> {
	requireOn();
	const end = clock.now + ms;
	await settle();
	for (let fired = 0; fireNext(end); fired++) {
		requireFewer(fired);
		await settle();
	}
	clock.now = Math.max(clock.now, end);
	if (date.fixedMs !== null) date.fixedMs += ms;
}

export function advanceIfFake(ms: number): void {
	if (isOn) advanceBy(ms);
}

export function fireOne(): void {
	requireOn();
	fireNext(EVER);
}

export async function fireOneAsync(): Promise<void> {
	requireOn();
	await settle();
	fireNext(EVER);
	await settle();
}

export function fireAll(): void {
	requireOn();
	for (let fired = 0; fireNext(EVER); fired++) requireFewer(fired);
}

export async function fireAllAsync(): Promise<void> {
	requireOn();
	await settle();
	for (let fired = 0; fireNext(EVER); fired++) {
		requireFewer(fired);
		await settle();
	}
}

/** Up to the last of those that are pending now; later ones that they set are left. */
export function firePending(): void {
	advanceBy(lastDueAt() - clock.now);
}

export function firePendingAsync(): Promise<void> {
	return advanceByAsync(lastDueAt() - clock.now);
}

export { clearAll as clearAllTimers, pendingCount as getTimerCount };

function requireFewer(fired: number): void {
	if (fired >= TIMERS_MAX)
		throw new Error(`Aborting after running ${TIMERS_MAX} timers, assuming an infinite loop!`);
}

/** All that promises have to do is done when the harness's own next timer fires. */
function settle(): Promise<void> {
	return sleep(0);
}
