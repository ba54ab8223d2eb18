import { getFormattedTokens, type Options } from 'sucrase';
import type { Place, SourceMap } from './source-map.ts';

/** A token with its place; lines and columns count from 1. */
interface Token extends Place {
	text: string;
	isType: boolean;
}

type Pair = readonly [inCode: Token, inSource: Token];

/**
 * From code to source where lines were kept and tokens left out. (Sucrase's own source map loses its
 * columns after the first template.)
 *
 * The code of a line is its source without some tokens. Where the leftmost and the rightmost way to
 * find one in the other agree on a token there is no other way; where they do not, as in
 * `path: { path: string }`, sucrase is asked which tokens were types.
 */
export function tokenAlignment(code: string, source: string): SourceMap {
	let lines: { code: string[]; source: string[] } | undefined;
	let parsed: { code: Map<number, Token[]>; source: Map<number, Token[]> } | undefined;

	function parsedPairs(line: number): Pair[] {
		parsed ??= { code: byLine(tokensOf(code, [])), source: byLine(tokensOf(source, ['typescript'])) };
		const kept = (parsed.source.get(line) ?? []).filter(({ isType }) => !isType);
		return leftmost(parsed.code.get(line) ?? [], kept);
	}

	return {
		sourcePlace({ line, column }) {
			lines ??= { code: code.split('\n'), source: source.split('\n') };
			const [codeLine = '', sourceLine = ''] = [lines.code[line - 1], lines.source[line - 1]];
			if (codeLine === sourceLine) return { line, column };
			const [inCode, inSource] = [wordsOf(codeLine, line), wordsOf(sourceLine, line)];
			const left = columnBy(leftmost(inCode, inSource), column);
			const right = columnBy(rightmost(inCode, inSource), column);
			return { line, column: left === right ? left : columnBy(parsedPairs(line), column) };
		}
	};
}

function columnBy(pairs: readonly Pair[], column: number): number {
	const [inCode, inSource] = pairs.findLast(([token]) => token.column <= column) ?? [];
	if (!inCode || !inSource) return pairs[0]?.[1].column ?? 1;
	return inSource.column + Math.min(column - inCode.column, Math.max(0, inCode.text.length - 1));
}

/** Words and marks: enough to compare two lines, if not to read them. */
function wordsOf(text: string, line: number): Token[] {
	return [...text.matchAll(/[\w$]+|[^\s\w$]/g)].map((match) => ({
		text: match[0],
		line,
		column: match.index + 1,
		isType: false
	}));
}

/**
 * Sucrase shows its tokens as a table of rows of one length, in which a text may even hold a line
 * break. Its columns begin where their headings do.
 */
function tokensOf(text: string, transforms: Options['transforms']): Token[] {
	const table = getFormattedTokens(text, { transforms, disableESTransforms: true });
	const width = table.indexOf('\n');
	if (width < 0) return [];
	const typeAt = table.slice(0, width).indexOf('isType');
	const lines = text.split('\n');
	const tokens: Token[] = [];
	for (let start = width + 1; start < table.length; start += width + 1) {
		const row = table.slice(start, start + width);
		const [, line = 0, column = 0, endLine = 0, endColumn = 0] = (LOCATION.exec(row) ?? []).map(Number);
		const end = line === endLine ? endColumn - 1 : undefined;
		const shown = (lines[line - 1] ?? '').slice(column - 1, end);
		tokens.push({ line, column, text: shown, isType: row.startsWith('isType', typeAt) });
	}
	return tokens;
}

const LOCATION = /^(\d+):(\d+)-(\d+):(\d+)/;

function byLine(tokens: readonly Token[]): Map<number, Token[]> {
	return Map.groupBy(
		tokens.filter(({ text }) => text !== ''),
		({ line }) => line
	);
}

/** Lines with more pairs of tokens than this are compared from the left only. */
const PAIRS_MAX = 4_000_000;

/** The longest common subsequence of two lists of tokens, as far left as it can be. */
function leftmost(left: readonly Token[], right: readonly Token[]): Pair[] {
	if (left.length * right.length > PAIRS_MAX) return greedyCommon(left, right);
	const width = right.length + 1;
	const lengths = new Uint32Array((left.length + 1) * width);
	const lengthAt = (row: number, column: number) => lengths[row * width + column] ?? 0;
	for (let row = left.length - 1; row >= 0; row--) {
		for (let column = right.length - 1; column >= 0; column--) {
			lengths[row * width + column] =
				left[row]?.text === right[column]?.text
					? lengthAt(row + 1, column + 1) + 1
					: Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
		}
	}
	const pairs: Pair[] = [];
	let [row, column] = [0, 0];
	for (;;) {
		const [inLeft, inRight] = [left[row], right[column]];
		if (!inLeft || !inRight) return pairs;
		if (inLeft.text === inRight.text) {
			pairs.push([inLeft, inRight]);
			row++;
			column++;
		} else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) row++;
		else column++;
	}
}

function rightmost(left: readonly Token[], right: readonly Token[]): Pair[] {
	return leftmost(left.toReversed(), right.toReversed()).reverse();
}

function greedyCommon(left: readonly Token[], right: readonly Token[]): Pair[] {
	const pairs: Pair[] = [];
	let column = 0;
	for (const token of left) {
		const found = right.findIndex(({ text }, index) => index >= column && text === token.text);
		const match = right[found];
		if (!match) continue;
		pairs.push([token, match]);
		column = found + 1;
	}
	return pairs;
}
