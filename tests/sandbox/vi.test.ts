import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { checksJob } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

const LEARNERS = `export const later = (work: () => void, ms: number) => setTimeout(work, ms);
	export const today = () => new Date().getFullYear();
	export const roll = () => Math.random();
	export const say = (text: string) => console.log(text);
	export const load = async (url: string) => (await fetch(url)).status;
	export const shop = { price: 3, get total() { return this.price; }, buy(n: number) { return n * this.price; } };
	export const mode = () => process.env.MODE;`;
const failuresOf = async (checks: string, names = 'vi', from = 'vitest') => {
	const report = await runJob(
		machine,
		checksJob(
			LEARNERS,
			`import { afterEach, expect, test, ${names} } from '${from}';
			import { later, today, roll, say, load, shop, mode } from '../sum.ts';\n${checks}`
		)
	);
	expect(report.checks.length).toBeGreaterThan(0);
	return report.checks.filter(({ message }) => message !== null).map(({ id, message }) => [id, message]);
};

describe('spies', () => {
	test('remember all that vitest remembers', async () => {
		expect(
			await failuresOf(`test('fn', async () => {
				const spy = vi.fn((x) => x + 1).mockName('plus');
				expect(spy(1)).toBe(2); spy.mockReturnValueOnce(9).mockImplementationOnce((x) => x * 2);
				expect([spy(1), spy(4), spy(1)]).toEqual([9, 8, 2]);
				expect(spy.mock.calls).toEqual([[1], [1], [4], [1]]); expect(spy.mock.lastCall).toEqual([1]);
				expect(spy.mock.results[0]).toEqual({ type: 'return', value: 2 }); expect(spy.mock.contexts).toHaveLength(4);
				expect(spy.mock.invocationCallOrder).toHaveLength(4); expect(spy.getMockName()).toBe('plus');
				const asks = vi.fn().mockResolvedValueOnce(1).mockRejectedValueOnce(new Error('no')).mockThrowOnce(new Error('thrown'));
				expect(await asks()).toBe(1); await expect(asks()).rejects.toThrow('no'); expect(() => asks()).toThrow('thrown');
				const self = { me: vi.fn().mockReturnThis() }; expect(self.me()).toBe(self);
				spy.withImplementation(() => 'tmp', () => { expect(spy(1)).toBe('tmp'); }); expect(spy(1)).toBe(2);
				spy.mockClear(); expect(spy).not.toHaveBeenCalled();
				const Made = vi.fn(class { constructor(n) { this.n = n; } }); expect(new Made(3).n).toBe(3); expect(Made.mock.instances).toHaveLength(1);
				expect(vi.isMockFunction(spy)).toBe(true); expect(vi.mocked(spy)).toBe(spy);
			});`)
		).toEqual([]);
	});

	test('stand on what belongs to the program, on the console, on dice and clocks', async () => {
		expect(
			await failuresOf(`
			afterEach(() => { vi.restoreAllMocks(); vi.unstubAllGlobals(); vi.unstubAllEnvs(); });
			test('method', () => { const spy = vi.spyOn(shop, 'buy'); expect(shop.buy(2)).toBe(6); expect(spy).toHaveBeenCalledWith(2); });
			test('getter', () => { vi.spyOn(shop, 'total', 'get').mockReturnValue(100); expect(shop.total).toBe(100); vi.restoreAllMocks(); expect(shop.total).toBe(3); });
			test('console', () => { const spy = vi.spyOn(console, 'log').mockImplementation(() => {}); say('hello'); expect(spy).toHaveBeenCalledWith('hello'); });
			test('dice', () => { vi.spyOn(Math, 'random').mockReturnValue(0.25); expect(roll()).toBe(0.25); });
			test('now', () => { vi.spyOn(Date, 'now').mockReturnValue(5); expect(Date.now()).toBe(5); });
			test('restored', () => { expect(Date.now()).toBe(1_700_000_000_000); });
			test('timers', () => { const spy = vi.spyOn(globalThis, 'setTimeout'); later(() => {}, 7); expect(spy).toHaveBeenCalledWith(expect.any(Function), 7); });
			test('fetch', async () => { vi.stubGlobal('fetch', vi.fn(async () => ({ status: 204 }))); expect(await load('x')).toBe(204); });
			test('environment', () => { vi.stubEnv('MODE', 'test'); expect(mode()).toBe('test'); vi.unstubAllEnvs(); expect(mode()).toBe(undefined); });
			test('locked', () => {
				expect(() => vi.spyOn(Array.prototype, 'map')).toThrow("'map' cannot be spied on: it is built in");
				expect(() => vi.stubGlobal('Promise', 1)).toThrow("'Promise' cannot be replaced: it is built in");
				expect(() => vi.mock('./x.ts')).toThrow('modules cannot be replaced');
			});`)
		).toEqual([]);
	});
});

describe('fake timers', () => {
	test('move time as a check says', async () => {
		expect(
			await failuresOf(`
			afterEach(() => { vi.useRealTimers(); });
			test('by a span', () => {
				vi.useFakeTimers(); const done = vi.fn(); later(done, 1000);
				vi.advanceTimersByTime(999); expect(done).not.toHaveBeenCalled(); vi.advanceTimersByTime(1); expect(done).toHaveBeenCalledOnce();
			});
			test('with promises between', async () => {
				vi.useFakeTimers(); const steps = [];
				const work = (async () => { for (let i = 0; i < 3; i++) { await new Promise((r) => later(r, 100)); for (let j = 0; j < 50; j++) await null; steps.push(Date.now()); } })();
				const start = Date.now(); await vi.advanceTimersByTimeAsync(300); expect(steps.map((at) => at - start)).toEqual([100, 200, 300]); await work;
			});
			test('to the next, all, and only those that are pending', async () => {
				vi.useFakeTimers(); const log = [];
				later(() => { log.push('a'); later(() => log.push('later'), 500); }, 10); later(() => log.push('b'), 20);
				expect(vi.getTimerCount()).toBe(2); vi.advanceTimersToNextTimer(); expect(log).toEqual(['a']);
				vi.clearAllTimers(); expect(vi.getTimerCount()).toBe(0);
				const every = setInterval(() => log.push('tick'), 10); later(() => log.push('end'), 35);
				vi.runOnlyPendingTimers(); expect(log).toEqual(['a', 'tick', 'tick', 'tick', 'end']); clearInterval(every);
				later(() => later(() => log.push('deep'), 5), 5); vi.runAllTimers(); expect(log.at(-1)).toBe('deep');
				setInterval(() => {}, 1); expect(() => vi.runAllTimers()).toThrow('assuming an infinite loop');
				await vi.advanceTimersToNextTimerAsync(); await vi.runOnlyPendingTimersAsync(); vi.runAllTicks();
			});
			test('with a date', () => {
				vi.useFakeTimers({ now: new Date('2020-02-03') }); expect(today()).toBe(2020); expect(vi.isFakeTimers()).toBe(true);
				vi.setSystemTime('1999-01-01'); expect(today()).toBe(1999); expect(vi.getMockedSystemTime()).toEqual(new Date('1999-01-01'));
				later(() => {}, 1000); vi.advanceTimersByTime(1000); expect(new Date().toISOString()).toBe('1999-01-01T00:00:01.000Z');
				expect(new Date() instanceof Date).toBe(true); vi.useRealTimers(); expect(today()).toBe(2023); expect(vi.isFakeTimers()).toBe(false);
			});
			test('of the date alone', async () => {
				vi.useFakeTimers({ toFake: ['Date'], now: 0 }); await new Promise((r) => later(r, 50)); expect(Date.now()).toBe(0);
			});
			test('set the date without fake timers', () => { vi.setSystemTime(new Date('2001-01-01')); expect(today()).toBe(2001); });
			test('are off again', () => { expect(today()).toBe(2023); expect(() => vi.advanceTimersByTime(1)).toThrow('not mocked'); });
			test('wait', async () => {
				let n = 0; later(() => { n = 1; }, 300);
				expect(await vi.waitFor(() => { if (n !== 1) throw new Error('not yet'); return 'done'; })).toBe('done');
				later(() => { n = 2; }, 300); expect(await vi.waitUntil(() => n === 2 && 'two')).toBe('two');
				await expect(vi.waitFor(() => { throw new Error('never'); }, { timeout: 100 })).rejects.toThrow('never');
				await expect(vi.waitUntil(() => false, 100)).rejects.toThrow('Timed out in waitUntil!');
			});
			test('wait under fake timers', async () => { vi.useFakeTimers(); let n = 0; later(() => { n = 1; }, 300); await vi.waitFor(() => expect(n).toBe(1)); });
			test('hoisted', () => { expect(vi.hoisted(() => 4)).toBe(4); });`)
		).toEqual([]);
	});

	test('do not keep a check waiting for ever', async () => {
		const [failure] = await failuresOf(
			`test('hangs', async () => { vi.useFakeTimers(); await new Promise((r) => later(r, 10)); });`
		);

		expect(failure?.[1]).toContain('This check was not done after 5000 ms');
	});
});

describe('jest', () => {
	test('has the same under its names', async () => {
		expect(
			await failuresOf(
				`
			afterEach(() => { jest.useRealTimers(); jest.restoreAllMocks(); });
			test('timers', () => { jest.useFakeTimers({ now: 0 }); const f = jest.fn(); later(f, 10); jest.advanceTimersByTime(10); expect(f).toHaveBeenCalledTimes(1); expect(jest.now()).toBe(10); jest.setSystemTime(new Date('2005-05-05')); expect(today()).toBe(2005); });
			test('async timers', async () => { jest.useFakeTimers(); const f = jest.fn(); later(f, 10); await jest.runAllTimersAsync(); expect(f).toHaveBeenCalled(); expect(jest.getTimerCount()).toBe(0); });
			test('spies', () => { const spy = jest.spyOn(shop, 'buy').mockReturnValue(1); expect(shop.buy(5)).toBe(1); jest.clearAllMocks(); expect(spy).not.toBeCalled(); });
			test('properties', () => { jest.replaceProperty(shop, 'price', 7); expect(shop.total).toBe(7); jest.restoreAllMocks(); expect(shop.total).toBe(3); });
			test('chains', () => { expect(jest.useFakeTimers()).toBe(jest); expect(jest.setTimeout(9000)).toBe(jest); });
			test('refuses', () => { expect(() => jest.mock('../sum.ts')).toThrow('jest.mock() is not supported here'); expect(() => jest.requireActual('x')).toThrow('not supported'); });`,
				'jest',
				'@jest/globals'
			)
		).toEqual([]);
	});
});
