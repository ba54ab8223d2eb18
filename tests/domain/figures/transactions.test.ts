import { describe, expect, test } from 'vitest';
import { lockGraphLayout, NODE_HEIGHT, NODE_WIDTH } from '../../../src/lib/client/figures/lock-graph.ts';
import { waitsAt, waitSentence, type Wait } from '../../../src/lib/client/figures/lock-waits.ts';
import {
	sessionWords,
	stepAt,
	transactionTimeline,
	waitArrowsOf
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
		expect(timeline.lines.map(({ name, spans }) => [name, spans.map(({ from, to }) => [from, to])])).toEqual([
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
		expect(sessionWords(waiting('b'))).toBe('waits for b (transaction 753) · transaction 752');
		expect(sessionWords(image({}))).toBe('idle');
	});
});

describe('transactions', () => {
	const begun = image({ state: 'idle in transaction', isolation: 'serializable' });
	const written = { ...begun, transaction: 752 };
	const trace = traceOf([
		['a', image({})],
		['a', begun],
		['a', written],
		['b', { ...begun, state: 'waiting', waitsFor: { sessions: ['a', 'gone'], lock: 'transaction 752' } }],
		['a', { ...written, ended: 'commit' }],
		['a', image({ ended: 'rollback' })],
		['a', image({})],
		['b', begun]
	]);
	const { lines, steps } = transactionTimeline(trace, new StateHistory(trace.events));

	test('last from where they began to where they ended, with the number they got on the way', () => {
		expect(lines[0]?.transactions).toEqual([
			{ from: 1, to: 4, isolation: 'serializable', number: 752, ended: 'commit' },
			{ from: 4, to: 5, isolation: 'serializable', number: 752, ended: 'rollback' }
		]);
		expect(lines[1]?.transactions).toEqual([
			{ from: 3, to: 7, isolation: 'serializable', number: null, ended: null }
		]);
	});

	test('take no step where a session says again what it said', () => {
		expect(steps).toEqual([0, 1, 2, 3, 4, 5, 7]);
	});

	test('point from who waits to whom, where that session is shown', () => {
		expect(waitArrowsOf(lines)).toEqual([{ step: 3, waiter: 1, holder: 0 }]);
	});
});

test('two servers may have sessions of the same name', () => {
	const trace = traceOf([
		['a', image({})],
		['b', waiting('a')]
	]);
	const events = trace.events.flatMap((event) => {
		if (event.kind !== 'state') return [];
		const other = {
			...event,
			key: event.key.replace('postgres', 'replica'),
			index: event.index + 2,
			atMs: 5
		};
		return [event, other];
	});
	const sorted = events.toSorted((one, other) => one.index - other.index);
	const history = new StateHistory(sorted);
	const { lines } = transactionTimeline({ ...trace, events: sorted }, history);

	expect(lines.map(({ name }) => name)).toEqual(['postgres: a', 'postgres: b', 'replica: a', 'replica: b']);
	expect(waitArrowsOf(lines)).toEqual([
		{ step: 1, waiter: 1, holder: 0 },
		{ step: 3, waiter: 3, holder: 2 }
	]);
	expect(waitsAt(history.stateAt(3)).map(({ waiter, holder }) => [waiter, holder])).toEqual([
		['postgres: b', 'postgres: a'],
		['replica: b', 'replica: a']
	]);
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
			'session/postgres/c': image({ state: 'waiting', waitsFor: { sessions: ['a', 'b'], lock: 'table t' } }),
			'session/postgres/d': waiting('c'),
			'session/postgres/e': 'nonsense'
		});

		expect(waits.map(waitSentence)).toEqual([
			'c wants AccessExclusiveLock on table t; a holds RowExclusiveLock',
			'c wants AccessExclusiveLock on table t; b comes first',
			'd waits for c: transaction 753'
		]);
	});

	test('leaves out who holds the same lock without standing in the way', () => {
		const waits = waitsOf({
			'lock/postgres/table t': {
				what: 'table t',
				holders: [
					{ session: 'reader', mode: 'AccessShareLock' },
					{ session: 'writer', mode: 'RowExclusiveLock' }
				],
				waiters: [{ session: 'c', mode: 'ShareLock' }]
			},
			'session/postgres/c': image({ state: 'waiting', waitsFor: { sessions: ['writer'], lock: 'table t' } }),
			'session/postgres/reader': waiting('c')
		});

		expect(waits.map(({ waiter, holder, isDeadlock }) => [waiter, holder, isDeadlock])).toEqual([
			['c', 'writer', false],
			['reader', 'c', false]
		]);
	});

	test('is read from the holders of a lock where no session is shown', () => {
		const waits = waitsOf({
			'lock/postgres/table t': {
				what: 'table t',
				holders: [{ session: 'a', mode: 'RowExclusiveLock' }],
				waiters: [{ session: 'c', mode: 'AccessExclusiveLock' }]
			},
			'lock/postgres/nonsense': { what: 3 }
		});

		expect(waits.map(({ waiter, holder }) => [waiter, holder])).toEqual([['c', 'a']]);
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

describe('the picture of waits', () => {
	const ring = (names: string[]): Wait[] =>
		names.map((waiter, index) => ({
			...{ waiter, holder: names[(index + 1) % names.length] ?? '', what: 'x', mode: 'ShareLock' },
			...{ heldMode: '', isDeadlock: true }
		}));
	const apart = (
		one: { x: number; y: number },
		other: { x: number; y: number },
		width: number,
		height: number
	) => Math.abs(one.x - other.x) >= width || Math.abs(one.y - other.y) >= height;

	test.each([
		[['a', 'b'], 258],
		[['a', 'b', 'c'], 258],
		[['a', 'b', 'c', 'd'], 258],
		[['a', 'b'], 1000],
		[['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], 1000]
	])('of %j stays within %i pixels, and neither names nor modes cover each other', (names, room) => {
		const { width, height, nodes, edges } = lockGraphLayout(ring(names), room);

		expect(width).toBeLessThanOrEqual(room);
		for (const [index, node] of nodes.entries()) {
			expect(node.x).toBeGreaterThanOrEqual(NODE_WIDTH / 2);
			expect(node.x).toBeLessThanOrEqual(width - NODE_WIDTH / 2);
			expect(node.y).toBeLessThanOrEqual(height - NODE_HEIGHT / 2);
			for (const other of nodes.slice(index + 1))
				expect(apart(node, other, NODE_WIDTH, NODE_HEIGHT)).toBe(true);
		}
		for (const [index, { label }] of edges.entries())
			for (const other of edges.slice(index + 1)) expect(apart(label, other.label, 54, 12)).toBe(true);
	});
});
