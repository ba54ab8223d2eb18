import { describe, expect, test } from 'vitest';
import type { Trace } from '#lib/domain/trace.ts';
import { drawingOf } from '#lib/client/trace/drawing.ts';
import type { Box } from '#lib/client/trace/labels.ts';
import { gapOf, timelineOf } from '#lib/client/trace/layout.ts';
import type { Drawing } from '#lib/client/trace/shapes.ts';
import { TraceStore } from '#lib/client/trace/trace-store.svelte.ts';
import { doubleCharge } from '../../support/traces/double-charge.ts';

const stories: [string, () => Trace][] = [
	['the double charge', () => doubleCharge()],
	[
		'a rough run of 2,000 events',
		() => doubleCharge({ ordersCount: 400, eventsMaxCount: 2_000, isRough: true, crashAtOrder: 14, seed: 7 })
	]
];

describe.each(stories)('the swimlane of %s', (_, story) => {
	const store = new TraceStore(story());

	test('never goes back in time, whatever is folded', () => {
		for (const isShown of [() => true, (event: { index: number }) => event.index % 7 === 0]) {
			const { y } = timelineOf(store.trace.events, isShown);
			expect(y.every((at, index) => index === 0 || at >= (y[index - 1] ?? 0) - 1e-9)).toBe(true);
		}
	});

	test.each([1_080, 390])('puts no words on other words, nor outside, at %i px', (width) => {
		const drawing = draw(store, width);
		const boxes = wordsOf(drawing);

		const collisions = boxes.flatMap((one, place) =>
			boxes.slice(place + 1).filter((other) => overlap(one, other))
		);
		const outside = boxes.filter((box) => box.x < 0 || box.x + box.width > drawing.width + 0.5);
		expect(boxes.length).toBeGreaterThan(60);
		expect([collisions, outside]).toEqual([[], []]);
	});

	test('has words on the message that broke the property, also on a phone', () => {
		let sending = store.index.violations[0] ?? -1;
		while (sending >= 0 && store.trace.events[sending]?.kind !== 'send')
			sending = store.index.parents[sending] ?? -1;
		const culprits = draw(store, 390).arrows.all.filter(({ send }) => send === sending);

		expect(culprits.map(({ label }) => label?.text)).toEqual([expect.stringMatching(/^INCRBY charged/)]);
	});

	test('writes on most requests when there is room', () => {
		const requests = draw(store, 1_080).arrows.all.filter(({ strength }) => strength === 'full');

		const silent = requests.filter(({ label }) => label === null);
		expect(silent.length / requests.length).toBeLessThan(0.1);
	});

	test('draws in a window exactly the shapes that reach into it', () => {
		const { arrows, height } = draw(store, 1_080);

		for (let top = 0; top < height; top += 500) {
			const seen = arrows.all.filter((arrow) => arrow.top <= top + 300 && arrow.bottom >= top);
			expect(arrows.between(top, top + 300)).toEqual(seen);
		}
	});
});

test('a pause is as long as its logarithm, and above 150 ms it is a break that says how long', () => {
	const events = doubleCharge()
		.events.slice(0, 3)
		.map((event, index) => ({ ...event, atMs: [0, 1, 401][index] ?? 0 }));

	const { y, breaks } = timelineOf(events, (event) => event.kind === 'start');

	expect((y[1] ?? 0) - (y[0] ?? 0)).toBeCloseTo(gapOf(1));
	expect(gapOf(1)).toBeCloseTo(7.2);
	expect(breaks.map(({ durationMs }) => durationMs)).toEqual([400]);
});

test('folded routine is counted: no heartbeat is lost from the picture', () => {
	const store = new TraceStore(doubleCharge());
	const routine = store.trace.events.filter(
		(event) => event.kind === 'send' && store.folds[event.index] === 'routine'
	);

	const counted = draw(store, 1_080).dots.all.reduce((sum, { count }) => sum + count, 0);

	expect(counted).toBe(routine.length);
	expect(counted).toBeGreaterThan(50);
});

test('a crashed lane is broken until its restart', () => {
	const store = new TraceStore(doubleCharge());
	const pieces = draw(store, 1_080).pieces.all.filter(({ lane }) => lane === 'worker-2');

	expect(pieces.map(({ isDown }) => isDown)).toEqual([false, true, false]);
});

test('a partition is hatched over the lanes it concerns, not over one between them', () => {
	const store = new TraceStore(doubleCharge({ isRough: true, ordersCount: 30 }));
	store.moveLane('redis', 'kafka');

	const { bands, xOf } = draw(store, 1_080);

	const names = bands.all.map(({ x, width }) =>
		[...xOf].filter(([, at]) => at > x && at < x + width).map(([name]) => name)
	);
	expect(names).toEqual([['api'], ['kafka']]);
});

test('a hidden lane takes its messages with it', () => {
	const store = new TraceStore(doubleCharge());
	store.setLaneHidden('redis', true);
	const { arrows, xOf } = draw(store, 1_080);

	const toRedis = arrows.all.filter(({ send }) => {
		const event = store.trace.events[send];
		return event?.kind === 'send' && (event.to === 'redis' || event.node === 'redis');
	});
	expect([toRedis, xOf.has('redis')]).toEqual([[], false]);
});

function draw(store: TraceStore, width: number): Drawing {
	const left = width > 600 ? 72 : 6;
	return drawingOf(store, { left, width: (width - left) / store.lanes.length, lanes: store.lanes });
}

function wordsOf({ arrows, points, flags, dots }: Drawing): Box[] {
	return [
		...arrows.all.flatMap(({ label }) => label ?? []),
		...points.all.flatMap(({ label }) => label ?? []),
		...dots.all.flatMap(({ label }) => label ?? []),
		...flags.all.map(({ box }) => box)
	];
}

function overlap(one: Box, other: Box): boolean {
	return (
		one.x < other.x + other.width &&
		other.x < one.x + one.width &&
		one.y < other.y + other.height &&
		other.y < one.y + one.height
	);
}
