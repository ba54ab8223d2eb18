import { inkOf } from '#lib/client/scheme.ts';
import type { TraceStore } from '#lib/client/trace/trace-store.svelte.ts';

const BAR_PX = 3;

/** The whole run in small: how much happens where, outages as a line, crashes and broken properties as marks. */
export function drawMinimap(canvas: HTMLCanvasElement, store: TraceStore, width: number, height: number) {
	const context = canvas.getContext('2d');
	if (!context || width === 0) return;
	const ratio = devicePixelRatio;
	canvas.width = width * ratio;
	canvas.height = height * ratio;
	context.scale(ratio, ratio);

	const styles = getComputedStyle(canvas);
	const ink = inkOf(canvas);
	const { timeline, trace, index } = store;
	const xOf = (event: number) => ((timeline.y[event] ?? 0) / timeline.height) * width;

	const bars = densityOf(store, Math.ceil(width / BAR_PX));
	const most = Math.max(1, ...bars);
	context.fillStyle = ink(styles.getPropertyValue('--color-line-strong'));
	context.globalAlpha = 0.55;
	for (const [place, count] of bars.entries()) {
		const bar = Math.sqrt(count / most) * (height - 12);
		context.fillRect(place * BAR_PX, height - 4 - bar, BAR_PX - 1, bar);
	}
	context.globalAlpha = 1;

	const wrong = ink(styles.getPropertyValue('--color-wrong'));
	context.fillStyle = wrong;
	for (const { crash, restart } of index.outages) {
		const until = restart === null ? width : xOf(restart);
		context.fillRect(xOf(crash), height - 3, Math.max(2, until - xOf(crash)), 2);
	}
	for (const failure of index.failures) {
		const x = xOf(failure);
		if (trace.events[failure]?.kind === 'property') flag(context, x, height);
		else cross(context, x, wrong);
	}
}

function densityOf({ timeline, shown }: TraceStore, barsCount: number): number[] {
	const bars = new Array<number>(barsCount).fill(0);
	for (const event of shown) {
		const place = Math.min(
			barsCount - 1,
			Math.floor(((timeline.y[event] ?? 0) / timeline.height) * barsCount)
		);
		bars[place] = (bars[place] ?? 0) + 1;
	}
	return bars;
}

function flag(context: CanvasRenderingContext2D, x: number, height: number) {
	context.fillRect(x - 1, 2, 2, height - 4);
	context.beginPath();
	context.moveTo(x + 1, 2);
	context.lineTo(x + 10, 6);
	context.lineTo(x + 1, 10);
	context.fill();
}

function cross(context: CanvasRenderingContext2D, x: number, color: string) {
	context.strokeStyle = color;
	context.lineWidth = 1.75;
	context.beginPath();
	context.moveTo(x - 3, 3);
	context.lineTo(x + 3, 9);
	context.moveTo(x + 3, 3);
	context.lineTo(x - 3, 9);
	context.stroke();
}
