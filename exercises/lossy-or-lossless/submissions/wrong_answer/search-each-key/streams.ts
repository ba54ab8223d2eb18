// region edit
/* @misconception Cancelling a search costs nothing, so each key may start one.
 * @fails "1. Suggestions: the newest question counts > a text that is replaced within 200 ms is not searched"
 * @message Each key started a search, and the server answered all of them. What is cancelled here is only your interest in the answer. */
import { auditTime, bufferTime, filter, mergeMap, switchMap, type Observable } from 'rxjs';

/** What to suggest for what was typed last. */
export function suggestions(
	typed: Observable<string>,
	search: (text: string) => Observable<string>
): Observable<string> {
	return typed.pipe(switchMap(search));
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
		bufferTime(1_000, null, 100),
		filter((batch) => batch.length > 0)
	);
}
// endregion
