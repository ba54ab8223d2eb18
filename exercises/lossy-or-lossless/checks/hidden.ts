import { describe, expect, test } from 'vitest';
import { firstValueFrom, interval, map, merge, Observable, of, takeUntil, timer, toArray } from 'rxjs';
import { batches, charges, suggestions, telemetry } from '../streams.ts';

function within<T>(ms: number, source: Observable<T>): Promise<T[]> {
	return firstValueFrom(source.pipe(takeUntil(timer(ms)), toArray()));
}

describe('1. Suggestions: the newest question counts', () => {
	test('a newer text ends the search for an older one', async () => {
		const ended: string[] = [];
		const search = (text: string) =>
			new Observable<string>((observer) => {
				const answer = timer(600).subscribe(() => observer.next(text));
				return () => {
					ended.push(text);
					answer.unsubscribe();
				};
			});
		const typed = merge(of('old'), timer(500).pipe(map(() => 'new')), new Observable<string>());

		const shown = await within(1_400, suggestions(typed, search));

		expect(
			shown,
			'what was shown, where each search takes 600 ms and "new" comes 300 ms after the first began'
		).toEqual(['new']);
		expect(ended[0], 'the search that was ended first').toBe('old');
	});

	test('200 ms are enough', async () => {
		let searches = 0;
		const typed = merge(of('r'), timer(230).pipe(map(() => 're')), new Observable<string>());

		await within(
			600,
			suggestions(typed, (text) => {
				searches += 1;
				return of(text);
			})
		);

		expect(searches, 'searches for two texts, 230 ms apart').toBe(2);
	});
});

describe('2. Telemetry: the newest value, once a second', () => {
	test('between two readings shown there is a second', async () => {
		const everyMs = 3 + Math.floor(Math.random() * 40);

		const shown = await within(4_700, telemetry(interval(everyMs)));

		expect(shown.length, `readings shown in 4.7 seconds, where one comes every ${everyMs} ms`).toBe(4);
	});
});

describe('3. Orders: every one, three at a time', () => {
	test('three charges run together while there are orders', async () => {
		const costMs = 10 + Math.floor(Math.random() * 50);
		const receipts = await within(
			costMs * 10 + 5,
			charges(of(...Array.from({ length: 30 }, (_, index) => `order ${index}`)), (order) =>
				timer(costMs).pipe(map(() => order))
			)
		);

		expect(receipts.length, `receipts after ten times ${costMs} ms, where each charge takes ${costMs}`).toBe(
			30
		);
	});
});

describe('4. Events: every one, in batches', () => {
	test('no batch is empty', async () => {
		const given = await within(
			4_500,
			batches(merge(of(1), timer(2_500).pipe(map(() => 2)), new Observable<number>()))
		);

		expect(given, 'the batches of two events, 2.5 seconds apart').toEqual([[1], [2]]);
	});
});
