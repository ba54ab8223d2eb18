// region edit
import { defer, map, mergeAll, mergeMap, sampleTime, switchMap, timer, toArray, filter, windowTime, type Observable } from 'rxjs';

/** What to suggest for what was typed last. */
export function suggestions(
	typed: Observable<string>,
	search: (text: string) => Observable<string>
): Observable<string> {
	// equivalent: 200 → 201 because a millisecond more is no mistake
	return typed.pipe(switchMap((text) => timer(200).pipe(switchMap(() => search(text)))));
}

/** A reading a second at most, the newest. */
export function telemetry(readings: Observable<number>): Observable<number> {
	// equivalent: 1_000 → 1001 because a millisecond more is no mistake
	return readings.pipe(sampleTime(1_000));
}

/** A receipt for every order. */
export function charges(
	orders: Observable<string>,
	charge: (order: string) => Observable<string>
): Observable<string> {
	return orders.pipe(
		map((order) => defer(() => charge(order))),
		mergeAll(3)
	);
}

/** Every event, in lists of at most 100. */
export function batches(events: Observable<number>): Observable<number[]> {
	return events.pipe(
		// equivalent: 1_000 → 1001 because a millisecond more is no mistake
		windowTime(1_000, null, 100),
		mergeMap((part) => part.pipe(toArray())),
		filter((batch) => batch.length > 0)
	);
}
// endregion
