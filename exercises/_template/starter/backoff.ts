// region edit
/** How long to wait before each of `count` retries, in milliseconds. */
export function retryDelays(count: number, baseMs: number, capMs: number): number[] {
	throw new Error(`retryDelays is not written yet (asked for ${count} from ${baseMs} to ${capMs} ms)`);
}
// endregion
