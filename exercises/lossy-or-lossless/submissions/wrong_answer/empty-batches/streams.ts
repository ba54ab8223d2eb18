// region edit
/* @misconception Every second has its batch.
 * @fails "4. Events: every one, in batches > no batch is empty"
 * @message An empty batch was given in a second without events: an insert of nothing, for ever. Look at what comes out while nothing comes in. */
import { auditTime, bufferTime, debounceTime, mergeMap, switchMap, type Observable } from 'rxjs';

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
	return events.pipe(bufferTime(1_000, null, 100));
}
// endregion
