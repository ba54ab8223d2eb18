import { afterEach, describe, expect, test, vi } from 'vitest';
import { Day, daysBetween, workdays } from './dates.ts';

const day = (text: string) => Day.parse(text);

afterEach(() => {
	vi.useRealTimers();
});

describe('a day', () => {
	test('is printed as it was read', () => {
		expect(String(day('2024-02-29'))).toBe('2024-02-29');
		expect(JSON.stringify({ at: day('1999-12-31') })).toBe('{"at":"1999-12-31"}');
	});

	test.each(['2023-02-29', '2024-13-01', '2024-00-10', '24-1-1', 'today', ''])('is not %s', (text) => {
		expect(() => day(text)).toThrow(RangeError);
	});

	test.each([
		['2024-02-28', 2, '2024-03-01'],
		['2023-12-31', 1, '2024-01-01'],
		['2024-03-01', -1, '2024-02-29'],
		['2024-01-01', 366, '2025-01-01']
	])('%s and %d days is %s', (text, count, expected) => {
		expect(day(text).plusDays(count).toString()).toBe(expected);
	});

	test.each([
		['2024-01-31', 1, '2024-02-29'],
		['2023-01-31', 1, '2023-02-28'],
		['2024-03-31', -1, '2024-02-29'],
		['2024-05-15', 12, '2025-05-15']
	])('%s and %d months is %s', (text, count, expected) => {
		expect(`${day(text).plusMonths(count)}`).toBe(expected);
	});

	test('knows its weekday', () => {
		expect(day('2024-07-07').weekday).toBe(7);
		expect(day('2024-07-08').isWeekend).toBe(false);
	});

	test.each([
		['2021-01-03', 53],
		['2021-01-04', 1],
		['2024-12-30', 1],
		['2024-07-08', 28]
	])('%s lies in week %d', (text, week) => {
		expect(day(text).week).toBe(week);
	});

	test('may be today', () => {
		vi.useFakeTimers();
		vi.setSystemTime(new Date('2030-06-15T23:59:59.999Z'));
		expect(Day.today().toString()).toBe('2030-06-15');
	});
});

describe('ranges', () => {
	test('hold both ends', () => {
		expect(Array.from(daysBetween(day('2024-02-28'), day('2024-03-01')), String)).toEqual([
			'2024-02-28',
			'2024-02-29',
			'2024-03-01'
		]);
		expect([...daysBetween(day('2024-02-02'), day('2024-02-01'))]).toHaveLength(0);
	});

	test('count days at work', () => {
		expect(workdays(day('2024-07-01'), day('2024-07-31'))).toBe(23);
		expect(workdays(day('2024-07-01'), day('2024-07-31'), ['2024-07-04', '2024-07-06'])).toBe(22);
	});
});
