import { describe, expect, test } from 'vitest';
import { gaugeKeysOf, gaugeSeriesOf } from '#lib/client/trace/gauge-series.ts';
import { logViewsAt } from '#lib/client/trace/log-views.ts';
import { pipesOf, queuesOf } from '#lib/client/trace/readings.ts';
import { StateHistory } from '#lib/client/trace/reducers.ts';
import { StoreValues } from '#lib/client/trace/state-entries.ts';
import type { Json, StateOperation, TraceEvent } from '#lib/domain/trace.ts';
import { doubleCharge } from '../../support/traces/double-charge.ts';

type Change = [key: string, value?: Json, operation?: StateOperation];

function historyOf(changes: readonly Change[]) {
	const events = changes.map(([key, value, operation = 'set'], index): TraceEvent => {
		const change = { key, operation, ...(value === undefined ? {} : { value }) };
		return { kind: 'state', index, atMs: index * 10, node: 'redis', cause: -1, lamport: index, ...change };
	});
	return { events, history: new StateHistory(events) };
}

describe('a table of keys and values', () => {
	const entriesAt = (changes: readonly Change[], index: number) => {
		const { events, history } = historyOf(changes);
		return new StoreValues(events, history, 'redis').entriesAt(index);
	};

	test('marks what changed last, and says what it was before', () => {
		const changes: Change[] = [
			['value/redis/a', 1],
			['value/redis/b', { type: 'hash', value: { name: 'lamp' } }],
			['value/redis/a', 2],
			['value/other/a', 9]
		];

		expect(entriesAt(changes, 3)).toMatchObject([
			{ key: 'a', type: 'number', value: 2, before: 1, isLatest: true, changedAtMs: 20 },
			{ key: 'b', type: 'hash', value: { name: 'lamp' }, before: undefined, isLatest: false }
		]);
		expect(entriesAt(changes, -1)).toEqual([]);
	});

	test('keeps a deleted key in sight until the next change', () => {
		const changes: Change[] = [
			['value/redis/a', { type: 'string', value: 'x' }],
			['value/redis/a', undefined, 'delete'],
			['value/redis/b', 1]
		];

		expect(entriesAt(changes, 1)).toMatchObject([
			{ key: 'a', type: 'string', value: undefined, before: 'x' }
		]);
		expect(entriesAt(changes, 2).map(({ key }) => key)).toEqual(['b']);
	});

	test('knows since when a key expires; a change of its value alone does not begin anew', () => {
		const changes: Change[] = [
			['value/redis/a', { type: 'string', value: '1', expiresAtMs: 500 }],
			['value/redis/a', { type: 'string', value: '2', expiresAtMs: 500 }],
			['value/redis/a', { type: 'string', value: '3', expiresAtMs: 900 }],
			['value/redis/a', { type: 'string', value: '4' }]
		];

		const expiries = [0, 1, 2, 3].map((index) => entriesAt(changes, index)[0]?.expiry);
		expect(expiries).toEqual([
			{ atMs: 500, setAtMs: 0 },
			{ atMs: 500, setAtMs: 0 },
			{ atMs: 900, setAtMs: 20 },
			null
		]);
	});
});

describe('the partitions of a log', () => {
	test('show the story of the double charge: read, charged, not committed, read again', () => {
		const { events } = doubleCharge();
		const history = new StateHistory(events);
		const crash = events.findIndex(({ kind }) => kind === 'crash');

		const before = logViewsAt(history, history.stateAt(crash), crash);
		const after = logViewsAt(history, history.stateAt(events.length - 1), events.length - 1);

		const [first] = before.filter(({ partition }) => partition === '0');
		expect(first?.groups).toMatchObject([{ group: 'charges', committed: 1, lag: 1 }]);
		expect(after.map(({ groups }) => groups[0]?.lag)).toEqual([0, 0]);
	});

	test('count lag up to the high watermark, and from the first record that is left before the first commit', () => {
		const record = (offset: number) => ({ offset, key: `k${offset}`, value: null });
		const { history } = historyOf([
			...[0, 1, 2, 3, 4].map((offset): Change => ['log/a/0', record(offset), 'append']),
			['log/a/0', 3, 'trim'],
			['replica/a/0', { leader: 'kafka-1', epoch: 1, inSync: ['kafka-1'], highWatermark: 4 }],
			['position/w-1/g/a/0', 3],
			['position/w-2/g/a/0', 4],
			['committed/g/a/0', 3]
		]);
		const at = (index: number) => logViewsAt(history, history.stateAt(index), index)[0];

		expect(at(8)).toMatchObject({
			end: 5,
			highWatermark: 4,
			replicas: { leader: 'kafka-1' },
			groups: [{ committed: null, position: 4, node: 'w-2', lag: 2 }],
			focus: 4
		});
		expect(at(9)).toMatchObject({ groups: [{ committed: 3, lag: 1 }], focus: 3 });
	});

	test('name no reader when the group has given the partition to nobody', () => {
		const { history } = historyOf([
			['log/a/0', { offset: 0, key: null, value: 1 }, 'append'],
			['position/w-1/g/a/0', 1],
			['group/g', { state: 'PreparingRebalance', members: {} }]
		]);
		const readersAt = (index: number) => logViewsAt(history, history.stateAt(index), index)[0]?.groups;

		expect(readersAt(1)).toMatchObject([{ node: 'w-1', position: 1 }]);
		expect(readersAt(2)).toMatchObject([{ node: null, position: null, lag: 1 }]);
	});
});

test('queues and pipes are found by name, and what foreign code wrote in their place is not', () => {
	const { history } = historyOf([
		['queue/mail', { ready: 2, unacknowledged: 1, dead: 0 }],
		['queue/odd', 'nonsense'],
		['pipe/file', { length: 16, highWaterMark: 16, isFlowing: false }],
		['pipe/odd', { length: 'much' }]
	]);
	const state = history.stateAt(3);

	expect(queuesOf(state)).toEqual([{ name: 'mail', ready: 2, unacknowledged: 1, dead: 0 }]);
	expect(pipesOf(state)).toEqual([{ name: 'file', length: 16, highWaterMark: 16, isFlowing: false }]);
});

test('gauges become a series a node, in the colour of the node', () => {
	const trace = doubleCharge();
	const gauge = (node: string, atMs: number, value: number): TraceEvent => {
		return { kind: 'gauge', index: 0, atMs, node, cause: -1, lamport: 0, key: 'lag', value };
	};
	const measured = {
		...trace,
		events: [gauge('redis', 1, 5), gauge('kafka', 2, 6), gauge('redis', 3, 7), gauge('redis', 4, Infinity)]
	};

	expect(gaugeKeysOf(measured)).toEqual(['lag']);
	expect(gaugeSeriesOf(measured, 'lag')).toMatchObject([
		{ name: 'redis', atMs: [1, 3], values: [5, 7], color: 'var(--color-lane-redis)' },
		{ name: 'kafka', atMs: [2], values: [6], color: 'var(--color-lane-kafka)' }
	]);
});
