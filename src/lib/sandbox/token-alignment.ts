import { getFormattedTokens, type Options } from 'sucrase';
import type { Place, SourceMap } from './source-map.ts';

/** A token with its place; lines and columns count from 1. */
interface Token extends Place {
	text: string;
	isType: boolean;
}

/**
 * From code to source where lines were kept and tokens left out: the tokens of a line are matched
 * with those of the same line of the source that are no types. (Sucrase's own source map loses its
 * columns after the first template.) Read when the first place is asked, for most runs ask few.
 */
export function lazyTokenAlignment(code: string, source: string): SourceMap {
	const codeLines = code.split('\n');
	const sourceLines = source.split('\n');
	const aligned = new Map<number, [Token, Token][]>();
	let tokens: { code: Map<number, Token[]>; source: Map<number, Token[]> } | undefined;

	function alignedOn(line: number): [Token, Token][] {
		tokens ??= { code: byLine(tokensOf(code, [])), source: byLine(tokensOf(source, ['typescript'])) };
		const known = aligned.get(line);
		if (known) return known;
		const kept = (tokens.source.get(line) ?? []).filter(({ isType }) => !isType);
		const pairs = longestCommon(tokens.code.get(line) ?? [], kept);
		aligned.set(line, pairs);
		return pairs;
	}

	return {
		sourcePlace(place) {
			if (codeLines[place.line - 1] === sourceLines[place.line - 1]) return place;
			const pairs = alignedOn(place.line);
			const [inCode, inSource] = pairs.findLast(([token]) => token.column <= place.column) ?? [];
			if (!inCode || !inSource) return { line: place.line, column: pairs[0]?.[1].column ?? 1 };
			const past = Math.min(place.column - inCode.column, Math.max(0, inCode.text.length - 1));
			return { line: place.line, column: inSource.column + past };
		}
	};
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

/** The longest common subsequence of two lists of tokens, as pairs. */
function longestCommon(left: readonly Token[], right: readonly Token[]): [Token, Token][] {
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
	const pairs: [Token, Token][] = [];
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

function greedyCommon(left: readonly Token[], right: readonly Token[]): [Token, Token][] {
	const pairs: [Token, Token][] = [];
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
