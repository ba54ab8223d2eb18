import { describe, expect, it } from 'vitest';
import { Clock } from './clock.ts';

describe('Clock', () => {
	it.each`
		hour    | minute   | text
		${8}    | ${0}     | ${'08:00'}
		${24}   | ${0}     | ${'00:00'}
		${25}   | ${0}     | ${'01:00'}
		${1}    | ${60}    | ${'02:00'}
		${-91}  | ${0}     | ${'05:00'}
		${1}    | ${-40}   | ${'00:20'}
		${72}   | ${8640}  | ${'00:00'}
		${-121} | ${-5810} | ${'22:10'}
	`('shows $hour:$minute as $text', ({ hour, minute, text }) => {
		expect(new Clock(hour, minute).toString()).toBe(text);
	});

	it('adds across midnight', () => {
		expect(`${new Clock(23, 59).plus(2)}`).toBe('00:01');
	});

	it('subtracts more than a day', () => {
		expect(String(new Clock(5, 32).minus(1500))).toBe('04:32');
	});

	it('leaves the original alone', () => {
		const noon = new Clock(12);
		noon.plus(30);
		expect(noon.toString()).toBe('12:00');
	});

	it('compares by value', () => {
		expect(new Clock(10, 37).equals(new Clock(34, 37))).toBe(true);
		expect(new Clock(10, 37).equals(new Clock(10, 38))).toBe(false);
	});
});
