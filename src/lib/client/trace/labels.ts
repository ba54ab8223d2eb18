/** A rectangle of words in the picture. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

const ROW = 32;

/** Where words stand already. Asked before words are placed, so that none stand on others. */
export class Occupied {
	readonly #rows = new Map<number, Box[]>();

	isFree(box: Box): boolean {
		for (const row of rowsOf(box))
			for (const other of this.#rows.get(row) ?? []) if (overlap(box, other)) return false;
		return true;
	}

	take(box: Box) {
		for (const row of rowsOf(box)) {
			const boxes = this.#rows.get(row);
			if (boxes) boxes.push(box);
			else this.#rows.set(row, [box]);
		}
	}
}

/** The first candidate that is free, which is then taken; null when no place is. */
export function placed<Candidate extends Box>(
	occupied: Occupied,
	candidates: Iterable<Candidate>
): Candidate | null {
	for (const candidate of candidates) {
		if (!occupied.isFree(candidate)) continue;
		occupied.take(candidate);
		return candidate;
	}
	return null;
}

/**
 * How wide words will be, without measuring: the mean advance of Inter for digits, capitals and the rest.
 * A little too wide rather than too narrow.
 */
export function textWidth(text: string, sizePx: number): number {
	let em = 0;
	for (const sign of text) {
		if (/[il.,:;'|!j ]/.test(sign)) em += 0.3;
		else if (/[A-Zmw@%—]/.test(sign)) em += 0.74;
		else em += 0.6;
	}
	return em * sizePx;
}

/** Cut to a width, with an ellipsis; null when less than three signs would be left. */
export function fitted(text: string, sizePx: number, widthPx: number): string | null {
	if (textWidth(text, sizePx) <= widthPx) return text;
	let cut = text;
	while (cut.length > 2 && textWidth(`${cut}…`, sizePx) > widthPx) cut = cut.slice(0, -1);
	return cut.length > 2 ? `${cut.trimEnd()}…` : null;
}

function* rowsOf(box: Box): Iterable<number> {
	for (let row = Math.floor(box.y / ROW); row <= Math.floor((box.y + box.height) / ROW); row++) yield row;
}

function overlap(one: Box, other: Box): boolean {
	return (
		one.x < other.x + other.width &&
		other.x < one.x + one.width &&
		one.y < other.y + other.height &&
		other.y < one.y + one.height
	);
}
