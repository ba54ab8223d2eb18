import { append } from './host.ts';
import { widthOf, withoutTerminalCodes, type TextOptions } from './inspect-text.ts';

/** Where Node's `util.inspect` breaks lines: its rules, so that printed values look as they do there. */
export interface LayoutOptions extends TextOptions {
	colors: boolean;
	maxArrayLength: number;
	/** The depth of the innermost part of what is being shown. */
	currentDepth: number;
}

interface Parts {
	output: string[];
	/** What stands before the braces: the text of a function or an error. */
	base: string;
	open: string;
	close: string;
	/** The list itself where its items may be set in columns. */
	list: ArrayLike<unknown> | null;
}

/** The parts on one line where they are short and flat enough, otherwise a line each. */
export function joined(options: LayoutOptions, parts: Parts, depth: number): string {
	const { base, open, close } = parts;
	const before = base === '' ? '' : `${base} `;
	const indent = ' '.repeat(options.indentation);
	if (options.compact === true) return joinedTightly(options, parts, indent);
	let { output } = parts;
	if (typeof options.compact === 'number' && options.compact >= 1) {
		const count = output.length;
		if (parts.list && count > 6) output = inColumns(options, output, parts.list);
		if (options.currentDepth - depth < options.compact && count === output.length) {
			const start = output.length + options.indentation + open.length + base.length + 10;
			if (fitsOneLine(options, output, start, base)) {
				const line = output.join(', ');
				if (!line.includes('\n')) return `${before}${open} ${line} ${close}`;
			}
		}
	}
	const lineBreak = `\n${indent}`;
	return `${before}${open}${lineBreak}  ${output.join(`,${lineBreak}  `)}${lineBreak}${close}`;
}

function joinedTightly(options: LayoutOptions, { output, base, open, close }: Parts, indent: string): string {
	if (fitsOneLine(options, output, 0, base))
		return `${open}${base ? ` ${base}` : ''} ${output.join(', ')} ${close}`;
	const first = base === '' && open.length === 1 ? ' ' : `${base ? ` ${base}` : ''}\n${indent}  `;
	return `${open}${first}${output.join(`,\n${indent}  `)} ${close}`;
}

function fitsOneLine(
	options: LayoutOptions,
	output: readonly string[],
	start: number,
	base: string
): boolean {
	if (base.includes('\n')) return false;
	if (options.breakLength === Number.POSITIVE_INFINITY) return !output.some((part) => part.includes('\n'));
	let length = output.length + start;
	if (length + output.length > options.breakLength) return false;
	for (const part of output) {
		length += options.colors ? withoutTerminalCodes(part).length : part.length;
		if (length > options.breakLength) return false;
	}
	return true;
}

const SEPARATOR_WIDTH = 2;
/** A character is about so many times as high as wide, and the columns should fill a square. */
const CHARACTER_HEIGHT = 2.5;
const COLUMNS_MAX = 15;

/** More than six short items stand in columns; numbers to the right. */
function inColumns(options: LayoutOptions, output: string[], list: ArrayLike<unknown>): string[] {
	const hasRest = options.maxArrayLength < output.length;
	const count = hasRest ? output.length - 1 : output.length;
	const widths = output.slice(0, count).map(widthOf);
	const widest = Math.max(0, ...widths);
	const total = widths.reduce((sum, width) => sum + width + SEPARATOR_WIDTH, 0);
	const columnWidth = widest + SEPARATOR_WIDTH;
	const isEven = total / columnWidth > 5 || widest <= 6;
	if (columnWidth * 3 + options.indentation >= options.breakLength || !isEven) return output;

	const bias = Math.max(columnWidth - 3 - Math.sqrt(columnWidth - total / output.length), 1);
	const columns = Math.min(
		Math.round(Math.sqrt(CHARACTER_HEIGHT * bias * count) / bias),
		Math.floor((options.breakLength - options.indentation) / columnWidth),
		Number(options.compact) * 4,
		COLUMNS_MAX
	);
	if (columns <= 1) return output;
	const lines = columnLines(output.slice(0, count), widths, columns, isNumeric(list, output.length));
	if (hasRest) append(lines, output[count] ?? '');
	return lines;
}

function isNumeric(list: ArrayLike<unknown>, count: number): boolean {
	for (let index = 0; index < count; index++) {
		const item = list[index];
		if (typeof item !== 'number' && typeof item !== 'bigint') return false;
	}
	return true;
}

function columnLines(
	output: readonly string[],
	widths: readonly number[],
	columns: number,
	isRight: boolean
): string[] {
	const columnWidths: number[] = [];
	for (let column = 0; column < columns; column++) {
		let width = 0;
		for (let index = column; index < output.length; index += columns)
			width = Math.max(width, widths[index] ?? 0);
		append(columnWidths, width + SEPARATOR_WIDTH);
	}
	const lines: string[] = [];
	for (let start = 0; start < output.length; start += columns) {
		const end = Math.min(start + columns, output.length);
		let line = '';
		for (let index = start; index < end; index++) {
			const isLast = index === end - 1;
			const cell = isLast ? (output[index] ?? '') : `${output[index] ?? ''}, `;
			const hidden = (output[index] ?? '').length - (widths[index] ?? 0);
			const width = (columnWidths[index - start] ?? 0) + hidden - (isLast ? SEPARATOR_WIDTH : 0);
			line += isRight ? cell.padStart(width) : isLast ? cell : cell.padEnd(width);
		}
		append(lines, line);
	}
	return lines;
}
