import { describe, expect, it, vi } from 'vitest';
import { EventEmitter } from './event-emitter.ts';

type Events = { message: [text: string, from: string]; close: [] };

describe('EventEmitter', () => {
	it('calls listeners in order with all arguments', () => {
		const emitter = new EventEmitter<Events>();
		const calls: string[] = [];
		emitter.on('message', (text, from) => calls.push(`1 ${from}: ${text}`));
		emitter.on('message', (text) => calls.push(`2 ${text}`));
		expect(emitter.emit('message', 'hi', 'ada')).toBe(true);
		expect(calls).toEqual(['1 ada: hi', '2 hi']);
	});

	it('says when nobody listens', () => {
		expect(new EventEmitter<Events>().emit('close')).toBe(false);
	});

	it('calls once', () => {
		const emitter = new EventEmitter<Events>();
		const listener = vi.fn();
		emitter.once('close', listener);
		emitter.emit('close');
		emitter.emit('close');
		expect(listener).toHaveBeenCalledOnce();
	});

	it('takes a listener off', () => {
		const emitter = new EventEmitter<Events>();
		const listener = vi.fn<(text: string) => void>();
		emitter.on('message', listener);
		emitter.off('message', listener);
		emitter.emit('message', 'x', 'y');
		expect(listener).not.toHaveBeenCalled();
		expect(emitter.listenerCount('message')).toBe(0);
	});

	it('hands out a function that takes off', () => {
		const emitter = new EventEmitter<Events>();
		const listener = vi.fn();
		const stop = emitter.on('close', listener);
		emitter.emit('close');
		stop();
		emitter.emit('close');
		expect(listener).toHaveBeenCalledTimes(1);
	});

	it('is not confused by a listener that adds one', () => {
		const emitter = new EventEmitter<Events>();
		const late = vi.fn();
		emitter.on('close', () => void emitter.on('close', late));
		emitter.emit('close');
		expect(late).not.toHaveBeenCalled();
		expect(emitter.listenerCount('close')).toBe(2);
	});

	it('waits for the next event', async () => {
		const emitter = new EventEmitter<Events>();
		const next = emitter.next('message');
		emitter.emit('message', 'a', 'b');
		emitter.emit('message', 'c', 'd');
		await expect(next).resolves.toEqual(['a', 'b']);
	});
});
