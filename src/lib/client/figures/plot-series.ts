import { summaryOf, type SeriesSummary, type Weighted } from './quantiles.ts';

/** Numbers over virtual time. Times never fall. */
export interface PlotSeries {
	name: string;
	/** `level`: holds until the next number says otherwise · `sample`: each number is one measurement. */
	kind: 'level' | 'sample';
	atMs: readonly number[];
	values: readonly number[];
	/** A CSS colour; one of the lanes' when left out. */
	color?: string;
}

/** Series that share one scale. */
export interface Plot {
	title: string;
	/** Of the numbers: `ms`, `bytes`, `records`. */
	unit: string;
	series: readonly PlotSeries[];
	/** A level that must not be passed, with its name. */
	limit?: { value: number; name: string };
}

/** The numbers of a series in four: of a level by how long it lasted, of samples by how many there are. */
export function seriesSummary(series: PlotSeries, endMs: number): SeriesSummary | null {
	return summaryOf(
		series.values.map((value, place): Weighted => {
			if (series.kind === 'sample') return { value, weight: 1 };
			const untilMs = series.atMs[place + 1] ?? Math.max(endMs, series.atMs[place] ?? 0);
			return { value, weight: untilMs - (series.atMs[place] ?? 0) };
		})
	);
}

/** What a series says at a moment; null before its first number, and for samples where none is near. */
export function valueAtMs(series: PlotSeries, atMs: number): number | null {
	let [low, high] = [0, series.atMs.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((series.atMs[middle] ?? 0) <= atMs) low = middle + 1;
		else high = middle;
	}
	return series.values[low - 1] ?? null;
}

/** One axis of times for all series, as a chart wants them: null where a series has no number of its own. */
export function alignedOf(series: readonly PlotSeries[], endMs: number): [number[], ...(number | null)[][]] {
	const times = [...new Set([...series.flatMap(({ atMs }) => atMs), endMs])].toSorted((a, b) => a - b);
	const placeOf = new Map(times.map((atMs, place) => [atMs, place]));
	const columns = series.map((one) => {
		const column = new Array<number | null>(times.length).fill(null);
		for (const [place, atMs] of one.atMs.entries())
			column[placeOf.get(atMs) ?? 0] = one.values[place] ?? null;
		return one.kind === 'level' ? heldOn(column) : column;
	});
	return [times, ...columns];
}

/** A level lasts until the next one. */
function heldOn(column: readonly (number | null)[]): (number | null)[] {
	let held: number | null = null;
	return column.map((value) => (held = value ?? held));
}

const UNITS: Record<string, readonly [step: number, names: readonly string[]]> = {
	bytes: [1024, ['B', 'KiB', 'MiB', 'GiB']],
	ms: [1000, ['ms', 's']]
};

/** `16 KiB`, `1.2 s`, `12 records`: a number with its unit, short enough for a table. */
export function quantityText(value: number, unit: string): string {
	const [step, names] = UNITS[unit] ?? [1000, [unit]];
	let scaled = value;
	let place = 0;
	while (Math.abs(scaled) >= step && place < names.length - 1) {
		scaled /= step;
		place += 1;
	}
	const name = names[place] ?? unit;
	return `${number.format(scaled)} ${scaled === 1 && name === unit ? name.replace(/([^m])s$/, '$1') : name}`.trim();
}

/** On an axis, a unit that never changes stands in the title once. */
export function tickText(value: number, unit: string): string {
	return quantityText(value, isScaled(unit) ? unit : '');
}

/** The unit's name grows with the number. */
export function isScaled(unit: string): boolean {
	return Object.hasOwn(UNITS, unit);
}

const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
