import type { Lane, LaneKind, Trace, TraceEvent } from '#lib/domain/trace.ts';
import type { Fold } from './folds.ts';
import type { Box } from './labels.ts';
import type { Timeline } from './layout.ts';
import type { TraceIndex } from './trace-index.ts';
import type { Spanning, Windowed } from './windowed.ts';

/** Where the lanes stand. */
export interface Columns {
	left: number;
	width: number;
	lanes: readonly Lane[];
}

/** What the drawing is made from; a TraceStore is one. */
export interface Scene {
	trace: Trace;
	index: TraceIndex;
	timeline: Timeline;
	folds: readonly (Fold | null)[];
	isShown(event: TraceEvent): boolean;
}

export interface Words extends Box {
	text: string;
	anchor: 'start' | 'middle' | 'end';
}

export interface Arrow extends Spanning {
	send: number;
	/** The receive or drop; null while it was on its way at the end. */
	arrival: number | null;
	x0: number;
	x1: number;
	/** The service whose hue it has. */
	hue: LaneKind;
	strength: 'full' | 'answer' | 'routine';
	isDropped: boolean;
	isDuplicate: boolean;
	text: string;
	label: Words | null;
}

export interface LanePiece extends Spanning {
	lane: string;
	hue: LaneKind;
	x: number;
	isDown: boolean;
}

/** A point on a lane: a mark, a log, a crash, … with its words where there is room. */
export interface Point extends Spanning {
	event: number;
	kind: TraceEvent['kind'];
	x: number;
	y: number;
	hue: LaneKind;
	label: Words | null;
}

export interface Flag extends Spanning {
	event: number;
	x: number;
	y: number;
	box: Box;
	title: string;
	text: string;
}

export interface Slice extends Spanning {
	event: number;
	x: number;
	hue: LaneKind;
	text: string;
}

export interface Band extends Spanning {
	event: number;
	x: number;
	width: number;
	text: string;
}

/** Routine that is folded away, as a counted dot. */
export interface CountDot extends Spanning {
	x: number;
	y: number;
	count: number;
	hue: LaneKind;
	label: Words | null;
}

export interface Tick extends Spanning {
	y: number;
	atMs: number;
}

export interface Drawing {
	width: number;
	height: number;
	xOf: ReadonlyMap<string, number>;
	pieces: Windowed<LanePiece>;
	arrows: Windowed<Arrow>;
	points: Windowed<Point>;
	flags: Windowed<Flag>;
	slices: Windowed<Slice>;
	bands: Windowed<Band>;
	dots: Windowed<CountDot>;
	ticks: Windowed<Tick>;
}
