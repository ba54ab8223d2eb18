import type { Mutant } from './mutants-of.ts';

/**
 * An instructor's word that a mistake is none: the program does the same with it. It stands at the
 * end of the line, or above it, and may go on over lines of comment:
 *
 *     // equivalent: > → >= because two equal values are the same, whichever is kept
 */
export interface Equivalent {
	/** Where it stands, and the line of code it is about. */
	line: number;
	codeLine: number;
	from: string;
	to: string;
	reason: string;
}

const NOTE = /\/\/ equivalent:\s*(.*)$/;
const PARTS = /^(.+?) → (.+?) because (.+)$/;

/** The notes of a file; null in place of one that cannot be read, with its line. */
export function equivalentsIn(text: string): { line: number; note: Equivalent | null }[] {
	const lines = text.split('\n');
	return lines.flatMap((line, index) => {
		const opening = NOTE.exec(line);
		if (!opening) return [];
		const isAlone = isComment(line);
		const rest = isAlone ? continuation(lines, index + 1) : [];
		const parts = PARTS.exec([opening[1] ?? '', ...rest].join(' ').trim());
		const codeLine = isAlone ? nextCodeLine(lines, index) : index + 1;
		const [, from = '', to = '', reason = ''] = parts ?? [];
		return [{ line: index + 1, note: parts && { line: index + 1, codeLine, from, to, reason } }];
	});
}

export function isAbout(note: Equivalent, mutant: Mutant): boolean {
	return note.codeLine === mutant.line && note.from === mutant.from && note.to === mutant.to;
}

/** Lines of comment that carry on the reason. */
function continuation(lines: readonly string[], from: number): string[] {
	const end = lines.findIndex((line, index) => index >= from && (!isComment(line) || NOTE.test(line)));
	return lines
		.slice(from, end === -1 ? lines.length : end)
		.map((line) => line.trim().replace(/^\/\/\s*/, ''));
}

/** From 1. */
function nextCodeLine(lines: readonly string[], from: number): number {
	return 1 + lines.findIndex((line, index) => index > from && !isComment(line));
}

function isComment(line: string): boolean {
	return /^\s*\/\//.test(line);
}
