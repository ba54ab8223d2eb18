import { describe, expect, test } from 'vitest';
import { firstValueFrom, interval, map, merge, Observable, of, take, takeUntil, timer, toArray } from 'rxjs';
import { batches, charges, suggestions, telemetry } from '../streams.ts';

/** Values at their moments, in milliseconds. It does not end. */
function at<T>(...moments: [ms: number, value: T][]): Observable<T> {
	return merge(...moments.map(([ms, value]) => timer(ms).pipe(map(() => value))), new Observable<T>());
}

/** All that comes within so many milliseconds. */
function within<T>(ms: number, source: Observable<T>): Promise<T[]> {
	return firstValueFrom(source.pipe(takeUntil(timer(ms)), toArray()));
}

/** A call that takes a while, and a count of how many run. */
function calls(costMs: (name: string) => number) {
	const begun: string[] = [];
	const ended: string[] = [];
	let running = 0;
	let most = 0;
	const call = (name: string) =>
		new Observable<string>((observer) => {
			begun.push(name);
			running += 1;
			most = Math.max(most, running);
			const cost = timer(costMs(name)).subscribe(() => {
				ended.push(name);
				observer.next(`${name}!`);
				observer.complete();
			});
			return () => {
				running -= 1;
				cost.unsubscribe();
			};
		});
	return { call, begun, ended, most: () => most };
}

describe('1. Suggestions: the newest question counts', () => {
	test('a text that is replaced within 200 ms is not searched', async () => {
		const { call, begun } = calls(() => 10);

		const shown = await within(1_000, suggestions(at([0, 'r'], [150, 're'], [300, 'red']), call));

		expect(begun, 'what was searched after three keys, 150 ms apart').toEqual(['red']);
		expect(shown, 'what was shown').toEqual(['red!']);
	});

	test('an answer to an older text is never shown', async () => {
		const { call } = calls((text) => (text === 'r' ? 900 : 50));

		const shown = await within(2_000, suggestions(at([0, 'r'], [400, 'red']), call));

		expect(shown, 'what was shown, where the search for "r" takes 900 ms and the one for "red" 50').toEqual([
			'red!'
		]);
	});
});

describe('2. Telemetry: the newest value, once a second', () => {
	test('a stream that never pauses is shown every second', async () => {
		const readings = interval(2).pipe(take(2_400));

		const shown = await within(4_500, telemetry(readings));

		expect(shown.length, 'readings shown in 4.5 seconds, where 500 come in each').toBe(4);
		expect(shown[0], 'the first of them, about the 500th reading').toBeGreaterThan(480);
	});

	test('the last reading before silence comes', async () => {
		const shown = await within(4_000, telemetry(at([100, 20], [300, 95], [700, 40])));

		expect(shown, 'what was shown of 20, 95 and 40 in the first second, and then silence').toEqual([40]);
	});
});

describe('3. Orders: every one, three at a time', () => {
	const orders = Array.from({ length: 30 }, (_, index) => `order ${index}`);

	test('every order is charged once', async () => {
		const { call, ended } = calls(() => 20);

		await within(4_000, charges(of(...orders), call));

		expect(ended.toSorted(), 'which of 30 orders were charged').toEqual(orders.toSorted());
	});

	test('at most three charges run at the same time', async () => {
		const { call, most } = calls(() => 20);

		await within(4_000, charges(of(...orders), call));

		expect(most(), 'charges that ran at the same time').toBeLessThanOrEqual(3);
	});
});

describe('4. Events: every one, in batches', () => {
	test('no batch holds more than 100', async () => {
		const sizes = await within(
			3_000,
			batches(merge(of(...Array.from({ length: 250 }, (_, index) => index)), new Observable<number>())).pipe(
				map((batch) => batch.length)
			)
		);

		expect(sizes, 'the sizes of the batches, after 250 events at once').toEqual([100, 100, 50]);
	});

	test('an event waits at most a second', async () => {
		const given = await within(1_350, batches(at([300, 1], [310, 2], [320, 3])));

		expect(given.flat(), 'what was given within a second of three events').toEqual([1, 2, 3]);
	});
});
