import { inkOf } from '#lib/client/scheme.ts';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { alignedOf, tickText, type Plot } from '#lib/client/figures/plot-series.ts';

export interface DrawnPlot {
	/** Where the numbers are, in pixels of the element. */
	area: { left: number; top: number; width: number; height: number };
	xOf: (atMs: number) => number;
	yOf: (value: number) => number;
	destroy: () => void;
}

interface PlotFrame {
	width: number;
	height: number;
	endMs: number;
	colors: readonly string[];
}

/** Marks of an axis of bytes stand at round numbers of KiB and MiB. */
const BINARY_STEPS = Array.from({ length: 44 }, (_, power) => 2 ** power);

/** Dashes tell series apart where colour does not. */
export const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3]];

/**
 * Draws one plot with uPlot into an element. This module is loaded where a plot is shown, and nowhere else: the
 * library comes with it. Cursor and legend are ours, because they stand outside the canvas and are read aloud.
 */
export async function drawPlot(
	target: HTMLElement,
	plot: Plot,
	{ width, height, endMs, colors }: PlotFrame
): Promise<DrawnPlot> {
	const styles = getComputedStyle(target);
	const ink = inkOf(target);
	const axis = {
		stroke: ink('var(--color-ink-quiet)'),
		font: `12px ${styles.fontFamily}`,
		grid: { stroke: ink('var(--color-line)'), width: 1 },
		ticks: { show: false },
		border: { show: true, stroke: ink('var(--color-line-strong)'), width: 1 }
	};
	const limit = plot.limit?.value ?? 0;
	const ready = Promise.withResolvers<void>();
	const chart = new uPlot(
		{
			hooks: { ready: [() => ready.resolve()] },
			width,
			height,
			padding: [10, 8, 0, 0],
			legend: { show: false },
			cursor: { show: false },
			scales: {
				x: { time: false, range: [0, Math.max(endMs, 1)] },
				y: {
					range: (_, min, max) =>
						uPlot.rangeNum(Math.min(0, min ?? 0), Math.max(limit, max ?? 0, 1), 0.1, true)
				}
			},
			series: [
				{},
				...plot.series.map(({ kind }, place) => ({
					stroke: ink(colors[place] ?? ''),
					width: 2,
					dash: [...(DASHES[place % DASHES.length] ?? [])],
					spanGaps: false,
					...(kind === 'level'
						? { paths: steppedPaths(), points: { show: false } }
						: { paths: () => null, points: { show: true, size: 5, fill: ink(colors[place] ?? '') } })
				}))
			],
			axes: [
				{
					...axis,
					size: 28,
					space: 70,
					values: (_, splits) => splits.map((atMs) => tickText(atMs, 'ms'))
				},
				{
					...axis,
					size: 56,
					space: 28,
					...(plot.unit === 'bytes' ? { incrs: BINARY_STEPS } : {}),
					border: { show: false },
					values: (_, splits) => splits.map((value) => tickText(value, plot.unit))
				}
			]
		},
		alignedOf(plot.series, endMs),
		target
	);
	await ready.promise;
	const { offsetLeft: left, offsetTop: top } = chart.over;
	return {
		area: { left, top, width: chart.over.clientWidth, height: chart.over.clientHeight },
		xOf: (atMs) => left + chart.valToPos(atMs, 'x'),
		yOf: (value) => top + chart.valToPos(value, 'y'),
		destroy: () => chart.destroy()
	};
}

function steppedPaths(): uPlot.Series.PathBuilder {
	const stepped = uPlot.paths.stepped?.({ align: 1 });
	if (!stepped) throw new Error('uPlot was built without stepped lines');
	return stepped;
}
