import type { Trace } from '#lib/domain/trace.ts';
import type { PlotSeries } from '../figures/plot-series.ts';
import { LANE_COLOR } from './lane-color.ts';

/**
 * The gauges of a run as series, in the order in which they were first seen. A gauge of several nodes is one
 * series a node, in the colour of what the node is.
 */
export function gaugeSeriesOf(trace: Trace, key: string, kind: PlotSeries['kind'] = 'level'): PlotSeries[] {
	const byNode = new Map<string, { atMs: number[]; values: number[] }>();
	for (const event of trace.events) {
		if (event.kind !== 'gauge' || event.key !== key || !Number.isFinite(event.value)) continue;
		const series = byNode.get(event.node) ?? { atMs: [], values: [] };
		byNode.set(event.node, series);
		series.atMs.push(event.atMs);
		series.values.push(event.value);
	}
	return [...byNode].map(([node, { atMs, values }]) => {
		const lane = trace.lanes.find(({ name }) => name === node);
		return {
			name: node === '' ? key : node,
			kind,
			atMs,
			values,
			...(lane ? { color: LANE_COLOR[lane.kind] } : {})
		};
	});
}

/** The names of all gauges of a run. */
export function gaugeKeysOf(trace: Trace): string[] {
	return [...new Set(trace.events.flatMap((event) => (event.kind === 'gauge' ? event.key : [])))];
}
