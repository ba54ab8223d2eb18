import { describe, expect, test } from 'vitest';
import { affectedBy, buildOrder, CycleError, stages } from './build-order.ts';

const app = {
	app: ['ui', 'api'],
	ui: ['widgets', 'icons'],
	api: ['db', 'log'],
	db: ['log'],
	widgets: ['icons']
};

describe('buildOrder', () => {
	test('puts needs first', () => {
		const order = buildOrder(app);
		for (const [name, needs] of Object.entries(app)) {
			for (const need of needs) expect(order.indexOf(need)).toBeLessThan(order.indexOf(name));
		}
	});

	test('names each once', () => {
		expect(buildOrder(app)).toHaveLength(7);
		expect(new Set(buildOrder(app)).size).toBe(7);
	});

	test('of nothing is nothing', () => {
		expect(buildOrder({})).toEqual([]);
	});
});

test('stages can be built side by side', () => {
	expect(stages(app)).toEqual([['icons', 'log'], ['db', 'widgets'], ['api', 'ui'], ['app']]);
});

describe('a cycle', () => {
	test('is refused', () => {
		expect(() => buildOrder({ a: ['b'], b: ['c'], c: ['a'], d: [] })).toThrow(CycleError);
	});

	test('is named', () => {
		expect(() => buildOrder({ x: ['a'], a: ['b'], b: ['a'] })).toThrow('a cycle: a → b → a');
		expect(() => buildOrder({ self: ['self'] })).toThrow(
			expect.objectContaining({ cycle: ['self', 'self'] })
		);
	});
});

test.each([
	['log', ['api', 'app', 'db']],
	['icons', ['app', 'ui', 'widgets']],
	['app', []]
])('a change of %s affects %j', (changed, affected) => {
	expect(affectedBy(app, changed)).toEqual(affected);
});
