// region edit
/* @misconception Fewer searches mean that answers come in order.
 * @fails "1. Suggestions: the newest question counts > an answer to an older text is never shown"
 * @message The answer to an older text came last and was shown. Waiting before a search does not end the one that is under way. */
import { auditTime, bufferTime, debounceTime, filter, mergeMap, type Observable } from 'rxjs';

/** What to suggest for what was typed last. */
export function suggestions(
	typed: Observable<string>,
	search: (text: string) => Observable<string>
): Observable<string> {
	return typed.pipe(debounceTime(200), mergeMap(search));
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
