import type { LaneKind } from '#lib/domain/trace.ts';
import { yAtMs } from './layout.ts';
import type { Band, Columns, LanePiece, Scene, Slice, Tick } from './shapes.ts';

const BAND_REACH_PX = 14;

/** Where things stand: what a swimlane's ground is drawn from. */
export interface Plan {
	scene: Scene;
	columns: Columns;
	xOf: ReadonlyMap<string, number>;
	y: (event: number) => number;
	hue: (lane: string) => LaneKind;
}

/** A lane is whole while its node is there, and broken from a crash to the restart. */
export function piecesOf(plan: Plan): LanePiece[] {
	const { index, timeline } = plan.scene;
	return plan.columns.lanes.flatMap(({ name, kind }) => {
		const x = plan.xOf.get(name) ?? 0;
		const pieces: LanePiece[] = [];
		let top = 0;
		for (const { crash, restart } of index.outages.filter(({ lane }) => lane === name)) {
			const until = restart === null ? timeline.height : plan.y(restart);
			pieces.push({ lane: name, hue: kind, x, top, bottom: plan.y(crash), isDown: false });
			pieces.push({ lane: name, hue: kind, x, top: plan.y(crash), bottom: until, isDown: true });
			top = until;
		}
		pieces.push({ lane: name, hue: kind, x, top, bottom: timeline.height, isDown: false });
		return pieces.filter((piece) => piece.bottom > piece.top);
	});
}

export function slicesOf(plan: Plan): Slice[] {
	const { trace, timeline } = plan.scene;
	return trace.events.flatMap((event) => {
		const x = plan.xOf.get(event.node);
		if (event.kind !== 'busy' || x === undefined || !plan.scene.isShown(event)) return [];
		const top = plan.y(event.index);
		const bottom = Math.max(top + 5, yAtMs(trace.events, timeline, event.atMs + event.durationMs));
		return [{ event: event.index, x, hue: plan.hue(event.node), text: event.label, top, bottom }];
	});
}

/** Over the lanes concerned, and not over one that merely stands between them. */
export function bandsOf({ scene, columns, xOf, y }: Plan): Band[] {
	const { index, timeline } = scene;
	return index.partitions.flatMap((span) => {
		const top = y(span.from);
		const bottom = span.to === null ? timeline.height : y(span.to);
		const bands: Band[] = [];
		let isBeside = false;
		for (const { name } of columns.lanes) {
			const x = (xOf.get(name) ?? 0) - BAND_REACH_PX;
			const before = bands.at(-1);
			const isConcerned = span.lanes.includes(name);
			if (isConcerned && isBeside && before) before.width += columns.width;
			else if (isConcerned)
				bands.push({ event: span.from, x, width: 2 * BAND_REACH_PX, text: span.text, top, bottom });
			isBeside = isConcerned;
		}
		return bands;
	});
}

/** The time at the left, not too often. */
export function ticksOf(plan: Plan): Tick[] {
	const ticks: Tick[] = [];
	const { trace, timeline } = plan.scene;
	for (const event of trace.events) {
		const y = plan.y(event.index);
		if (!plan.scene.isShown(event) || y - (ticks.at(-1)?.y ?? -Infinity) < 64) continue;
		if (timeline.breaks.some((gap) => Math.abs(gap.y - y) < 14)) continue;
		ticks.push({ y, atMs: event.atMs, top: y - 8, bottom: y + 8 });
	}
	return ticks;
}
