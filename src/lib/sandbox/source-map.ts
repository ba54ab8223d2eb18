/** A place in a text; lines and columns count from 1, columns in UTF-16 units as in the editor. */
export interface Place {
	line: number;
	column: number;
}

export interface SourceMap {
	/** Where the author wrote what stands here in the code; null for what the compiler added. */
	sourcePlace(place: Place): Place | null;
}

/** A column of the code with its place in the source; all count from 0. */
interface Segment {
	column: number;
	sourceLine: number;
	sourceColumn: number;
}

/**
 * Reads the `mappings` of a source map with one source (ECMA-426) when the first place is asked:
 * most runs ask for a few places, or none.
 */
export function lazySourceMap(code: string, source: string, mappings: () => string): SourceMap {
	let lines: { code: string[]; source: string[]; segments: Segment[][] } | undefined;
	return {
		sourcePlace(place) {
			lines ??= { code: code.split('\n'), source: source.split('\n'), segments: decode(mappings()) };
			const segments = lines.segments[place.line - 1] ?? [];
			const column = place.column - 1;
			const index = segments.findLastIndex((each) => each.column <= column);
			const segment = segments[index];
			if (!segment) return null;
			const codeText = (lines.code[place.line - 1] ?? '').slice(segment.column, column + 1);
			const sourceLine = lines.source[segment.sourceLine] ?? '';
			const found = columnIn(sourceLine, segment, codeText, segments[index + 1]);
			return { line: segment.sourceLine + 1, column: found + 1 };
		}
	};
}

/** Where the last character of `code` stands, which begins at the segment. */
function columnIn(source: string, segment: Segment, code: string, next: Segment | undefined): number {
	const start = segment.sourceColumn;
	if (source.startsWith(code, start)) return start + Math.max(0, code.length - 1);
	// Something was left out on the way, such as `<number>` before a parenthesis: what is kept stands last.
	const end = next?.sourceLine === segment.sourceLine ? next.sourceColumn - 1 : source.length;
	const found = end > start ? source.lastIndexOf(code.slice(-1), end) : -1;
	return Math.max(start, found);
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Each line a list of segments, each segment numbers in VLQ: column, source, line, column, name; all relative. */
function decode(mappings: string): Segment[][] {
	let sourceLine = 0;
	let sourceColumn = 0;
	return mappings.split(';').map((line) => {
		let column = 0;
		const segments: Segment[] = [];
		for (const text of line === '' ? [] : line.split(',')) {
			const [byColumns = 0, , byLines, bySourceColumns = 0] = numbersOf(text);
			column += byColumns;
			if (byLines === undefined) continue;
			sourceLine += byLines;
			sourceColumn += bySourceColumns;
			segments.push({ column, sourceLine, sourceColumn });
		}
		return segments;
	});
}

function numbersOf(text: string): number[] {
	const numbers: number[] = [];
	let value = 0;
	let shift = 0;
	for (const character of text) {
		const digit = DIGITS.indexOf(character);
		value |= (digit & 31) << shift;
		shift += 5;
		if (digit & 32) continue;
		numbers.push(value & 1 ? -(value >>> 1) : value >>> 1);
		value = 0;
		shift = 0;
	}
	return numbers;
}

/** The engine counts characters where editors count UTF-16 units; only a few emoji on a line tell. */
export function utf16Column(line: string, characterColumn: number): number {
	let column = 1;
	let left = characterColumn - 1;
	for (const character of line) {
		if (left-- <= 0) break;
		column += character.length;
	}
	return column + Math.max(0, left);
}

export function placeAt(text: string, offset: number): Place {
	const before = text.slice(0, offset).split('\n');
	return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
