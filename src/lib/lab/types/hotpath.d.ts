declare module 'hotpath' {
	import type { Readable, Writable } from 'node:stream';

	/**
	 * Draws the program's own data as a figure below its output.
	 * @param figure `chain`, `merkle-tree` or `fork-tree`
	 * @param data what that figure shows; must be JSON
	 */
	export function draw(figure: string, data: unknown, title?: string): void;

	/**
	 * Records how full a stream is, each time that changes: a tank of the figure `pipe`.
	 * @returns the stream itself
	 */
	export function watch<Stream extends Readable | Writable>(name: string, stream: Stream): Stream;

	/** Records a number over virtual time: a line of the figure `plots`. */
	export function gauge(name: string, value: number): void;
}
