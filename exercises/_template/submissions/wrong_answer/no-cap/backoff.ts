// region edit
/* @misconception Doubling ends by itself soon enough.
 * @fails "retryDelays > never waits longer than the cap"
 * @message The waits go on doubling past the cap. Twelve doublings of 10 ms are more than 20 seconds. */
export function retryDelays(count: number, baseMs: number, _capMs: number): number[] {
	return Array.from({ length: count }, (_, retry) => baseMs * 2 ** retry);
}
// endregion
