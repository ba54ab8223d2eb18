// region edit
import { auditTime, bufferTime, debounceTime, filter, mergeMap, switchMap, type Observable } from 'rxjs';

/** What to suggest for what was typed last. */
export function suggestions(
	typed: Observable<string>,
	search: (text: string) => Observable<string>
): Observable<string> {
	// equivalent: 200 → 201 because a millisecond more is no mistake
	return typed.pipe(debounceTime(200), switchMap(search));
}

/** A reading a second at most, the newest. */
export function telemetry(readings: Observable<number>): Observable<number> {
	// equivalent: 1_000 → 1001 because a millisecond more is no mistake
	return readings.pipe(auditTime(1_000));
}

/** A receipt for every order. */
export function charges(
	orders: Observable<string>,
	charge: (order: string) => Observable<string>
): Observable<string> {
	return orders.pipe(mergeMap(charge, 3));
}

/** Every event, in lists of at most 100. */
export function batches(events: Observable<number>): Observable<number[]> {
	return events.pipe(
		// equivalent: 1_000 → 1001 because a millisecond more is no mistake
		bufferTime(1_000, null, 100),
		filter((batch) => batch.length > 0)
	);
}
// endregion
