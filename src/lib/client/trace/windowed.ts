import { lastAtMost } from './reducers.ts';

export interface Spanning {
	top: number;
	bottom: number;
}

/** Shapes of a tall picture, of which only those in a window are drawn. */
export class Windowed<Shape extends Spanning> {
	readonly all: readonly Shape[];
	/** The lowest bottom of a shape and of all before it: from where on a window can be met. */
	readonly #reach: number[] = [];

	constructor(shapes: readonly Shape[]) {
		this.all = shapes.toSorted((one, other) => one.top - other.top);
		let reach = -Infinity;
		for (const { bottom } of this.all) {
			reach = Math.max(reach, bottom);
			this.#reach.push(reach);
		}
	}

	/** In order of their tops. */
	between(top: number, bottom: number): Shape[] {
		const last = lastAtMost(this.all.length, (place) => this.all[place]?.top ?? 0, bottom);
		const before = lastAtMost(this.#reach.length, (place) => this.#reach[place] ?? 0, top - 0.001);
		return this.all.slice(before + 1, last + 1).filter((shape) => shape.bottom >= top);
	}
}
