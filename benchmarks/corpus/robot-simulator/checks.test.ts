import { describe, expect, test } from 'vitest';
import { InvalidInput, Robot } from './robot.ts';

describe('a robot', () => {
	test('starts in the middle, looking north', () => {
		const robot = new Robot();
		expect(robot.bearing).toBe('north');
		expect(robot.coordinates).toEqual([0, 0]);
	});

	test.each([
		['R', 'east'],
		['RR', 'south'],
		['RRR', 'west'],
		['RRRR', 'north'],
		['L', 'west'],
		['LL', 'south']
	])('after %s looks %s', (program, bearing) => {
		expect(new Robot().run(program).bearing).toBe(bearing);
	});

	test.each([
		['north', [0, 1]],
		['east', [1, 0]],
		['south', [0, -1]],
		['west', [-1, 0]]
	] as const)('advances %s to %j', (direction, place) => {
		expect(new Robot().place({ x: 0, y: 0, direction }).run('A').coordinates).toStrictEqual(place);
	});

	test('follows a program', () => {
		const robot = new Robot().place({ x: 7, y: 3, direction: 'north' }).run('RAALAL');
		expect({ at: robot.coordinates, bearing: robot.bearing }).toMatchObject({ at: [9, 4], bearing: 'west' });
	});

	test('refuses what it does not know', () => {
		expect(() => new Robot().place({ x: 0, y: 0, direction: 'crood' })).toThrow(InvalidInput);
		expect(() => new Robot().run('X')).toThrow(expect.objectContaining({ name: 'InvalidInput' }));
	});
});
