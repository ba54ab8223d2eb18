import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Broker, matches } from './broker.ts';

describe('matches', () => {
	it.each([
		['orders.created', 'orders.created', true],
		['orders.*', 'orders.paid', true],
		['orders.*', 'orders.paid.late', false],
		['orders.#', 'orders.paid.late', true],
		['#', 'anything.at.all', true],
		['*.paid', 'orders.paid', true],
		['orders', 'orders.paid', false],
		['orders.paid', 'orders', false]
	])('%s takes %s: %s', (pattern, topic, expected) => {
		expect(matches(pattern.split('.'), topic.split('.'))).toBe(expected);
	});
});

describe('Broker', () => {
	let broker: Broker;
	beforeEach(() => {
		broker = new Broker();
	});

	it('delivers to all who want it', async () => {
		const [one, other, none] = [vi.fn(), vi.fn(), vi.fn()];
		broker.subscribe('orders.*', one);
		broker.subscribe('#', other);
		broker.subscribe('users.*', none);
		expect(await broker.publish('orders.paid', { id: 7 })).toBe(2);
		expect(one).toHaveBeenCalledWith({ topic: 'orders.paid', body: { id: 7 } });
		expect(other).toHaveBeenCalledOnce();
		expect(none).not.toHaveBeenCalled();
	});

	it('waits for slow handlers', async () => {
		const done: string[] = [];
		broker.subscribe('a', async () => {
			await new Promise((resolve) => setTimeout(resolve, 20));
			done.push('slow');
		});
		broker.subscribe('a', () => void done.push('fast'));
		await broker.publish('a', null);
		expect(done).toEqual(['fast', 'slow']);
	});

	it('stops when unsubscribed', async () => {
		const handler = vi.fn();
		broker.subscribe('a', handler)();
		await expect(broker.publish('a', 1)).resolves.toBe(0);
		expect(handler).toHaveBeenCalledTimes(0);
	});

	it('puts what failed aside', async () => {
		broker.subscribe('a', () => {
			throw new TypeError('cannot');
		});
		broker.subscribe('a', vi.fn().mockRejectedValue('later'));
		expect(await broker.publish('a', 1)).toBe(0);
		expect(broker.deadLetters).toHaveLength(2);
		expect(broker.deadLetters.map(({ error }) => error)).toEqual(
			expect.arrayContaining(['later', expect.any(TypeError)])
		);
	});

	it('gives what was retained to who comes late', async () => {
		await broker.publish('state.door', 'open', { retain: true });
		await broker.publish('state.door', 'shut', { retain: true });
		const handler = vi.fn();
		broker.subscribe('state.#', handler);
		expect(handler).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ body: 'shut' }));
	});

	it('sends messages that do not change', async () => {
		const change = vi.fn((message: object) => void Reflect.set(message, 'body', 'changed'));
		const seen = vi.fn();
		broker.subscribe('a', change);
		broker.subscribe('a', ({ body }) => seen(body));
		await broker.publish('a', 'original');
		expect(seen).toHaveBeenCalledWith('original');
	});
});
