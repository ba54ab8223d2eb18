import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, TraceEvent } from '#lib/domain/trace.ts';
import { causalCone } from '#lib/client/trace/cone.ts';
import { describeEvent } from '#lib/client/trace/describe-event.ts';
import { groupOf, logOf, offsetOf } from '#lib/client/trace/readings.ts';
import { StateHistory } from '#lib/client/trace/reducers.ts';
import { parseSchedule, scheduleText } from '#lib/client/trace/share.ts';
import { TraceStore } from '#lib/client/trace/trace-store.svelte.ts';
import { doubleCharge } from '../../support/traces/double-charge.ts';

const long = () =>
	doubleCharge({ ordersCount: 400, eventsMaxCount: 2_000, isRough: true, crashAtOrder: 14, seed: 7 });

describe('the state of a run', () => {
	test('is at every event what replaying all changes from the start gives', () => {
		const changes = fc.array(
			fc.record({
				key: fc.constantFrom('log/a/0', 'value/redis/x', '__proto__'),
				operation: fc.constantFrom('set', 'append', 'trim', 'delete'),
				value: fc.oneof(fc.nat(4), fc.array(fc.nat(3), { maxLength: 3 }))
			}),
			{ maxLength: 700 }
		);

		fc.assert(
			fc.property(changes, fc.nat(700), (list, at) => {
				const events = list.map((change, index) => stateEvent(index, change));
				const history = new StateHistory(events);
				const index = Math.min(at, events.length - 1);
				const naive = replayed(events.slice(0, index + 1));

				const state = history.stateAt(index);
				expect(new Map(state.keys().map((key) => [key, state.get(key)]))).toEqual(naive);
				for (const key of history.keys()) expect(history.valueAt(key, index)).toEqual(naive.get(key));
			}),
			{ numRuns: 60 }
		);
	});

	test('has typed readings, which show nothing where foreign code wrote something else', () => {
		const { trace, history } = new TraceStore(doubleCharge());
		const end = history.stateAt(trace.events.length - 1);

		expect(logOf(end, 'orders', 0).map(({ offset }) => offset)).toEqual([0, 1, 2, 3, 4, 5]);
		expect(groupOf(end, 'charges')?.members).toEqual({ 'worker-1': ['orders/0', 'orders/1'] });
		expect(offsetOf(end, 'committed/charges/orders/0')).toBe(6);

		const nonsense = new StateHistory([
			stateEvent(0, { key: 'group/charges', operation: 'set', value: 'ha' })
		]);
		expect(groupOf(nonsense.stateAt(0), 'charges')).toBeNull();
	});
});

describe('a trace that is looked at', () => {
	test('opens at the broken property', () => {
		const store = new TraceStore(doubleCharge());

		expect(store.trace.events[store.cursor]).toMatchObject({ kind: 'property', ok: false });
	});

	test('is stepped through by event, by message and by failure', () => {
		const store = new TraceStore(doubleCharge());
		store.toStart();

		store.step(1);
		expect(store.cursor).toBe(0);
		store.stepMessage(1);
		expect(store.trace.events[store.cursor]?.kind).toBe('receive');
		const kinds = [store.nextFailure(), store.trace.events[store.cursor]?.kind, store.nextFailure()];
		expect(kinds).toEqual([true, 'crash', true]);
		expect(store.nextFailure()).toBe(false);
		store.nextFailure(-1);
		expect(store.trace.events[store.cursor]?.kind).toBe('crash');
	});

	test('plays from its start when it stands at its end, and stops there', () => {
		const store = new TraceStore(doubleCharge());
		store.toEnd();
		store.play();
		expect(store.cursor).toBe(-1);

		store.advance(1_000);
		const passed = store.cursor;
		store.advance(10_000_000);

		expect(passed).toBeGreaterThan(-1);
		expect([store.cursor, store.isPlaying]).toEqual([store.trace.events.length - 1, false]);
	});

	test('plays one shown event after the other for whoever asked for less motion', () => {
		const store = new TraceStore(doubleCharge());
		store.toStart();
		store.play();

		store.advance(499, true);
		expect(store.cursor).toBe(-1);
		store.advance(1, true);
		expect(store.cursor).toBe(store.shown[0]);
	});

	test('keeps lanes and folds when it is run again with another seed', () => {
		const store = new TraceStore(doubleCharge());
		store.setLaneHidden('shop', true);
		store.moveLane('redis', 'api');
		store.setFolded('answers', true);

		const again = new TraceStore(doubleCharge({ seed: 5 }), store);

		expect(again.lanes.map(({ name }) => name)).toEqual(['redis', 'api', 'kafka', 'worker-1', 'worker-2']);
		expect(again.folded.has('answers')).toBe(true);
	});

	test('never hides its last lane', () => {
		const store = new TraceStore(doubleCharge());

		for (const { name } of store.trace.lanes) store.setLaneHidden(name, true);

		expect(store.lanes).toHaveLength(1);
	});

	test('finds what led to a broken property, and what came of it', () => {
		const { trace, index } = new TraceStore(doubleCharge());
		const [violation = -1] = index.violations;

		const past = [...causalCone(index, violation)]
			.filter((event) => event <= violation)
			.map((event) => trace.events[event]?.kind);

		expect(past).toContain('crash');
		expect(trace.events[[...causalCone(index, violation)].at(-1) ?? -1]?.atMs).toBeGreaterThan(1_000);
	});

	test('says every event in a sentence', () => {
		const { trace, index } = new TraceStore(long());
		const sentences = trace.events.map((event) => describeEvent(event, index));

		expect(sentences.filter((sentence) => /undefined|\[object|^$/.test(sentence))).toEqual([]);
		expect(sentences).toContainEqual(expect.stringMatching(/^worker-\d crashes: power\.$/));
	});
});

describe('a schedule in a link', () => {
	test('comes back as it was', () => {
		const name = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
		const time = fc.nat(9_999_999).map((micro) => micro / 1000);
		const nodes = fc.tuple(name, name);
		const fault = fc.oneof(
			fc.record({ kind: fc.constant('crash' as const), node: name, atMs: time, downMs: time }),
			fc.record({ kind: fc.constant('drop' as const), message: fc.nat() }),
			fc.record({ kind: fc.constant('cut' as const), nodes, atMs: time, forMs: time }),
			fc.record({ kind: fc.constant('slow' as const), nodes, factor: fc.integer({ min: 1, max: 99 }) })
		);
		const schedule = fc.record(
			{
				seed: fc.nat(),
				tieBreak: fc.nat(),
				onlyFaults: fc.array(name, { maxLength: 5 }),
				addedFaults: fc.array(fault, { minLength: 1, maxLength: 5 })
			},
			{ requiredKeys: ['seed'], noNullPrototype: true }
		);

		fc.assert(
			fc.property(schedule, (given) => {
				const text = new URLSearchParams({ run: scheduleText(given) }).get('run') ?? '';
				expect(parseSchedule(text)).toEqual(given);
			})
		);
	});

	test.each([
		'',
		'x',
		'-1',
		'1e9',
		'7~q1',
		'7~cworker*1',
		'7~d-1',
		'7~sa*b*0',
		`7~${'o~'.repeat(200)}`,
		'7'.repeat(40)
	])('is refused when it is %j', (text) => {
		expect(parseSchedule(text)).toBeNull();
	});
});

type Change = { key: string; operation: 'set' | 'append' | 'trim' | 'delete'; value: Json };

function stateEvent(index: number, change: Change): TraceEvent {
	return { kind: 'state', index, atMs: index, node: 'kafka', cause: -1, lamport: index, ...change };
}

/** The plain meaning of the operations: every list is copied. */
function replayed(events: readonly TraceEvent[]): Map<string, Json> {
	const state = new Map<string, Json>();
	for (const event of events) {
		if (event.kind !== 'state') continue;
		const before = state.get(event.key);
		const list = Array.isArray(before) ? before : [];
		const { value = null } = event;
		if (event.operation === 'delete') state.delete(event.key);
		else if (event.operation === 'set') state.set(event.key, value);
		else if (event.operation === 'append') state.set(event.key, [...list, value]);
		else {
			const count = typeof value === 'number' ? value : 0;
			state.set(event.key, list.slice(Math.max(0, list.length - count)));
		}
	}
	return state;
}
