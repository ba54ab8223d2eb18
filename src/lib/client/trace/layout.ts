import type { TraceEvent } from '#lib/domain/trace.ts';
import { lastAtMost } from './reducers.ts';

/** Where nothing happens for longer than this, the picture says for how long. */
const BREAK_MS = 150;
const BREAK_HEIGHT = 44;
/** Two arrows with labels that begin or end at one node keep room for their words. */
const LABEL_ROOM = 15;
/** The flag of a broken property is as high as this, and nothing else of its node stands beside it. */
export const FLAG_HEIGHT = 40;
const FLAG_ROOM = FLAG_HEIGHT + 14;
const TOP = 20;
const BOTTOM = 28;

export interface TimeBreak {
	y: number;
	durationMs: number;
}

/** Time as a picture: from top to bottom, and shorter where nothing happens. */
export interface Timeline {
	/** By event; events that are not shown stand where they would. */
	y: Float64Array;
	breaks: readonly TimeBreak[];
	height: number;
}

/**
 * Gap-compressed time: 3 + 4.2·log2(1 + Δ) pixels between two moments, a labelled break when Δ is over 150 ms,
 * and room where words have to stand. Never goes back: a later event is never drawn above an earlier one.
 * What is not shown takes no room; it stands between its neighbours, where its time would be.
 */
export function timelineOf(events: readonly TraceEvent[], isShown: (event: TraceEvent) => boolean): Timeline {
	const y = new Float64Array(events.length).fill(-1);
	const breaks: TimeBreak[] = [];
	/** Until where the latest words of a node reach. */
	const wordsUntil = new Map<string, number>();
	let now = TOP;
	let atMs: number | null = null;

	for (const event of events) {
		if (!isShown(event)) continue;
		if (atMs !== null && event.atMs > atMs) {
			const deltaMs = event.atMs - atMs;
			const gap = deltaMs > BREAK_MS ? BREAK_HEIGHT : gapOf(deltaMs);
			if (deltaMs > BREAK_MS) breaks.push({ y: now + gap / 2, durationMs: deltaMs });
			now += gap;
		}
		atMs = event.atMs;
		const words = wordsOf(event);
		for (const node of words.nodes) now = Math.max(now, wordsUntil.get(node) ?? 0);
		for (const node of words.nodes) wordsUntil.set(node, now + words.room);
		y[event.index] = now;
	}
	placeHidden(events, y, now);
	return { y, breaks, height: Math.max(now, ...wordsUntil.values()) + BOTTOM };
}

/** Between the shown events before and after it, by time. */
function placeHidden(events: readonly TraceEvent[], y: Float64Array, end: number) {
	let before: TraceEvent | null = null;
	let next = 0;
	for (const event of events) {
		if ((y[event.index] ?? -1) >= 0) {
			before = event;
			continue;
		}
		next = Math.max(next, event.index + 1);
		while (next < events.length && (y[next] ?? -1) < 0) next += 1;
		const after = events[next];
		const fromY = before ? (y[before.index] ?? TOP) : TOP;
		const toY = after ? (y[after.index] ?? end) : end;
		const fromMs = before?.atMs ?? 0;
		const spanMs = (after?.atMs ?? event.atMs) - fromMs;
		y[event.index] = spanMs > 0 ? fromY + ((toY - fromY) * (event.atMs - fromMs)) / spanMs : fromY;
		before = event;
	}
}

/** Where a virtual time stands, between two events too. */
export function yAtMs(events: readonly TraceEvent[], { y }: Timeline, atMs: number): number {
	const index = lastAtMost(events.length, (place) => events[place]?.atMs ?? 0, atMs);
	const before = events[index];
	const after = events[index + 1];
	const fromY = y[index] ?? TOP;
	if (!before || !after || after.atMs <= before.atMs) return fromY;
	const share = (atMs - before.atMs) / (after.atMs - before.atMs);
	return fromY + ((y[index + 1] ?? fromY) - fromY) * share;
}

export function gapOf(deltaMs: number): number {
	return 3 + 4.2 * Math.log2(1 + deltaMs);
}

/** The nodes beside which an event has words, and how much room those need. */
function wordsOf(event: TraceEvent): { nodes: readonly string[]; room: number } {
	switch (event.kind) {
		case 'send':
			if (event.isRoutine || event.answers !== null) return { nodes: [], room: 0 };
			return { nodes: [event.node, event.to], room: LABEL_ROOM };
		case 'property':
			return { nodes: [event.node], room: event.ok ? LABEL_ROOM : FLAG_ROOM };
		case 'crash':
		case 'restart':
		case 'drop':
		case 'mark':
			return { nodes: [event.node], room: LABEL_ROOM };
		default:
			return { nodes: [], room: 0 };
	}
}

/** The latest event at or above a height; -1 above the first. */
export function eventAtY(timeline: Timeline, y: number): number {
	return lastAtMost(timeline.y.length, (index) => timeline.y[index] ?? 0, y);
}

/** `… 1.2 s`, `… 359 ms` */
export function durationText(durationMs: number): string {
	if (durationMs < 1) return `${Math.round(durationMs * 1000)} µs`;
	if (durationMs < 1000)
		return `${Math.round(durationMs * 10) / 10 >= 100 ? Math.round(durationMs) : Math.round(durationMs * 10) / 10} ms`;
	if (durationMs < 60_000) return `${(durationMs / 1000).toFixed(durationMs < 10_000 ? 1 : 0)} s`;
	return `${Math.floor(durationMs / 60_000)} min ${Math.round((durationMs % 60_000) / 1000)} s`;
}
