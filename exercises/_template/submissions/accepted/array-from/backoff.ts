// region edit
export const retryDelays = (count: number, baseMs: number, capMs: number): number[] =>
	Array.from({ length: count }, (_, retry) => Math.min(capMs, baseMs * 2 ** retry));
// endregion
