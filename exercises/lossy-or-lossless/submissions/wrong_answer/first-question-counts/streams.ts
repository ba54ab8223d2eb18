// region edit
/* @misconception While a search runs, new texts can be left out.
 * @fails "1. Suggestions: the newest question counts > a newer text ends the search for an older one"
 * @message The newest text was left out because an older search was still running. Which of the two does the person wait for? */
import { auditTime, bufferTime, debounceTime, exhaustMap, filter, mergeMap, type Observable } from 'rxjs';

/** What to suggest for what was typed last. */
export function suggestions(
	typed: Observable<string>,
	search: (text: string) => Observable<string>
): Observable<string> {
	return typed.pipe(debounceTime(200), exhaustMap(search));
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
