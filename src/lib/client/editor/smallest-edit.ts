/** Between `from` and `to` of the old text stands something else in the new one. */
export interface TextEdit {
	from: number;
	to: number;
	text: string;
}

/**
 * The one replacement that makes `after` out of `before`, as short as possible, so that the cursor
 * and the undo history of an editor survive a reset or a formatting.
 */
export function smallestEdit(before: string, after: string): TextEdit {
	const shorter = Math.min(before.length, after.length);
	let from = 0;
	while (from < shorter && before[from] === after[from]) from += 1;

	let common = 0;
	while (common < shorter - from && before[before.length - 1 - common] === after[after.length - 1 - common]) {
		common += 1;
	}
	return { from, to: before.length - common, text: after.slice(from, after.length - common) };
}

/** Where a line and a column stand in a text; both count from 1, and what lies outside is brought inside. */
export function offsetOf(text: string, { line, column }: { line: number; column: number }): number {
	let start = 0;
	for (let current = 1; current < line; current += 1) {
		const end = text.indexOf('\n', start);
		if (end < 0) return text.length;
		start = end + 1;
	}
	const end = text.indexOf('\n', start);
	return Math.min(start + Math.max(column, 1) - 1, end < 0 ? text.length : end);
}
