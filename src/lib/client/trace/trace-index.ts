import type { Trace, TraceEvent } from '#lib/domain/trace.ts';

export type EventOf<Kind extends TraceEvent['kind']> = Extract<TraceEvent, { kind: Kind }>;

/** A message from its sending to its end. */
export interface MessageStory {
	send: EventOf<'send'>;
	/** Null while it was on its way when the run ended. */
	arrival: EventOf<'receive'> | EventOf<'drop'> | null;
	/** The events that send its answers. */
	answers: number[];
}

/** A time in which a node was not there; `until` is null when it never came back. */
export interface Outage {
	lane: string;
	crash: number;
	restart: number | null;
}

/** From `partition` to `heal`; `lanes` are those its text names, or all. */
export interface PartitionSpan {
	lanes: readonly string[];
	from: number;
	to: number | null;
	text: string;
}

/** What is asked of a trace again and again, found in one pass. */
export interface TraceIndex {
	/** The events of each lane, by index. */
	byLane: ReadonlyMap<string, readonly number[]>;
	messages: ReadonlyMap<number, MessageStory>;
	/** For each event what it caused: cause links and deliveries. */
	children: readonly (readonly number[])[];
	/** For each event what it came from, -1 where the scenario did it. */
	parents: readonly number[];
	outages: readonly Outage[];
	partitions: readonly PartitionSpan[];
	/** Broken properties, crashes and errors that were logged, in order. */
	failures: readonly number[];
	violations: readonly number[];
}

export function traceIndexOf(trace: Trace): TraceIndex {
	const messages = messagesOf(trace.events);
	const parents = trace.events.map((event) => parentOf(event, messages));
	return {
		byLane: byLaneOf(trace),
		messages,
		parents,
		children: childrenOf(parents),
		outages: outagesOf(trace.events),
		partitions: partitionsOf(trace),
		failures: trace.events.filter(isFailure).map(({ index }) => index),
		violations: trace.events.filter(isViolation).map(({ index }) => index)
	};
}

export function isViolation(event: TraceEvent): boolean {
	return event.kind === 'property' && !event.ok;
}

export function isFailure(event: TraceEvent): boolean {
	return isViolation(event) || event.kind === 'crash' || (event.kind === 'log' && event.level === 'error');
}

/** A program that measures its own streams sends no message: its swimlane would be an empty lane. */
export function hasMessages({ events }: Trace): boolean {
	return events.some(({ kind }) => kind === 'send' || kind === 'crash');
}

function byLaneOf(trace: Trace): Map<string, number[]> {
	const byLane = new Map(trace.lanes.map((lane): [string, number[]] => [lane.name, []]));
	for (const event of trace.events) byLane.get(event.node)?.push(event.index);
	return byLane;
}

function messagesOf(events: readonly TraceEvent[]): Map<number, MessageStory> {
	const messages = new Map<number, MessageStory>();
	for (const event of events) {
		if (event.kind === 'send') {
			messages.set(event.message, { send: event, arrival: null, answers: [] });
			if (event.answers !== null) messages.get(event.answers)?.answers.push(event.index);
		}
		if (event.kind === 'receive' || event.kind === 'drop') {
			const story = messages.get(event.message);
			if (story) story.arrival ??= event;
		}
	}
	return messages;
}

/** What a delivery came from is its sending, whatever else is noted. Causes lie in the past. */
function parentOf(event: TraceEvent, messages: ReadonlyMap<number, MessageStory>): number {
	const send =
		event.kind === 'receive' || event.kind === 'drop' ? messages.get(event.message)?.send.index : undefined;
	const parent = send ?? event.cause;
	return parent >= 0 && parent < event.index ? parent : -1;
}

function childrenOf(parents: readonly number[]): number[][] {
	const children = parents.map((): number[] => []);
	for (const [index, parent] of parents.entries()) children[parent]?.push(index);
	return children;
}

function outagesOf(events: readonly TraceEvent[]): Outage[] {
	const open = new Map<string, Outage>();
	const outages: Outage[] = [];
	for (const event of events) {
		if ((event.kind === 'crash' || event.kind === 'stop') && !open.has(event.node)) {
			const outage = { lane: event.node, crash: event.index, restart: null };
			open.set(event.node, outage);
			outages.push(outage);
		}
		if (event.kind === 'restart' || event.kind === 'start') {
			const outage = open.get(event.node);
			if (outage) outage.restart = event.index;
			open.delete(event.node);
		}
	}
	return outages;
}

function partitionsOf({ events, lanes }: Trace): PartitionSpan[] {
	const spans: PartitionSpan[] = [];
	for (const event of events) {
		if (event.kind !== 'mark') continue;
		const named = lanesIn(
			event.text,
			lanes.map(({ name }) => name)
		);
		if (event.name === 'partition')
			spans.push({ lanes: named, from: event.index, to: null, text: event.text });
		if (event.name === 'heal') {
			const open = spans.filter(({ to }) => to === null);
			const same = open.filter((span) => span.lanes.join('\n') === named.join('\n'));
			for (const span of same.length > 0 ? same : open) span.to = event.index;
		}
	}
	return spans;
}

/** The lanes that a text names; all of them when it names none. */
function lanesIn(text: string, names: readonly string[]): readonly string[] {
	const words = new Set(text.split(/[^\w.-]+/));
	const named = names.filter((name) => words.has(name));
	return named.length > 0 ? named : names;
}
