/** A line that both texts have, or only one of them. */
export interface DiffLine {
	kind: 'both' | 'expected' | 'actual';
	text: string;
}

/** Beyond this the lines are set one text after the other: a table of all pairs would grow too large. */
const LINES_MAX = 400;

/** What stands in one text and not in the other, line by line, by their longest common subsequence. */
export function diffLines(expected: string, actual: string): DiffLine[] {
	const [left, right] = [expected.split('\n'), actual.split('\n')];
	const isTooLong = left.length > LINES_MAX || right.length > LINES_MAX;
	const lengths = isTooLong ? [] : commonLengths(left, right);
	const lines: DiffLine[] = [];
	let [i, j] = [0, 0];
	while (i < left.length || j < right.length) {
		const [own, other] = [left[i], right[j]];
		if (own !== undefined && own === other) {
			lines.push({ kind: 'both', text: own });
			i++;
			j++;
		} else if (own !== undefined && (other === undefined || at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
			lines.push({ kind: 'expected', text: own });
			i++;
		} else if (other !== undefined) {
			lines.push({ kind: 'actual', text: other });
			j++;
		}
	}
	return lines;
}

/** How long the longest common subsequence is of what follows each pair of places. */
function commonLengths(left: readonly string[], right: readonly string[]): number[][] {
	const lengths = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
	for (let i = left.length - 1; i >= 0; i--) {
		const row = lengths[i] ?? [];
		for (let j = right.length - 1; j >= 0; j--) {
			row[j] =
				left[i] === right[j]
					? at(lengths, i + 1, j + 1) + 1
					: Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
		}
	}
	return lengths;
}

function at(lengths: readonly number[][], i: number, j: number): number {
	return lengths[i]?.[j] ?? 0;
}
