import { describe, expect, test } from 'vitest';
import { cheapest, components, fewestSteps, graphFrom } from './graph.ts';

const roads = graphFrom(`
	a -- b : 7
	a -- c : 9
	a -- f : 14
	b -- c : 10
	b -- d : 15
	c -- d : 11
	c -- f : 2
	d -- e : 6
	e -- f : 9
`);

describe('graphFrom', () => {
	test('knows arrows and lines', () => {
		const graph = graphFrom('a -> b\nb -- c : 3');
		expect(graph.get('a')).toEqual([{ to: 'b', cost: 1 }]);
		expect(graph.get('b')).toEqual([{ to: 'c', cost: 3 }]);
		expect(graph.get('c')).toContainEqual({ to: 'b', cost: 3 });
	});

	test('refuses the rest', () => {
		expect(() => graphFrom('a => b')).toThrow(SyntaxError);
	});
});

describe('fewestSteps', () => {
	test('finds the shortest way', () => {
		expect(fewestSteps(roads, 'a', 'e')).toEqual(['a', 'f', 'e']);
	});

	test('stays where it is', () => {
		expect(fewestSteps(roads, 'd', 'd')).toEqual(['d']);
	});

	test('does not go against an arrow', () => {
		const graph = graphFrom('a -> b\nb -> c');
		expect(fewestSteps(graph, 'a', 'c')).toHaveLength(3);
		expect(fewestSteps(graph, 'c', 'a')).toBeNull();
	});
});

describe('cheapest', () => {
	test('prefers more steps that cost less', () => {
		expect(cheapest(roads, 'a', 'e')).toStrictEqual({ nodes: ['a', 'c', 'f', 'e'], cost: 20 });
	});

	test.each([
		['a', 'd', 20],
		['b', 'e', 21],
		['c', 'c', 0]
	])('from %s to %s for %d', (from, to, cost) => {
		expect(cheapest(roads, from, to)).toHaveProperty('cost', cost);
	});

	test('finds none to an island', () => {
		expect(cheapest(roads, 'a', 'z')).toBe(null);
	});
});

test('components fall apart', () => {
	expect(components(graphFrom('a -- b\nc -- d\nd -- e'))).toEqual([
		['a', 'b'],
		['c', 'd', 'e']
	]);
});
