// region edit
/* @misconception A batch is ready when it is full.
 * @fails "4. Events: every one, in batches > an event waits at most a second"
 * @message Three events waited for 97 more that did not come. A batch needs a second way to be ready. */
import { auditTime, bufferCount, debounceTime, mergeMap, switchMap, type Observable } from 'rxjs';

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
	return events.pipe(bufferCount(100));
}
// endregion
