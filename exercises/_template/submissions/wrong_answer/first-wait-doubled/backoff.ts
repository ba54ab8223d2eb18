// region edit
/* @misconception The wait doubles before it is used for the first time.
 * @fails "retryDelays > waits as long as asked before the first retry"
 * @message The first wait is twice the base. Look at what is doubled before the first entry is kept. */
export function retryDelays(count: number, baseMs: number, capMs: number): number[] {
	return Array.from({ length: count }, (_, retry) => Math.min(capMs, baseMs * 2 ** (retry + 1)));
}
// endregion
