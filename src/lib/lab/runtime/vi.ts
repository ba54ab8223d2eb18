import { clearAllMocks, fn, isMockFunction, resetAllMocks, restoreAllMocks, spyOn } from '@vitest/spy';
import { defaults } from './check-tree.ts';
import { realNow, sleep } from './deadlines.ts';
import * as timers from './fake-timers.ts';
import { runTicks } from './ticks.ts';
import {
	restoreProperties,
	replaceProperty,
	stubEnv,
	stubGlobal,
	unstubAllEnvs,
	unstubAllGlobals
} from './stubs.ts';

/** Vitest's `vi`: spies, fake timers, stubs. */
type Settings = { testTimeout?: number; hookTimeout?: number };

const noMocks = (name: string) => () => {
	throw new Error(
		`${name}() is not supported here: modules cannot be replaced. Pass what a function needs as an argument, or use vi.spyOn() on an object.`
	);
};

/** In the words of the machine when what shall be spied on is built in and locked. */
function spyOnUnlocked(target: object, key: PropertyKey, accessor?: 'get' | 'set'): unknown {
	const descriptor = isObject(target) ? Object.getOwnPropertyDescriptor(target, key) : undefined;
	if (descriptor && !descriptor.configurable && !descriptor.writable && !isMockFunction(descriptor.value)) {
		throw new TypeError(
			`'${String(key)}' cannot be spied on: it is built in (or frozen), and what is built in is locked here. Spy on an object of the program, on console, Math.random, Date.now, or use vi.stubGlobal().`
		);
	}
	return Reflect.apply(spyOn, undefined, accessor ? [target, key, accessor] : [target, key]);
}

function isObject(value: unknown): value is object {
	return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

interface WaitOptions {
	timeout?: number;
	interval?: number;
}

/** Until the callback no longer throws, on virtual time. */
async function waitFor(work: () => unknown, options: WaitOptions | number = {}): Promise<unknown> {
	const { timeout = 1_000, interval = 50 } = typeof options === 'number' ? { timeout: options } : options;
	const end = realNow() + timeout;
	for (;;) {
		try {
			return await Promise.race([(async () => work())(), late(end, 'vi.waitFor')]);
		} catch (error) {
			if (realNow() + interval > end) throw error;
			await pause(interval);
		}
	}
}

/** Until the callback gives something true; what it throws ends the wait. */
async function waitUntil(work: () => unknown, options: WaitOptions | number = {}): Promise<unknown> {
	const { timeout = 1_000, interval = 50 } = typeof options === 'number' ? { timeout: options } : options;
	const end = realNow() + timeout;
	for (;;) {
		const value = await Promise.race([(async () => work())(), late(end, 'vi.waitUntil')]);
		if (value) return value;
		if (realNow() + interval > end) throw new Error('Timed out in waitUntil!');
		await pause(interval);
	}
}

async function late(end: number, name: string): Promise<never> {
	await sleep(Math.max(0, end - realNow()));
	throw new Error(`Timed out in ${name.slice(3)}!`);
}

async function pause(interval: number): Promise<void> {
	timers.advanceIfFake(interval);
	await sleep(interval);
}

export const vi: Record<string, unknown> = {};

function chained<Args extends unknown[]>(work: (...args: Args) => unknown) {
	return (...args: Args) => {
		work(...args);
		return vi;
	};
}

function chainedAsync<Args extends unknown[]>(work: (...args: Args) => Promise<unknown>) {
	return async (...args: Args) => {
		await work(...args);
		return vi;
	};
}

export const spies = {
	fn,
	spyOn: spyOnUnlocked,
	isMockFunction,
	mocked: <Value>(value: Value): Value => value,
	clearAllMocks: chained(clearAllMocks),
	resetAllMocks: chained(resetAllMocks),
	restoreAllMocks: chained(() => {
		restoreAllMocks();
		restoreProperties();
	})
};

export const timerControls = {
	useFakeTimers: chained(timers.useFakeTimers),
	useRealTimers: chained(timers.useRealTimers),
	setSystemTime: chained(timers.setSystemTime),
	getRealSystemTime: () => realNow(),
	getTimerCount: timers.getTimerCount,
	clearAllTimers: chained(timers.clearAllTimers),
	advanceTimersByTime: chained(timers.advanceBy),
	advanceTimersByTimeAsync: chainedAsync(timers.advanceByAsync),
	advanceTimersToNextTimer: chained((steps?: number) => {
		for (let step = 0; step < (steps ?? 1); step++) timers.fireOne();
	}),
	advanceTimersToNextTimerAsync: chainedAsync(async (steps?: number) => {
		for (let step = 0; step < (steps ?? 1); step++) await timers.fireOneAsync();
	}),
	advanceTimersToNextFrame: chained(() => timers.advanceBy(16 - (Math.trunc(timers.mockedNow()) % 16))),
	runAllTimers: chained(timers.fireAll),
	runAllTimersAsync: chainedAsync(timers.fireAllAsync),
	runOnlyPendingTimers: chained(timers.firePending),
	runOnlyPendingTimersAsync: chainedAsync(timers.firePendingAsync),
	runAllTicks: chained(runTicks)
};

Object.assign(vi, spies, timerControls, {
	hoisted: <Value>(make: () => Value): Value => make(),
	isFakeTimers: timers.isFakeTimers,
	getMockedSystemTime: timers.getMockedSystemTime,
	waitFor,
	waitUntil,
	stubGlobal: chained(stubGlobal),
	unstubAllGlobals: chained(unstubAllGlobals),
	stubEnv: chained(stubEnv),
	unstubAllEnvs: chained(unstubAllEnvs),
	setConfig({ testTimeout, hookTimeout }: Settings) {
		defaults.testTimeoutMs = testTimeout ?? defaults.testTimeoutMs;
		defaults.hookTimeoutMs = hookTimeout ?? defaults.hookTimeoutMs;
	},
	resetConfig: () => Object.assign(defaults, { testTimeoutMs: 5_000, hookTimeoutMs: 10_000 }),
	resetModules: () => vi
});
for (const name of ['mock', 'doMock', 'unmock', 'doUnmock', 'importActual', 'importMock'])
	vi[name] = noMocks(`vi.${name}`);

/** Jest's own object: the same, under its names. */
export const jest: Record<string, unknown> = {};
const ofJest = <Args extends unknown[]>(work: (...args: Args) => unknown) => {
	return (...args: Args) => {
		const result = work(...args);
		if (result instanceof Promise) return result.then(() => undefined);
		return result === vi ? jest : result;
	};
};
for (const [name, work] of Object.entries({ ...spies, ...timerControls })) {
	const isSpy = name === 'fn' || name === 'mocked' || name === 'spyOn' || name === 'isMockFunction';
	jest[name] = isSpy ? work : ofJest((...args: unknown[]) => Reflect.apply(work, undefined, args));
}
Object.assign(jest, {
	replaceProperty,
	now: timers.mockedNow,
	setTimeout: (ms: number) => {
		defaults.testTimeoutMs = ms;
		defaults.hookTimeoutMs = ms;
		return jest;
	},
	retryTimes: () => jest,
	resetModules: () => jest,
	isolateModules: (work: () => void) => work(),
	getSeed: () => 1
});
const refused = [
	...['mock', 'doMock', 'unmock', 'dontMock', 'setMock', 'unstable_mockModule', 'requireActual'],
	...['requireMock', 'createMockFromModule', 'genMockFromModule', 'enableAutomock', 'disableAutomock']
];
for (const name of refused) jest[name] = noMocks(`jest.${name}`);
