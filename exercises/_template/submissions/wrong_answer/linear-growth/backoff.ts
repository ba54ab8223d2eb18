// region edit
/* @misconception Backing off means waiting a little longer each time.
 * @fails "retryDelays > doubles the wait after each failure"
 * @message The waits grow by the same amount each time. Compare the third with twice the second. */
export function retryDelays(count: number, baseMs: number, capMs: number): number[] {
	return Array.from({ length: count }, (_, retry) => Math.min(capMs, baseMs * (retry + 1)));
}
// endregion
