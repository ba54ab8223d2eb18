import { currentProcess } from '../kernel/current.ts';

/**
 * Writes down how full a stream of `node:stream` is, each time that changes, as `pipe/<name>`.
 *
 * Both sides of a stream keep their length in an object of their own (`_readableState`, `_writableState`),
 * so looking at these two notices every change, whoever made it, and changes nothing of what the stream does.
 * A stream with two sides is one tank: what both hold, against both marks together. Node counts a chunk on both
 * sides while its transform waits for room.
 *
 * Watched again under another name, it is written down under that one from then on.
 *
 * @returns the stream, so that a chain of `pipe` can name its stages as it goes.
 */
export function watch(name: unknown, stream: unknown): unknown {
	if (typeof name !== 'string' || name === '')
		throw new TypeError('watch() takes a name first, for example watch("sink", stream).');
	const sides = SIDES.map((key) => sideOf(stream, key)).filter((side) => side !== null);
	const [first] = sides;
	if (!first)
		throw new TypeError(
			'watch() takes a stream of node:stream. Of a queue of your own, record the length with gauge().'
		);

	const process = currentProcess();
	let before = '';
	const note = () => {
		const length = sumOf(sides, 'length');
		const now = {
			length,
			highWaterMark: sumOf(sides, 'highWaterMark'),
			// What is empty keeps nobody waiting, though a stream that has ended may stay paused.
			isFlowing: length === 0 || isFlowing(first)
		};
		const after = `${now.length} ${now.highWaterMark} ${now.isFlowing}`;
		if (after === before) return;
		before = after;
		process.state(`pipe/${name}`, 'set', now);
	};
	for (const side of sides) {
		for (const key of CHANGING) if (key in side) noticeChanges(side, key, note);
	}
	note();
	return stream;
}

/** A number over virtual time: the length of a queue, requests under way, lag. */
export function gauge(name: unknown, value: unknown): void {
	if (typeof name !== 'string' || name === '')
		throw new TypeError('gauge() takes a name first, for example gauge("waiting", queue.length).');
	if (typeof value !== 'number' || !Number.isFinite(value))
		throw new TypeError(`gauge("${name}", …) takes a finite number, not ${String(value)}.`);
	currentProcess().gauge(name, value);
}

/** The side that is read comes first: where a stream has both, it waits when nobody reads. */
const SIDES = ['_readableState', '_writableState'];
const CHANGING = ['length', 'flowing'];

function sideOf(stream: unknown, key: string): object | null {
	const side: unknown = typeof stream === 'object' && stream !== null ? Reflect.get(stream, key) : null;
	return typeof side === 'object' && side !== null && 'highWaterMark' in side ? side : null;
}

function noticeChanges(side: object, key: string, note: () => void): void {
	let value: unknown = Reflect.get(side, key);
	Object.defineProperty(side, key, {
		get: () => value,
		set(next: unknown) {
			value = next;
			note();
		},
		enumerable: true,
		configurable: true
	});
}

function sumOf(sides: readonly object[], key: string): number {
	return sides.reduce((sum, side) => sum + Number(Reflect.get(side, key)), 0);
}

/**
 * Whether what it holds is on its way. A stream that is read waits when it was paused, as `pipe` does
 * to it, and where it is read piece by piece, when it is full. One that is only written to passes on.
 */
function isFlowing(side: object): boolean {
	if (!('flowing' in side)) return true;
	const isPulled = side.flowing === null || Reflect.get(side, 'readableListening') === true;
	return isPulled
		? Number(Reflect.get(side, 'length')) < Number(Reflect.get(side, 'highWaterMark'))
		: side.flowing !== false;
}
