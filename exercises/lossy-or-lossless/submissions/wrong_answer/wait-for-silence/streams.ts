// region edit
/* @misconception Debouncing is how one slows a stream down.
 * @fails "2. Telemetry: the newest value, once a second > a stream that never pauses is shown every second"
 * @message Nothing was shown for as long as readings came. debounceTime waits for a pause, and telemetry has none. */
import { bufferTime, debounceTime, filter, mergeMap, switchMap, type Observable } from 'rxjs';

/** What to suggest for what was typed last. */
export function suggestions(
	typed: Observable<string>,
	search: (text: string) => Observable<string>
): Observable<string> {
	return typed.pipe(debounceTime(200), switchMap(search));
}

/** A reading a second at most, the newest. */
export function telemetry(readings: Observable<number>): Observable<number> {
	return readings.pipe(debounceTime(1_000));
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
