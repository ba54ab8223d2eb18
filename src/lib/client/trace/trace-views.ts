import type { Trace } from '#lib/domain/trace.ts';
import type { TraceView } from '#lib/domain/trace-view.ts';
import { gaugeKeysOf } from './gauge-series.ts';
import type { StateHistory } from './reducers.ts';

/** The views beside the swimlane that this trace has anything to show in. */
export function stateViewsOf(trace: Trace, history: StateHistory): TraceView[] {
	const views: [TraceView, boolean][] = [
		['log', history.keys('log/').length > 0],
		['state', storesOf(history).length > 0],
		['queues', history.keys('queue/').length > 0],
		['pipe', history.keys('pipe/').length > 0],
		['transactions', history.keys('session/').length > 0],
		['pages', history.keys('heap/').length > 0],
		['index', history.keys('index/').length > 0],
		['plans', history.keys('plan/').length > 0],
		['plots', gaugeKeysOf(trace).length > 0]
	];
	return views.flatMap(([view, hasAny]) => (hasAny ? [view] : []));
}

/** The nodes whose keys and values are known. */
export function storesOf(history: StateHistory): string[] {
	return [...new Set(history.keys('value/').map((key) => key.split('/')[1] ?? ''))];
}
