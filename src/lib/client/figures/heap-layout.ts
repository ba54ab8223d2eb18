import type { HeapPageImage } from '#lib/domain/postgres-images.ts';
import { freeBytes } from './heap-page.ts';

/** A part of a page as it is drawn, in pixels from its beginning. */
export interface HeapBox {
	/** Of the line pointer it is, or whose tuple it is. */
	number: number;
	x: number;
	width: number;
}

export interface HeapLayout {
	width: number;
	headerWidth: number;
	pointers: readonly HeapBox[];
	free: { x: number; width: number };
	tuples: readonly HeapBox[];
}

const HEADER_PX = 20;
const POINTER_MAX_PX = 22;
const POINTERS_MAX_SHARE = 0.35;
/** With so little room for each that no number fits, they are strokes side by side. */
const POINTER_NUMBERED_PX = 13;
const STROKES_MAX_SHARE = 0.15;
const FREE_MAX_PX = 260;
const FREE_MIN_PX = 80;
/** Wide enough for the values of a small row. */
const TUPLE_PX = 120;

/**
 * Where the parts of a page stand: the header, line pointers from the left, tuples from the right in the order of their
 * bytes, and between them what is free. Tuples are to scale among themselves; free space is cut short where little is
 * on the page, and line pointers are wider than their four bytes, as far as there is room.
 */
export function heapLayout(page: HeapPageImage, width: number): HeapLayout {
	const { linePointers, pageBytes, upper } = page;
	const tuplesCount = linePointers.filter(({ tuple }) => tuple).length;
	const room = Math.max(0, width - HEADER_PX);
	const pointerWidth = pointerWidthOf(room, linePointers.length);
	const rest = room - pointerWidth * linePointers.length;

	const free = freeBytes(page);
	const usedBytes = Math.max(1, pageBytes - upper);
	const toScale = (rest * usedBytes) / (usedBytes + free);
	const freeMin = free === 0 ? 0 : Math.min(FREE_MIN_PX, rest - toScale);
	const tuplesWidth =
		tuplesCount === 0 ? 0 : Math.max(toScale, Math.min(rest - freeMin, tuplesCount * TUPLE_PX));
	const freeWidth = Math.min(FREE_MAX_PX, rest - tuplesWidth);

	const freeX = HEADER_PX + pointerWidth * linePointers.length;
	const tuplesX = freeX + freeWidth;
	return {
		width: tuplesX + tuplesWidth,
		headerWidth: HEADER_PX,
		pointers: linePointers.map(({ number }, index) => ({
			number,
			x: HEADER_PX + index * pointerWidth,
			width: pointerWidth
		})),
		free: { x: freeX, width: freeWidth },
		tuples: linePointers.flatMap(({ number, tuple }) => {
			if (!tuple) return [];
			const from = Math.min(Math.max(0, tuple.offset - upper), usedBytes);
			const bytes = Math.min(Math.max(0, tuple.bytes), usedBytes - from);
			const scale = tuplesWidth / usedBytes;
			return [{ number, x: tuplesX + from * scale, width: bytes * scale }];
		})
	};
}

function pointerWidthOf(room: number, count: number): number {
	const numbered = Math.min(POINTER_MAX_PX, (room * POINTERS_MAX_SHARE) / Math.max(1, count));
	return numbered >= POINTER_NUMBERED_PX
		? numbered
		: Math.min(numbered, (room * STROKES_MAX_SHARE) / Math.max(1, count));
}

/** An arch from one place to another, the higher the farther; `height` bends it down when it is negative. */
export function archPath(from: number, to: number, base: number, height: number): string {
	const reach = Math.min(1, 0.35 + Math.abs(to - from) / 400);
	const y = base - height * reach * 1.33;
	return `M${round(from)} ${base}C${round(from)} ${round(y)} ${round(to)} ${round(y)} ${round(to)} ${base}`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
