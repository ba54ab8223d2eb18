// region edit
/* @misconception A batch a second is a bounded batch.
 * @fails "4. Events: every one, in batches > no batch holds more than 100"
 * @message A batch held everything that came in a second, and nobody knows how much that will be. Time alone bounds nothing. */
import { auditTime, bufferTime, debounceTime, filter, mergeMap, switchMap, type Observable } from 'rxjs';

/** What to suggest for what was typed last. */
export function suggestions(
	typed: Observable<string>,
	search: (text: string) => Observable<string>
): Observable<string> {
	return typed.pipe(debounceTime(200), switchMap(search));
}

/** A reading a second at most, the newest. */
export function telemetry(readings: Observable<number>): Observable<number> {
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
		bufferTime(1_000),
		filter((batch) => batch.length > 0)
	);
}
// endregion
