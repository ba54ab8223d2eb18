import type { AddedFault } from '#lib/domain/trace.ts';
import { timeText } from './describe-event.ts';
import { durationText } from './layout.ts';
import type { TraceIndex } from './trace-index.ts';

/** A fault added by hand, as short as a label: `worker-1 killed at 204.5 ms, back after 500 ms`. */
export function describeFault(fault: AddedFault, index: TraceIndex | null): string {
	switch (fault.kind) {
		case 'crash':
			return `${fault.node} killed at ${timeText(fault.atMs)}, back after ${durationText(fault.downMs)}`;
		case 'drop': {
			const label = index?.messages.get(fault.message)?.send.label;
			return label === undefined ? `message ${fault.message} dropped` : `“${label}” dropped`;
		}
		case 'cut':
			return `${fault.nodes.join(' and ')} cut off at ${timeText(fault.atMs)} for ${durationText(fault.forMs)}`;
		case 'slow':
			return `${fault.nodes.join(' to ')} ${fault.factor} times slower`;
	}
}
