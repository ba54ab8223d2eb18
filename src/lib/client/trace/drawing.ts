import type { LaneKind, TraceEvent } from '#lib/domain/trace.ts';
import { Occupied, fitted, placed, textWidth, type Box } from './labels.ts';
import { bandsOf, piecesOf, slicesOf, ticksOf } from './ground.ts';
import { FLAG_HEIGHT, type Timeline } from './layout.ts';
import type { Arrow, Columns, CountDot, Drawing, Flag, Point, Scene, Words } from './shapes.ts';
import type { MessageStory } from './trace-index.ts';
import { Windowed } from './windowed.ts';

export const LABEL_SIZE = 11;
const LABEL_HEIGHT = 14;
const COUNT_EVERY_PX = 72;

/**
 * The swimlane of a trace as shapes, with all words placed: the gravest first, none on another; what finds no
 * room has no words until it is selected.
 */
export function drawingOf(scene: Scene, columns: Columns): Drawing {
	const sketch = new Sketch(scene, columns);
	const flags = sketch.flags();
	sketch.labelCulprits();
	const points = sketch.points();
	const arrows = sketch.labelledArrows();
	return {
		width: sketch.right,
		height: scene.timeline.height,
		xOf: sketch.xOf,
		flags: new Windowed(flags),
		points: new Windowed(points),
		arrows: new Windowed(arrows),
		pieces: new Windowed(piecesOf(sketch)),
		slices: new Windowed(slicesOf(sketch)),
		bands: new Windowed(bandsOf(sketch)),
		dots: new Windowed(sketch.dots()),
		ticks: new Windowed(ticksOf(sketch))
	};
}

class Sketch {
	readonly scene: Scene;
	readonly columns: Columns;
	readonly xOf: ReadonlyMap<string, number>;
	readonly right: number;
	readonly #hueOf: ReadonlyMap<string, LaneKind>;
	readonly #words = new Occupied();
	readonly #arrows: Windowed<Arrow>;
	/** Read once: of a store it is derived, and asked for at every shape. */
	readonly #timeline: Timeline;

	constructor(scene: Scene, columns: Columns) {
		const { left, width, lanes } = columns;
		this.scene = scene;
		this.#timeline = scene.timeline;
		this.columns = columns;
		this.xOf = new Map(lanes.map(({ name }, place) => [name, left + width * (place + 0.5)]));
		this.right = left + width * lanes.length;
		this.#hueOf = new Map(scene.trace.lanes.map(({ name, kind }) => [name, kind]));
		const stories = [...scene.index.messages.values()];
		this.#arrows = new Windowed(stories.flatMap((story) => this.#arrow(story) ?? []));
	}

	readonly y = (event: number): number => this.#timeline.y[event] ?? 0;

	readonly hue = (lane: string): LaneKind => this.#hueOf.get(lane) ?? 'process';

	/** At the lane, on the side with more room; moved inside where it would leave the picture. */
	flags(): Flag[] {
		const { trace, index } = this.scene;
		return index.violations.flatMap((at) => {
			const event = trace.events[at];
			if (event?.kind !== 'property') return [];
			const x = this.xOf.get(event.node) ?? this.columns.left;
			const y = this.y(at);
			const widest = Math.max(textWidth(event.name, 12.5) + 34, textWidth(event.text, 11.5) + 34);
			const width = Math.min(Math.max(160, widest), 340, this.right - 12);
			const isLeft = x + 14 + width > this.right - 4;
			const ideal = isLeft ? x - 14 - width : x + 14;
			const box = {
				x: Math.max(4, Math.min(ideal, this.right - width - 4)),
				y: y - 4,
				width,
				height: FLAG_HEIGHT
			};
			this.#words.take(box);
			const title = fitted(event.name, 12.5, width - 34) ?? '';
			const text = fitted(event.text, 11.5, width - 24) ?? '';
			return [{ event: at, x, y, box, title, text, top: y - 8, bottom: y + FLAG_HEIGHT }];
		});
	}

	points(): Point[] {
		const points: Point[] = [];
		for (const event of this.scene.trace.events) {
			if (!isPoint(event) || !this.scene.isShown(event)) continue;
			const x = this.xOf.get(event.node);
			if (x === undefined) continue;
			const y = this.y(event.index);
			const text = wordsOfPoint(event);
			const label = text === '' ? null : this.#beside(text, x, y, event);
			const hue = this.hue(event.node);
			points.push({ event: event.index, kind: event.kind, x, y, hue, label, top: y - 8, bottom: y + 8 });
		}
		return points;
	}

	/** At the right of the lane, or at its left; of a loss on the side that the message did not come from. */
	#beside(text: string, x: number, y: number, event: TraceEvent): Words | null {
		const size = event.kind === 'mark' ? LABEL_SIZE * 1.06 : LABEL_SIZE;
		const roomRight = this.right - x - 12;
		const short = fitted(text, size, Math.max(roomRight, x - this.columns.left - 8) / 1.04);
		if (short === null) return null;
		const box = { y: y - 7, width: textWidth(short, size) * 1.04, height: LABEL_HEIGHT, text: short };
		const right: Words = { ...box, x: x + 10, anchor: 'start' };
		const left: Words = { ...box, x: x - 10 - box.width, anchor: 'end' };
		const cameFrom = event.kind === 'drop' ? (this.xOf.get(event.from) ?? x) : x;
		const sides = cameFrom > x ? [left, right] : [right, left];
		const inside = sides.filter(
			(words) => words.x >= this.columns.left - 4 && words.x + words.width <= this.right - 2
		);
		const below = inside.map((words) => ({ ...words, y: words.y + 13 }));
		return this.#placed([...inside, ...below], null);
	}

	/** The message that broke a property has its words before all others, however narrow the picture. */
	labelCulprits() {
		const { index, trace } = this.scene;
		for (const violation of index.violations) {
			let event = violation;
			while (event >= 0 && trace.events[event]?.kind !== 'send') event = index.parents[event] ?? -1;
			const culprit = this.#arrows.all.find(({ send }) => send === event);
			if (culprit && culprit.label === null) culprit.label = this.#along(culprit);
		}
	}

	/** Requests find their place before answers do. */
	labelledArrows(): readonly Arrow[] {
		for (const strength of ['full', 'answer'])
			for (const arrow of this.#arrows.all)
				if (arrow.strength === strength) arrow.label ??= this.#along(arrow);
		return this.#arrows.all;
	}

	/** Whether an arrow, other than its own, runs through a box. */
	#isCrossed(box: Box, own: Arrow | null): boolean {
		return this.#arrows
			.between(box.y, box.y + box.height)
			.some((arrow) => arrow !== own && arrow.strength !== 'routine' && runsThrough(arrow, box));
	}

	/** Free of arrows where that is possible; answers go without words rather than be crossed. */
	#placed(candidates: readonly Words[], own: Arrow | null, isOptional = false): Words | null {
		const free = candidates.filter((box) => !this.#isCrossed(box, own));
		return placed(this.#words, isOptional ? free : [...free, ...candidates]);
	}

	#arrow({ send, arrival }: MessageStory): Arrow | null {
		const x0 = this.xOf.get(send.node);
		const x1 = this.xOf.get(send.to);
		if (x0 === undefined || x1 === undefined || !this.scene.isShown(send)) return null;
		const top = this.y(send.index);
		const isRoutine = this.scene.folds[send.index] === 'routine';
		const service = this.hue(send.to) === 'process' || send.answers !== null ? send.node : send.to;
		return {
			send: send.index,
			arrival: arrival?.index ?? null,
			x0,
			x1,
			top,
			bottom: arrival ? this.y(arrival.index) : this.#timeline.height,
			hue: this.hue(service) === 'process' ? this.hue(send.to) : this.hue(service),
			strength: isRoutine ? 'routine' : send.answers !== null ? 'answer' : 'full',
			isDropped: arrival?.kind === 'drop',
			isDuplicate: send.duplicateOf !== undefined,
			text: send.duplicateOf === undefined ? send.label : `${send.label} (again)`,
			label: null
		};
	}

	/** On the arrow, between two lanes where it fits, else across them; above the line, or below. */
	#along(arrow: Arrow): Words | null {
		const { x0, x1 } = arrow;
		const lengthPx = Math.abs(x1 - x0);
		const widest = this.right - 8;
		const isAnswer = arrow.strength === 'answer';
		const text = fitted(arrow.text, LABEL_SIZE, widest);
		if (text === null || lengthPx === 0) return null;
		const width = textWidth(text, LABEL_SIZE);
		const gap = this.columns.width;
		const gapsCount = Math.round(lengthPx / gap);
		const start = Math.min(x0, x1);
		const middles =
			width <= gap - 18
				? Array.from({ length: gapsCount }, (_, place) => start + gap * (place + 0.5)).toSorted(
						(one, other) => Math.abs(one - x0) - Math.abs(other - x0)
					)
				: [start + lengthPx / 2];
		if (isAnswer && width > lengthPx - 16) return null;
		return this.#placed([...this.#candidates(arrow, text, width, middles)], arrow, isAnswer);
	}

	*#candidates(
		{ x0, x1, top, bottom }: Arrow,
		text: string,
		width: number,
		middles: number[]
	): Iterable<Words> {
		for (const isAbove of [true, false])
			for (const middle of middles) {
				const x = Math.max(4, Math.min(middle - width / 2, this.right - width - 4));
				const at = (edge: number) => top + (bottom - top) * Math.max(0, Math.min(1, (edge - x0) / (x1 - x0)));
				const ends = [at(x), at(x + width)];
				const y = isAbove ? Math.min(...ends) - LABEL_HEIGHT : Math.max(...ends) + 1;
				yield { x, y, width, height: LABEL_HEIGHT, text, anchor: 'middle' };
			}
	}

	dots(): CountDot[] {
		const { trace, folds } = this.scene;
		return this.columns.lanes.flatMap(({ name, kind }) => {
			const x = this.xOf.get(name) ?? 0;
			const groups: { ys: number[] }[] = [];
			for (const at of this.scene.index.byLane.get(name) ?? []) {
				const event = trace.events[at];
				if (event?.kind !== 'send' || folds[at] !== 'routine' || this.scene.isShown(event)) continue;
				const group = groups.at(-1);
				if (group && this.y(at) - (group.ys[0] ?? 0) < COUNT_EVERY_PX) group.ys.push(this.y(at));
				else groups.push({ ys: [this.y(at)] });
			}
			return groups.map(({ ys }) => {
				const y = ys.reduce((sum, each) => sum + each, 0) / ys.length;
				const label = this.#count(ys.length, x, y);
				return { x, y, count: ys.length, hue: kind, label, top: y - 6, bottom: y + 6 };
			});
		});
	}

	#count(count: number, x: number, y: number): Words | null {
		if (count < 2) return null;
		const text = `${count}`;
		const width = textWidth(text, 10);
		return placed(this.#words, [{ x: x + 6, y: y - 6, width, height: 12, text, anchor: 'start' }]);
	}
}

function runsThrough({ x0, x1, top, bottom }: Arrow, box: Box): boolean {
	const from = Math.max(box.x, Math.min(x0, x1));
	const to = Math.min(box.x + box.width, Math.max(x0, x1));
	if (from >= to) return false;
	const at = (x: number) => top + ((bottom - top) * (x - x0)) / (x1 - x0);
	const [high, low] = at(from) < at(to) ? [at(from), at(to)] : [at(to), at(from)];
	return low > box.y + 2 && high < box.y + box.height - 2;
}

function isPoint(event: TraceEvent): boolean {
	if (event.kind === 'property') return event.ok;
	return !['send', 'receive', 'busy'].includes(event.kind);
}

/** What stands beside a point all the time; a log and a timer say theirs when selected. */
function wordsOfPoint(event: TraceEvent): string {
	switch (event.kind) {
		case 'crash':
			return `crashed: ${event.reason}`;
		case 'restart':
			return 'restarted';
		case 'stop':
			return 'stopped';
		case 'drop':
			return DROPPED[event.why];
		case 'mark':
			return event.text === '' ? event.name : `${event.name}: ${event.text}`;
		case 'log':
			return event.level === 'error' ? event.text : '';
		case 'property':
			return `${event.name} held`;
		default:
			return '';
	}
}

const DROPPED = {
	loss: 'lost',
	partition: 'no way through',
	down: 'nobody there',
	fault: 'cut by hand'
} as const;
