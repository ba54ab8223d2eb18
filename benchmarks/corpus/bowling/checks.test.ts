import { beforeEach, describe, expect, test } from 'vitest';
import { Game } from './bowling.ts';

let game: Game;

beforeEach(() => {
	game = new Game();
});

const rollAll = (...rolls: number[]) => rolls.forEach((pins) => game.roll(pins));
const zeros = (count: number) => Array.from({ length: count }, () => 0);

describe('a score', () => {
	test('of nothing is nothing', () => {
		rollAll(...zeros(20));
		expect(game.score()).toBe(0);
	});

	test('adds pins', () => {
		rollAll(3, 6, 3, 6, 3, 6, 3, 6, 3, 6, 3, 6, 3, 6, 3, 6, 3, 6, 3, 6);
		expect(game.score()).toBe(90);
	});

	test('counts the roll after a spare twice', () => {
		rollAll(6, 4, 3, ...zeros(17));
		expect(game.score()).toBe(16);
	});

	test('counts two rolls after a strike twice', () => {
		rollAll(10, 5, 3, ...zeros(16));
		expect(game.score()).toBe(26);
	});

	test('counts strikes in a row', () => {
		rollAll(10, 10, 10, 5, 3, ...zeros(12));
		expect(game.score()).toBe(81);
	});

	test('of a perfect game is 300', () => {
		rollAll(...Array.from({ length: 12 }, () => 10));
		expect(game.score()).toEqual(300);
		expect(game.isOver).toBe(true);
	});

	test('adds one roll for a spare at the end', () => {
		rollAll(...zeros(18), 7, 3, 7);
		expect(game.score()).toBe(17);
	});
});

describe('a roll is refused', () => {
	test('when it is negative', () => {
		expect(() => game.roll(-1)).toThrow('negative');
	});

	test('when it hits more than stands', () => {
		game.roll(5);
		expect(() => game.roll(6)).toThrow(RangeError);
	});

	test('when the game is over', () => {
		rollAll(...zeros(20));
		expect(() => game.roll(0)).toThrowError(/over/);
	});
});

test('an open game has no score', () => {
	rollAll(1, 2);
	expect(() => game.score()).toThrow('not over');
});
