import { clearAllMocks, fn, isMockFunction, resetAllMocks, restoreAllMocks, spyOn } from '@vitest/spy';
import { clearAll, clock, fireNext, pendingCount } from './clock.ts';

/** Vitest's `vi` (and Jest's `jest`): spies, and fake timers that are the machine's own clock held still. */
const TIMERS_MAX = 100_000;
const replacedGlobals = new Map<string, PropertyDescriptor | undefined>();

async function settle(): Promise<void> {
	for (let turn = 0; turn < 10; turn++) await null;
}

function fireAll(): void {
	let fired = 0;
	while (fireNext()) {
		if (++fired > TIMERS_MAX)
			throw new Error(`Stopped after ${TIMERS_MAX} timers: one of them may start itself again for ever.`);
	}
}

export const vi = {
	fn,
	spyOn,
	isMockFunction,
	mocked: <Value>(value: Value): Value => value,
	hoisted: <Value>(make: () => Value): Value => make(),
	clearAllMocks: () => chained(clearAllMocks),
	resetAllMocks: () => chained(resetAllMocks),
	restoreAllMocks: () => chained(restoreAllMocks),

	useFakeTimers: () => chained(() => (clock.isFrozen = true)),
	useRealTimers: () => chained(() => (clock.isFrozen = false)),
	isFakeTimers: () => clock.isFrozen,
	setSystemTime: (moment: number | string | Date) => chained(() => (clock.now = new Date(moment).getTime())),
	getMockedSystemTime: () => new Date(clock.now),
	getTimerCount: pendingCount,
	clearAllTimers: () => chained(clearAll),
	advanceTimersByTime: (ms: number) =>
		chained(() => {
			const end = clock.now + ms;
			while (fireNext(end));
			clock.now = end;
		}),
	async advanceTimersByTimeAsync(ms: number) {
		const end = clock.now + ms;
		await settle();
		while (fireNext(end)) await settle();
		clock.now = end;
		return vi;
	},
	advanceTimersToNextTimer: () => chained(() => fireNext()),
	runAllTimers: () => chained(fireAll),
	runOnlyPendingTimers: () =>
		chained(() => {
			for (let left = pendingCount(); left > 0; left--) fireNext();
		}),
	async runAllTimersAsync() {
		await settle();
		for (let fired = 0; fireNext(); fired++) {
			if (fired > TIMERS_MAX)
				throw new Error(`Stopped after ${TIMERS_MAX} timers: one of them may start itself again for ever.`);
			await settle();
		}
		return vi;
	},

	stubGlobal: (name: string, value: unknown) =>
		chained(() => {
			if (!replacedGlobals.has(name))
				replacedGlobals.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
			Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
		}),
	unstubAllGlobals: () =>
		chained(() => {
			for (const [name, descriptor] of replacedGlobals) {
				if (descriptor) Object.defineProperty(globalThis, name, descriptor);
				else Reflect.deleteProperty(globalThis, name);
			}
			replacedGlobals.clear();
		}),
	mock() {
		throw new Error('vi.mock() is not supported here: pass what a function needs as an argument.');
	}
};

function chained(work: () => unknown) {
	work();
	return vi;
}
