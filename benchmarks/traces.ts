import { loadavg } from 'node:os';
import { drawingOf } from '../src/lib/client/trace/drawing.ts';
import { FOLDED_AT_FIRST, foldsOf } from '../src/lib/client/trace/folds.ts';
import { timelineOf } from '../src/lib/client/trace/layout.ts';
import { StateHistory } from '../src/lib/client/trace/reducers.ts';
import { traceIndexOf } from '../src/lib/client/trace/trace-index.ts';
import type { Trace, TraceEvent } from '../src/lib/domain/trace.ts';
import { doubleCharge } from '../tests/support/traces/double-charge.ts';
import { printTable, quantile } from './support.ts';

/** What a figure pays for a trace: once when it opens, at every fold or resize, and at every step of the cursor. */
const REBUILDS = 2_000;
const ROUNDS = 15;

function timed(run: () => unknown): number {
	const from = performance.now();
	run();
	return performance.now() - from;
}

function rounds(run: () => unknown): number[] {
	return Array.from({ length: ROUNDS }, () => timed(run));
}

function rowOf(trace: Trace) {
	const { events } = trace;
	const index = traceIndexOf(trace);
	const history = new StateHistory(events);
	const folds = foldsOf(trace, index.messages);
	const folded = new Set<unknown>(FOLDED_AT_FIRST);
	const isShown = (event: TraceEvent) => !folded.has(folds[event.index]);
	const timeline = timelineOf(events, isShown);
	const scene = { trace, index, timeline, folds, isShown };
	const columns = { left: 72, width: 168, lanes: trace.lanes };
	// Jumps, not steps: 7919 is a prime, so the places are spread evenly.
	const rebuilds = Array.from({ length: REBUILDS }, (_, nth) =>
		timed(() => history.stateAt((nth * 7919) % events.length))
	);
	const ms = (values: number[], share: number) => Number(quantile(values, share).toFixed(3));
	return {
		events: events.length,
		keys: history.keys().length,
		'index ms': ms(
			rounds(() => traceIndexOf(trace)),
			0.5
		),
		'keyframes ms': ms(
			rounds(() => new StateHistory(events)),
			0.5
		),
		'state at any event, p50 ms': ms(rebuilds, 0.5),
		'p99 ms': ms(rebuilds, 0.99),
		'worst ms': ms(rebuilds, 1),
		'time layout ms': ms(
			rounds(() => timelineOf(events, isShown)),
			0.5
		),
		'drawing ms': ms(
			rounds(() => drawingOf(scene, columns)),
			0.5
		)
	};
}

const rough = { isRough: true, crashAtOrder: 14, seed: 7, ordersCount: 4_000 };
printTable([
	rowOf(doubleCharge()),
	rowOf(doubleCharge({ ...rough, eventsMaxCount: 2_000 })),
	rowOf(doubleCharge({ ...rough, eventsMaxCount: 20_000 }))
]);
console.log(
	`load ${loadavg()
		.map((load) => load.toFixed(1))
		.join(' ')}`
);
