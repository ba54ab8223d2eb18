import { describe, expect, test } from 'vitest';
import { diffTraces } from '#lib/client/trace/diff-traces.ts';
import { doubleCharge } from '../../support/traces/double-charge.ts';

const passing = doubleCharge({ crashAtOrder: -1 });
const failing = doubleCharge();

describe('a passing run beside a failing one', () => {
	test('part where the worker crashed, and the passing run says what happened instead', () => {
		const { parting, commonCount, laterCommonCount } = diffTraces(passing, failing);

		expect(parting?.sentence).toMatch(/^worker-2 crashes: power, at \d+\.\d ms\.$/);
		expect(parting?.instead).toMatch(/^worker-2 receives “10” from redis, at/);
		expect(commonCount).toBeGreaterThan(20);
		expect(commonCount + laterCommonCount).toBeLessThan(failing.events.length);
	});

	test('list what only one of them has, and mark what both have', () => {
		const diff = diffTraces(passing, failing);
		const onlyFailing = diff.failing.filter(({ isElsewhere }) => !isElsewhere);

		expect(onlyFailing.map(({ event }) => event.kind)).toEqual(
			expect.arrayContaining(['crash', 'restart', 'property'])
		);
		expect(diff.failing.some(({ isElsewhere }) => isElsewhere)).toBe(true);
		expect(diff.passing.filter(({ isElsewhere }) => isElsewhere)).toHaveLength(
			diff.failing.filter(({ isElsewhere }) => isElsewhere).length
		);
	});

	test('tell one story when they are one run', () => {
		const diff = diffTraces(failing, failing);

		expect([diff.parting, diff.passing, diff.failing]).toEqual([null, [], []]);
	});

	test('differ in what they mean, not in when it happened or how messages are numbered', () => {
		const later = {
			...failing,
			events: failing.events.map((event) => {
				const moved = { ...event, atMs: event.atMs + 1 };
				if (moved.kind === 'send')
					return {
						...moved,
						message: moved.message + 100,
						answers: moved.answers === null ? null : moved.answers + 100
					};
				if (moved.kind === 'receive' || moved.kind === 'drop')
					return { ...moved, message: moved.message + 100 };
				return moved;
			})
		};

		expect(diffTraces(failing, later).parting).toBeNull();
	});

	test('are compared node by node: what happens at the same time may come in any order', () => {
		const [first, second] = [failing.events[0], failing.events[1]];
		const swapped =
			first && second
				? {
						...failing,
						events: [{ ...second, index: 0 }, { ...first, index: 1 }, ...failing.events.slice(2)]
					}
				: failing;

		expect(swapped.events[0]).not.toEqual(failing.events[0]);
		expect(diffTraces(failing, swapped).parting).toBeNull();
	});

	test('say so when the failing run only stops', () => {
		const cut = { ...passing, events: passing.events.slice(0, 60) };

		const { parting } = diffTraces(passing, cut);

		expect(parting?.sentence).toMatch(/^only the passing run goes on: /);
	});
});
