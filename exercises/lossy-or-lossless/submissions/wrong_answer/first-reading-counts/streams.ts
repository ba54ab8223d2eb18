// region edit
/* @misconception Throttling keeps what matters.
 * @fails "2. Telemetry: the newest value, once a second > the last reading before silence comes"
 * @message The gauge stands on an old reading although a newer one came before the silence. Which value of a second does throttleTime keep? */
import { bufferTime, debounceTime, filter, mergeMap, switchMap, throttleTime, type Observable } from 'rxjs';

/** What to suggest for what was typed last. */
export function suggestions(
	typed: Observable<string>,
	search: (text: string) => Observable<string>
): Observable<string> {
	return typed.pipe(debounceTime(200), switchMap(search));
}

/** A reading a second at most, the newest. */
export function telemetry(readings: Observable<number>): Observable<number> {
	return readings.pipe(throttleTime(1_000));
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
