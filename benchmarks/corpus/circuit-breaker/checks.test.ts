import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CircuitBreaker, OpenError, TimeoutError } from './breaker.ts';

let isUp = true;
const service = vi.fn(async (name: string) => {
	if (!isUp) throw new Error('down');
	return `hello ${name}`;
});

beforeEach(() => {
	isUp = true;
	service.mockClear();
	vi.useFakeTimers();
});

afterEach(() => {
	vi.useRealTimers();
});

const fail = async (breaker: CircuitBreaker<[string], string>, times: number) => {
	isUp = false;
	for (let time = 0; time < times; time++) await breaker.call('x').catch(() => undefined);
};

describe('closed', () => {
	test('hands on calls', async () => {
		const breaker = new CircuitBreaker(service, { failuresMax: 2, resetMs: 100 });
		expect(await breaker.call('ada')).toBe('hello ada');
		expect(service).toHaveBeenCalledWith('ada');
		expect(breaker.state).toBe('closed');
	});

	test('hands on errors', async () => {
		const breaker = new CircuitBreaker(service, { failuresMax: 2, resetMs: 100 });
		isUp = false;
		await expect(breaker.call('ada')).rejects.toThrow('down');
	});

	test('opens after failures in a row', async () => {
		const breaker = new CircuitBreaker(service, { failuresMax: 3, resetMs: 100 });
		await fail(breaker, 2);
		isUp = true;
		await breaker.call('y');
		await fail(breaker, 2);
		expect(breaker.state).toBe('closed');
		await fail(breaker, 1);
		expect(breaker.state).toBe('open');
	});
});

describe('open', () => {
	test('does not ask', async () => {
		const breaker = new CircuitBreaker(service, { failuresMax: 1, resetMs: 100 });
		await fail(breaker, 1);
		await expect(breaker.call('y')).rejects.toBeInstanceOf(OpenError);
		expect(service).toHaveBeenCalledTimes(1);
	});

	test('tries again after a while', async () => {
		const onChange = vi.fn();
		const breaker = new CircuitBreaker(service, { failuresMax: 1, resetMs: 100, onChange });
		await fail(breaker, 1);
		vi.advanceTimersByTime(100);
		isUp = true;
		await expect(breaker.call('y')).resolves.toBe('hello y');
		expect(onChange.mock.calls).toEqual([
			['open', 'closed'],
			['half-open', 'open'],
			['closed', 'half-open']
		]);
	});

	test('opens again at the first failure', async () => {
		const breaker = new CircuitBreaker(service, { failuresMax: 5, resetMs: 100 });
		await fail(breaker, 5);
		vi.advanceTimersByTime(100);
		await fail(breaker, 1);
		expect(breaker.state).toBe('open');
	});
});

test('gives up on who does not answer', async () => {
	const breaker = new CircuitBreaker(() => new Promise<string>(() => undefined), {
		failuresMax: 1,
		resetMs: 100,
		timeoutMs: 50
	});
	const answer = breaker.call().catch((error: unknown) => error);
	await vi.advanceTimersByTimeAsync(50);
	expect(await answer).toBeInstanceOf(TimeoutError);
	expect(breaker.state).toBe('open');
});
