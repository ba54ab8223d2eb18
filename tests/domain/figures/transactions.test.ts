import { describe, expect, test } from 'vitest';
import {
	sessionWords,
	stepAt,
	transactionTimeline,
	waitsAt
} from '../../../src/lib/client/figures/transactions.ts';
import { StateHistory } from '../../../src/lib/client/trace/reducers.ts';
import type { SessionImage } from '../../../src/lib/domain/postgres-images.ts';
import type { Trace, TraceEvent } from '../../../src/lib/domain/trace.ts';

const image = (changes: Partial<SessionImage>): SessionImage => ({
	state: 'idle',
	isolation: null,
	transaction: null,
	statement: null,
	waitsFor: null,
	ended: null,
	...changes
});

function traceOf(changes: readonly [session: string, image: SessionImage | 'nonsense'][]): Trace {
	const events = changes.map(([session, value], index): TraceEvent => ({
		...{ index, atMs: index, node: 'postgres', cause: -1, lamport: index },
		...{ kind: 'state', key: `session/postgres/${session}`, operation: 'set' },
		value: JSON.parse(JSON.stringify(value))
	}));
	return { version: 1, seed: 1, endMs: 10, lanes: [], events, faults: [], omittedCount: 0 };
}

const waiting = (session: string) =>
	image({ state: 'waiting', transaction: 752, waitsFor: { sessions: [session], lock: 'transaction 753' } });

describe('sessions over time', () => {
	const trace = traceOf([
		['a', image({})],
		['b', image({})],
		['a', image({ state: 'idle in transaction', isolation: 'repeatable read' })],
		['b', 'nonsense'],
		['a', image({ ended: 'commit' })]
	]);
	const timeline = transactionTimeline(trace, new StateHistory(trace.events));

	test('last from one change of a session to its next, in steps', () => {
		expect(timeline.steps).toEqual([0, 1, 2, 3, 4]);
		expect(
			timeline.lines.map(({ session, spans }) => [session, spans.map(({ from, to }) => [from, to])])
		).toEqual([
			[
				'a',
				[
					[0, 2],
					[2, 4],
					[4, 5]
				]
			],
			['b', [[1, 3]]]
		]);
	});

	test('know the step of any event', () => {
		expect([-1, 0, 3, 99].map((event) => stepAt(timeline, event))).toEqual([0, 0, 3, 4]);
	});

	test('say what they do', () => {
		expect(sessionWords(waiting('b'))).toBe('waits for b (transaction 753) 752');
		expect(sessionWords(image({}))).toBe('idle');
	});
});

describe('who waits for whom', () => {
	const waitsOf = (states: Record<string, unknown>) =>
		waitsAt({
			keys: (prefix) => Object.keys(states).filter((key) => key.startsWith(prefix)),
			get: (key) => states[key]
		});

	test('is read from the locks, and from the sessions where no lock says it', () => {
		const waits = waitsOf({
			'lock/postgres/table t': {
				what: 'table t',
				holders: [{ session: 'a', mode: 'RowExclusiveLock' }],
				waiters: [{ session: 'c', mode: 'AccessExclusiveLock' }]
			},
			'session/postgres/c': waiting('a'),
			'session/postgres/d': waiting('c'),
			'session/postgres/e': 'nonsense'
		});

		expect(waits).toEqual([
			{ waiter: 'c', holder: 'a', what: 'table t', mode: 'AccessExclusiveLock', isDeadlock: false },
			{ waiter: 'd', holder: 'c', what: 'transaction 753', mode: '', isDeadlock: false }
		]);
	});

	test('is a deadlock for those in the circle, and not for who waits for one of them', () => {
		const waits = waitsOf({
			'session/postgres/a': waiting('b'),
			'session/postgres/b': waiting('a'),
			'session/postgres/c': waiting('a')
		});

		expect(waits.map(({ waiter, isDeadlock }) => [waiter, isDeadlock])).toEqual([
			['a', true],
			['b', true],
			['c', false]
		]);
	});
});
