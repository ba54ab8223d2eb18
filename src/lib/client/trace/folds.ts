import type { Trace, TraceEvent } from '#lib/domain/trace.ts';
import type { MessageStory } from './trace-index.ts';

/** What can be folded away, each with the words of its switch. */
export const FOLDS = {
	routine: 'Routine messages',
	answers: 'Answers',
	log: 'Logs',
	mark: 'Marks',
	busy: 'Busy time',
	timer: 'Timers',
	state: 'State changes',
	gauge: 'Gauges'
} as const;
export type Fold = keyof typeof FOLDS;

/** What a picture begins with: what teaches is shown, what only repeats is folded. */
export const FOLDED_AT_FIRST: readonly Fold[] = ['routine', 'timer', 'state', 'gauge'];

/** The fold that each event belongs to; null for what is always shown (crashes, violations, …). */
export function foldsOf(trace: Trace, messages: ReadonlyMap<number, MessageStory>): (Fold | null)[] {
	return trace.events.map((event) => foldOf(event, messages));
}

function foldOf(event: TraceEvent, messages: ReadonlyMap<number, MessageStory>): Fold | null {
	switch (event.kind) {
		case 'send':
		case 'receive':
		case 'drop':
			return foldOfMessage(event.message, messages);
		case 'mark':
			return event.name === 'partition' || event.name === 'heal' ? null : 'mark';
		case 'log':
			return event.level === 'error' ? null : 'log';
		case 'busy':
		case 'timer':
		case 'state':
		case 'gauge':
			return event.kind;
		default:
			return null;
	}
}

/** The answer to routine is routine. */
function foldOfMessage(message: number, messages: ReadonlyMap<number, MessageStory>): Fold | null {
	const send = messages.get(message)?.send;
	if (!send) return null;
	if (send.isRoutine) return 'routine';
	if (send.answers === null) return null;
	return messages.get(send.answers)?.send.isRoutine ? 'routine' : 'answers';
}

/** In the order they joined, with nodes of one group side by side. */
export function lanesTogether(trace: Trace): string[] {
	const order: string[] = [];
	for (const lane of trace.lanes) {
		if (order.includes(lane.name)) continue;
		const together = lane.group === null ? [lane] : trace.lanes.filter(({ group }) => group === lane.group);
		order.push(...together.map(({ name }) => name));
	}
	return order;
}
