import type { TraceEvent } from '#lib/domain/trace.ts';
import { durationText } from './layout.ts';
import type { TraceIndex } from './trace-index.ts';

/** What happened, in one sentence: the picture for whoever cannot see it. */
export function describeEvent(event: TraceEvent, index: TraceIndex): string {
	const node = event.node === '' ? 'The lab' : event.node;
	switch (event.kind) {
		case 'start':
			return `${node} starts.`;
		case 'restart':
			return `${node} restarts.`;
		case 'stop':
			return `${node} stops.`;
		case 'crash':
			return `${node} crashes: ${event.reason}.`;
		case 'send':
			return `${node} ${event.answers === null ? 'sends' : 'answers'} ${event.to} “${event.label}”${event.duplicateOf === undefined ? '' : ', which it had sent before'}.`;
		case 'receive':
			return `${node} receives “${labelOf(event.message, index)}” from ${event.from}.`;
		case 'drop':
			return `“${labelOf(event.message, index)}” from ${event.from} never reaches ${node}: ${DROP_REASON[event.why]}.`;
		case 'timer':
			return `At ${node} a timer fires: ${event.label}.`;
		case 'log':
			return `${node} ${event.level === 'error' || event.level === 'warn' ? `logs (${event.level})` : 'logs'}: ${event.text}`;
		case 'busy':
			return `${node} is busy for ${durationText(event.durationMs)}: ${event.label}.`;
		case 'state':
			return `At ${node}, ${event.key} ${stateVerb(event)}.`.replace('….', '…');
		case 'gauge':
			return `At ${node}, ${event.key} is ${event.value}.`;
		case 'mark':
			return event.node === ''
				? `${capital(event.name)}: ${event.text}.`
				: `${node}: ${event.name}, ${event.text}.`;
		case 'property':
			return event.ok
				? `The property “${event.name}” held.`
				: `The property “${event.name}” is broken: ${event.text}.`;
	}
}

export const DROP_REASON = {
	loss: 'the link lost it',
	partition: 'there is no way through',
	down: 'nobody is there',
	fault: 'it was cut by hand'
} as const;

function labelOf(message: number, { messages }: TraceIndex): string {
	return messages.get(message)?.send.label ?? `message ${message}`;
}

function stateVerb(event: Extract<TraceEvent, { kind: 'state' }>): string {
	const value = event.value === undefined ? '' : shortJson(event.value);
	switch (event.operation) {
		case 'set':
			return `becomes ${value}`;
		case 'append':
			return `gains ${value}`;
		case 'trim':
			return `keeps its newest ${value}`;
		case 'delete':
			return 'is deleted';
	}
}

const TEXT_MAX_LENGTH = 80;

export function shortJson(value: unknown): string {
	const text = JSON.stringify(value) ?? 'undefined';
	return text.length > TEXT_MAX_LENGTH ? `${text.slice(0, TEXT_MAX_LENGTH - 1)}…` : text;
}

function capital(text: string): string {
	return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** `204.549 ms`, `1,024.5 ms`: the time of an event, in tabular figures of one width. */
export function timeText(atMs: number): string {
	if (atMs >= 10_000) return `${(atMs / 1000).toFixed(2)} s`;
	return `${atMs.toFixed(1)} ms`;
}
