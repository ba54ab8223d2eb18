export type Interval = readonly [start: number, end: number];

/** Sorted, and with no two that touch. Intervals are half open: the end is not part of them. */
export function merge(intervals: readonly Interval[]): Interval[] {
	const merged: [number, number][] = [];
	for (const [start, end] of intervals.filter(([a, b]) => a < b).toSorted((a, b) => a[0] - b[0])) {
		const last = merged.at(-1);
		if (last && start <= last[1]) last[1] = Math.max(last[1], end);
		else merged.push([start, end]);
	}
	return merged;
}

export function intersect(one: readonly Interval[], other: readonly Interval[]): Interval[] {
	return merge(one.flatMap(([a, b]) => other.map(([c, d]): Interval => [Math.max(a, c), Math.min(b, d)])));
}

export function subtract(from: readonly Interval[], holes: readonly Interval[]): Interval[] {
	return merge(holes)
		.reduce<Interval[]>(
			(left, [start, end]) =>
				left.flatMap(([a, b]): Interval[] =>
					end <= a || start >= b
						? [[a, b]]
						: [
								[a, Math.min(b, start)],
								[Math.max(a, end), b]
							]
				),
			merge(from)
		)
		.filter(([a, b]) => a < b);
}

export function totalLength(intervals: readonly Interval[]): number {
	return merge(intervals).reduce((sum, [start, end]) => sum + end - start, 0);
}

/** How many meet at the busiest moment. */
export function busiest(intervals: readonly Interval[]): number {
	const edges = intervals
		.flatMap(([start, end]) => [
			{ at: start, by: 1 },
			{ at: end, by: -1 }
		])
		.toSorted((a, b) => a.at - b.at || a.by - b.by);
	let now = 0;
	return edges.reduce((most, { by }) => Math.max(most, (now += by)), 0);
}
