import type { TraceStore } from '#lib/client/trace/trace-store.svelte.ts';

/** The heads of the lanes, and some room below: so much of the window is no place for the cursor. */
const COVERED_PX = 90;
/** While playing, the cursor stands at this share of the window and the picture moves. */
const READING_SHARE = 0.6;

/** Keeps the cursor in sight when it moves. An attachment: it runs again when the cursor has moved. */
export function followCursor(viewport: HTMLElement, store: TraceStore) {
	const y = store.cursorY;
	const inside = viewport.clientHeight - COVERED_PX;
	const isOut = y < viewport.scrollTop + 20 || y > viewport.scrollTop + inside;
	const isPast = store.isPlaying && y > viewport.scrollTop + inside * READING_SHARE;
	if (isOut || isPast) viewport.scrollTop = Math.max(0, y - inside * READING_SHARE);
}

/** Moves playback on, frame by frame, as long as it plays; event by event for whoever asked for less motion. */
export function playback(store: TraceStore) {
	if (!store.isPlaying) return;
	const inFrames = matchMedia('(prefers-reduced-motion: reduce)').matches;
	let before: number | null = null;
	let frame = requestAnimationFrame(function next(now) {
		// A page that was in the background does not leap.
		if (before !== null) store.advance(Math.min(100, now - before), inFrames);
		before = now;
		frame = requestAnimationFrame(next);
	});
	return () => cancelAnimationFrame(frame);
}
