import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Machine, type MachineDefinition } from './machine.ts';

type State = 'idle' | 'paying' | 'shipped' | 'cancelled';
type Event = 'pay' | 'confirm' | 'cancel' | 'retry';
interface Context {
	attempts: number;
	receipt: string;
}

const onEnter = vi.fn();
const onExit = vi.fn();
const order: MachineDefinition<State, Event, Context> = {
	initial: 'idle',
	context: { attempts: 0, receipt: '' },
	states: {
		idle: {
			on: {
				pay: { to: 'paying', update: ({ attempts }) => ({ attempts: attempts + 1 }) },
				cancel: 'cancelled'
			},
			onExit
		},
		paying: {
			onEnter,
			on: {
				confirm: { to: 'shipped', update: (_context, payload) => ({ receipt: String(payload) }) },
				retry: [
					{ to: 'cancelled', guard: ({ attempts }) => attempts >= 3 },
					{ to: 'paying', update: ({ attempts }) => ({ attempts: attempts + 1 }) }
				]
			}
		},
		shipped: { isFinal: true },
		cancelled: { isFinal: true }
	}
};

beforeEach(() => {
	vi.clearAllMocks();
});

describe('Machine', () => {
	it('begins at its initial state', () => {
		const machine = new Machine(order);
		expect(machine.state).toBe('idle');
		expect(machine.isDone).toBe(false);
	});

	it('goes its way', () => {
		const machine = new Machine(order);
		expect(machine.send('pay')).toBe('paying');
		expect(machine.send('confirm', 'r-17')).toBe('shipped');
		expect(machine.context).toEqual({ attempts: 1, receipt: 'r-17' });
		expect(machine.history).toEqual(['idle', 'paying']);
		expect(machine.isDone).toBe(true);
	});

	it('knows what it can', () => {
		const machine = new Machine(order);
		expect((['pay', 'confirm', 'cancel', 'retry'] as const).filter((event) => machine.can(event))).toEqual([
			'pay',
			'cancel'
		]);
	});

	it('refuses the rest', () => {
		const machine = new Machine(order);
		expect(() => machine.send('confirm')).toThrow('“confirm” means nothing in “idle”');
		expect(machine.state).toBe('idle');
	});

	it('asks guards in order', () => {
		const machine = new Machine(order);
		machine.send('pay');
		expect([machine.send('retry'), machine.send('retry'), machine.send('retry')]).toEqual([
			'paying',
			'paying',
			'cancelled'
		]);
	});

	it('calls on the way out and in', () => {
		const machine = new Machine(order);
		machine.send('pay');
		expect(onExit).toHaveBeenCalledWith({ attempts: 0, receipt: '' });
		expect(onEnter).toHaveBeenCalledWith(expect.objectContaining({ attempts: 1 }));
	});

	it('does not change its definition', () => {
		new Machine(order).send('pay');
		expect(order.context.attempts).toBe(0);
		expect(new Machine(order).context).toStrictEqual({ attempts: 0, receipt: '' });
	});
});
