/** What the numbers of one series were like. Never an average: it hides what matters. */
export interface SeriesSummary {
	min: number;
	p50: number;
	p99: number;
	max: number;
}

/** A number, and for how long (or how often) it was so. */
export interface Weighted {
	value: number;
	weight: number;
}

/**
 * The smallest value that is not exceeded for a share of the whole weight (nearest rank, so it is always a value
 * that was there). Null when nothing has any weight.
 */
export function quantileOf(sorted: readonly Weighted[], share: number): number | null {
	const whole = sorted.reduce((sum, { weight }) => sum + weight, 0);
	let sum = 0;
	for (const { value, weight } of sorted) {
		sum += weight;
		// A hair of tolerance: sums of times are not exact.
		if (weight > 0 && sum >= share * whole * (1 - 1e-12)) return value;
	}
	return null;
}

export function summaryOf(values: readonly Weighted[]): SeriesSummary | null {
	const sorted = values.filter(({ weight }) => weight > 0).toSorted((one, other) => one.value - other.value);
	const [p50, p99] = [quantileOf(sorted, 0.5), quantileOf(sorted, 0.99)];
	const [min, max] = [sorted[0]?.value, sorted.at(-1)?.value];
	if (p50 === null || p99 === null || min === undefined || max === undefined) return null;
	return { min, p50, p99, max };
}
