import type { TraceEvent } from '#lib/domain/trace.ts';
import { lastAtMost } from './reducers.ts';

/** Where nothing happens for longer than this, the picture says for how long. */
const BREAK_MS = 150;
const BREAK_HEIGHT = 44;
/** Two arrows with labels that begin or end at one node keep room for their words. */
const LABEL_ROOM = 14;
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
 * Gap-compressed time: 3 + 4.2·log2(1 + Δ) pixels between two moments, a labelled break when Δ is over 150 ms.
 * Never goes back: a later event is never drawn above an earlier one.
 */
export function timelineOf(events: readonly TraceEvent[], isShown: (event: TraceEvent) => boolean): Timeline {
	const y = new Float64Array(events.length);
	const breaks: TimeBreak[] = [];
	/** Where the latest words of a node stand. */
	const wordsAt = new Map<string, number>();
	let now = TOP;
	let atMs: number | null = null;

	for (const event of events) {
		if (isShown(event)) {
			if (atMs !== null && event.atMs > atMs) {
				const deltaMs = event.atMs - atMs;
				const gap = deltaMs > BREAK_MS ? BREAK_HEIGHT : gapOf(deltaMs);
				if (deltaMs > BREAK_MS) breaks.push({ y: now + gap / 2, durationMs: deltaMs });
				now += gap;
			}
			atMs = event.atMs;
			const nodes = nodesWithWords(event);
			for (const node of nodes) {
				const before = wordsAt.get(node);
				if (before !== undefined) now = Math.max(now, before + LABEL_ROOM);
			}
			for (const node of nodes) wordsAt.set(node, now);
		}
		y[event.index] = now;
	}
	return { y, breaks, height: now + BOTTOM };
}

export function gapOf(deltaMs: number): number {
	return 3 + 4.2 * Math.log2(1 + deltaMs);
}

function nodesWithWords(event: TraceEvent): string[] {
	switch (event.kind) {
		case 'send':
			return event.isRoutine || event.answers !== null ? [] : [event.node, event.to];
		case 'crash':
		case 'property':
		case 'restart':
			return [event.node];
		case 'mark':
			return [event.node];
		default:
			return [];
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
