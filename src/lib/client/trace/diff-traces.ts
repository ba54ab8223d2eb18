import type { Trace, TraceEvent } from '#lib/domain/trace.ts';
import { describeEvent, shortJson, timeText } from './describe-event.ts';
import { foldsOf } from './folds.ts';
import { traceIndexOf, type TraceIndex } from './trace-index.ts';

/** An event in which two runs differ. */
export interface DifferingEvent {
	event: TraceEvent;
	sentence: string;
	/** The other run has it too, at another place of the same node's story. */
	isElsewhere: boolean;
}

/** Where two runs of a scenario part, and what happens in each from there on. */
export interface TraceDiff {
	/** So many events both runs have before they part. */
	commonCount: number;
	/** So many more are the same at nodes that the difference has not reached. */
	laterCommonCount: number;
	/** Null when both runs tell the same story. */
	parting: { sentence: string; instead: string | null; atMs: number } | null;
	passing: readonly DifferingEvent[];
	failing: readonly DifferingEvent[];
}

interface Side {
	trace: Trace;
	index: TraceIndex;
	/** What is compared of each lane. */
	byLane: Map<string, TraceEvent[]>;
	meaning: (event: TraceEvent) => string;
}

/**
 * Compares what two runs mean: node, kind and label, not times or numbers of messages. Each node's story is
 * compared with its own, because the order of what happens at different nodes differs from seed to seed without
 * any difference between them. Routine, timers and gauges say nothing about that and are left out.
 */
export function diffTraces(passing: Trace, failing: Trace): TraceDiff {
	const [left, right] = [sideOf(passing), sideOf(failing)];
	const prefix = new Map(lanesOf(left, right).map((lane) => [lane, commonPrefix(left, right, lane)]));
	const rest = { passing: restOf(left, prefix), failing: restOf(right, prefix) };
	const parting = partingOf(left, right, rest);
	const common = [...right.byLane].flatMap(([lane, events]) => events.slice(0, prefix.get(lane) ?? 0));
	const commonCount = parting ? common.filter(({ atMs }) => atMs <= parting.atMs).length : common.length;
	return {
		commonCount,
		laterCommonCount: common.length - commonCount,
		parting,
		passing: differing(left, rest.passing, right, rest.failing),
		failing: differing(right, rest.failing, left, rest.passing)
	};
}

function sideOf(trace: Trace): Side {
	const index = traceIndexOf(trace);
	const folds = foldsOf(trace, index.messages);
	const byLane = new Map<string, TraceEvent[]>();
	for (const event of trace.events) {
		const fold = folds[event.index];
		if (fold === 'routine' || fold === 'gauge' || fold === 'timer' || isHeld(event)) continue;
		const events = byLane.get(event.node);
		if (events) events.push(event);
		else byLane.set(event.node, [event]);
	}
	return { trace, index, byLane, meaning: (event) => meaningOf(event, index) };
}

/** A property that held says nothing new at the end of a run. */
function isHeld(event: TraceEvent): boolean {
	return event.kind === 'property' && event.ok;
}

function lanesOf(left: Side, right: Side): string[] {
	return [...new Set([...left.byLane.keys(), ...right.byLane.keys()])];
}

function commonPrefix(left: Side, right: Side, lane: string): number {
	const [own, other] = [left.byLane.get(lane) ?? [], right.byLane.get(lane) ?? []];
	const differs = own.findIndex((event, place) => {
		const counterpart = other[place];
		return counterpart === undefined || left.meaning(event) !== right.meaning(counterpart);
	});
	return differs < 0 ? own.length : differs;
}

/** What comes after the common beginnings of all nodes, in the order of the run. */
function restOf(side: Side, prefix: ReadonlyMap<string, number>): TraceEvent[] {
	return [...side.byLane]
		.flatMap(([lane, events]) => events.slice(prefix.get(lane) ?? 0))
		.toSorted((one, other) => one.index - other.index);
}

/** The first that differs in the failing run, beside what the passing run has at that node instead. */
function partingOf(
	left: Side,
	right: Side,
	rest: { passing: readonly TraceEvent[]; failing: readonly TraceEvent[] }
): TraceDiff['parting'] {
	const first = rest.failing[0];
	const other = rest.passing[0];
	if (!first || (other && other.atMs < first.atMs && isAbsent(right, rest.failing, left, other))) {
		if (!other) return null;
		return {
			sentence: `only the passing run goes on: ${described(left, other)}`,
			instead: null,
			atMs: other.atMs
		};
	}
	const instead = rest.passing.find(({ node }) => node === first.node);
	return {
		sentence: described(right, first),
		instead: instead ? described(left, instead) : null,
		atMs: first.atMs
	};
}

/** What the failing run lacks at all is a difference that came first; what it has later is not. */
function isAbsent(other: Side, events: readonly TraceEvent[], own: Side, event: TraceEvent): boolean {
	const meaning = own.meaning(event);
	return !events.some((one) => one.node === event.node && other.meaning(one) === meaning);
}

/** `worker-1 crashes: power (at 212.0 ms).` */
function described(side: Side, event: TraceEvent): string {
	return `${describeEvent(event, side.index).replace(/\.$/, '')}, at ${timeText(event.atMs)}.`;
}

/** Each event of one run is matched with at most one of the other that means the same. */
function differing(
	own: Side,
	events: readonly TraceEvent[],
	other: Side,
	others: readonly TraceEvent[]
): DifferingEvent[] {
	const unmatched = new Map<string, number>();
	const keyOf = (side: Side, event: TraceEvent) => `${event.node}\n${side.meaning(event)}`;
	for (const event of others) {
		const key = keyOf(other, event);
		unmatched.set(key, (unmatched.get(key) ?? 0) + 1);
	}
	return events.map((event) => {
		const key = keyOf(own, event);
		const left = unmatched.get(key) ?? 0;
		if (left > 0) unmatched.set(key, left - 1);
		return { event, sentence: describeEvent(event, own.index), isElsewhere: left > 0 };
	});
}

/** Kind and label of an event, without what differs from run to run by chance. */
function meaningOf(event: TraceEvent, { messages }: TraceIndex): string {
	const label = (message: number) => messages.get(message)?.send.label ?? '';
	switch (event.kind) {
		case 'start':
		case 'restart':
		case 'stop':
			return event.kind;
		case 'crash':
			return `crash ${event.reason}`;
		case 'send':
			return `send ${event.to} ${event.label}`;
		case 'receive':
			return `receive ${event.from} ${label(event.message)}`;
		case 'drop':
			return `drop ${event.from} ${label(event.message)} ${event.why}`;
		case 'timer':
		case 'busy':
			return `${event.kind} ${event.label}`;
		case 'log':
			return `log ${event.level} ${event.text}`;
		case 'state':
			return `state ${event.key} ${event.operation} ${shortJson(event.value)}`;
		case 'gauge':
			return `gauge ${event.key}`;
		case 'mark':
			return `mark ${event.name} ${event.text}`;
		case 'property':
			return `property ${event.name} ${event.ok}`;
	}
}
