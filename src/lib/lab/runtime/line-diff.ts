import { append } from './host.ts';

/** The shortest difference of two lists of lines (Myers 1986), and as text as Node's assertions show it. */
export type Difference = { kind: '+' | '-' | ' '; line: string }[];

const LINES_MAX = 600;
const LINES_KEPT = 5;

export function diffOf(
	actual: readonly string[],
	expected: readonly string[],
	ignoresComma: boolean
): Difference {
	const [left, right] = [actual.slice(0, LINES_MAX), expected.slice(0, LINES_MAX)];
	const isEqual = (a = '', b = '') => a === b || (ignoresComma && (`${a},` === b || a === `${b},`));
	const max = left.length + right.length;
	const furthest = new Int32Array(2 * max + 1);
	const trace: Int32Array[] = [];
	for (let level = 0; level <= max; level++) {
		append(trace, furthest.slice());
		for (let diagonal = -level; diagonal <= level; diagonal += 2) {
			let x = startOf(furthest, max, diagonal, level);
			while (x < left.length && x - diagonal < right.length && isEqual(left[x], right[x - diagonal])) x++;
			furthest[diagonal + max] = x;
			if (x >= left.length && x - diagonal >= right.length)
				return backwards(trace, left, right, ignoresComma);
		}
	}
	return [];
}

function comesFromAbove(furthest: Int32Array, max: number, diagonal: number, level: number): boolean {
	const [before = 0, after = 0] = [furthest[diagonal + max - 1], furthest[diagonal + max + 1]];
	return diagonal === -level || (diagonal !== level && before < after);
}

function startOf(furthest: Int32Array, max: number, diagonal: number, level: number): number {
	return comesFromAbove(furthest, max, diagonal, level)
		? (furthest[diagonal + max + 1] ?? 0)
		: (furthest[diagonal + max - 1] ?? 0) + 1;
}

function backwards(
	trace: Int32Array[],
	left: readonly string[],
	right: readonly string[],
	ignoresComma: boolean
): Difference {
	const max = left.length + right.length;
	let [x, y] = [left.length, right.length];
	const found: Difference = [];
	for (let level = trace.length - 1; level >= 0; level--) {
		const furthest = trace[level] ?? new Int32Array(0);
		const diagonal = x - y;
		const previous = comesFromAbove(furthest, max, diagonal, level) ? diagonal + 1 : diagonal - 1;
		const previousX = furthest[previous + max] ?? 0;
		const previousY = previousX - previous;
		while (x > previousX && y > previousY) {
			const line = left[x - 1] ?? '';
			append(found, { kind: ' ', line: ignoresComma && !line.endsWith(',') ? (right[y - 1] ?? '') : line });
			x--;
			y--;
		}
		if (level === 0) break;
		if (x > previousX) append(found, { kind: '+', line: left[--x] ?? '' });
		else append(found, { kind: '-', line: right[--y] ?? '' });
	}
	return found.reverse();
}

/** Long stretches without a difference are left out. */
export function textOfDiff(diff: Difference): { text: string; isSkipped: boolean } {
	let text = '';
	let isSkipped = false;
	let same: string[] = [];
	const flush = () => {
		const kept = same.slice(0, LINES_KEPT);
		const rest = same.slice(LINES_KEPT);
		if (rest.length > 2) {
			isSkipped = true;
			text += [...kept.map(indented), '...\n', indented(rest.at(-1) ?? '')].join('');
		} else text += same.map(indented).join('');
		same = [];
	};
	for (const { kind, line } of diff) {
		if (kind === ' ') append(same, line);
		else {
			flush();
			text += `${kind} ${line}\n`;
		}
	}
	text += same.slice(0, LINES_KEPT).map(indented).join('');
	return { text: `\n${text.trimEnd()}`, isSkipped };
}

function indented(line: string): string {
	return `  ${line}\n`;
}
