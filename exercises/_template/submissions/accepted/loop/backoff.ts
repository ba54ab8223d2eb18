// region edit
/** How long to wait before each of `count` retries, in milliseconds. */
export function retryDelays(count: number, baseMs: number, capMs: number): number[] {
	const delays: number[] = [];
	let delayMs = baseMs;
	for (let retry = 0; retry < count; retry += 1) {
		delays.push(Math.min(delayMs, capMs));
		delayMs *= 2;
	}
	return delays;
}
// endregion
