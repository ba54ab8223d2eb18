/** What became of one schedule of a scenario. */
export type SeedResult = { seed: number } & (
	| { state: 'waiting' | 'running' | 'passed' }
	/** `sentence`: what broke first, in words. */
	| { state: 'failed'; sentence: string }
);

export const SEED_STATES = {
	passed: 'passed',
	failed: 'failed',
	running: 'running',
	waiting: 'not yet run'
} as const;

/** Rows of these lengths make places easy to find by counting. */
const ROWS = [50, 40, 30, 25, 20, 15, 10, 5];

/** The longest row that fits, and not so long that there are only one or two rows of it. */
export function columnsFor(count: number, widthPx: number, cellPx: number): number {
	const fitting = ROWS.filter((columns) => columns * cellPx <= widthPx);
	return fitting.find((columns) => columns * 3 <= count) ?? fitting.findLast(() => true) ?? 1;
}

export function countsOf(results: readonly SeedResult[]): Record<SeedResult['state'], number> {
	const counts = { passed: 0, failed: 0, running: 0, waiting: 0 };
	for (const { state } of results) counts[state] += 1;
	return counts;
}

/** `Passed 198 of 200 schedules.`, and while they run how many have. */
export function seedsSentence(results: readonly SeedResult[]): string {
	const { passed, failed, running, waiting } = countsOf(results);
	if (results.length === 0) return 'No schedules have run yet.';
	const done = passed + failed;
	if (done === 0) return `None of ${results.length} schedules has run yet.`;
	if (running + waiting > 0)
		return `${done} of ${results.length} schedules have run: ${passed} passed, ${failed} failed.`;
	return passed === results.length
		? `Passed all ${results.length} schedules.`
		: `Passed ${passed} of ${results.length} schedules.`;
}

export function seedSentence(result: SeedResult): string {
	return `Seed ${result.seed}: ${SEED_STATES[result.state]}${result.state === 'failed' ? `. ${result.sentence}` : ''}`;
}

/** Where the arrow keys lead in a grid; the same place when there is nothing there. */
export function placeAfterKey(key: string, place: number, columns: number, count: number): number | null {
	const rowStart = place - (place % columns);
	const to: Record<string, number> = {
		ArrowRight: place + 1,
		ArrowLeft: place - 1,
		ArrowDown: place + columns,
		ArrowUp: place - columns,
		Home: rowStart,
		End: Math.min(rowStart + columns, count) - 1,
		PageUp: place % columns,
		PageDown: count - 1 - ((count - 1 - place) % columns)
	};
	if (!Object.hasOwn(to, key)) return null;
	const next = to[key] ?? place;
	return next >= 0 && next < count ? next : place;
}
