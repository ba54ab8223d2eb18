import { editableRanges } from './exercise-view.ts';
import type { FileTree } from './files.ts';
import { ok, refuse, type Result } from './result.ts';
import type { SubmitFault } from './submission.ts';

export type SubmittableFault = Extract<SubmitFault, { code: 'file_not_editable' | 'file_missing' }>;

/**
 * Of the files somebody sent, those an exercise lets them change; line ends are made `\n`.
 *
 * Refused: a path the exercise does not have, a file of theirs left out, and any change outside the
 * regions marked for editing. Read-only files are not kept: they come from the revision.
 */
export function submittableFiles(starter: FileTree, sent: FileTree): Result<FileTree, SubmittableFault> {
	for (const path of Object.keys(sent)) {
		if (!Object.hasOwn(starter, path)) return refuse({ code: 'file_not_editable', path });
	}

	const files: Record<string, string> = {};
	for (const [path, text] of Object.entries(starter)) {
		const ours = unixLines(text);
		const theirs = Object.hasOwn(sent, path) ? unixLines(sent[path] ?? '') : null;

		if (isReadOnly(ours)) {
			if (theirs !== null && theirs !== ours) return refuse({ code: 'file_not_editable', path });
			continue;
		}
		if (theirs === null) return refuse({ code: 'file_missing', path });
		if (!keepsFixedText(ours, theirs)) return refuse({ code: 'file_not_editable', path });
		files[path] = theirs;
	}
	return ok(files);
}

/** What a machine is given: the submitted files, and the read-only ones as the revision has them. */
export function completeFiles(starter: FileTree, submitted: FileTree): FileTree {
	return { ...starter, ...submitted };
}

export function isReadOnly(text: string): boolean {
	return editableRanges(text)?.length === 0;
}

/** True when all lines outside the editable regions still stand there, in the same order. */
export function keepsFixedText(ours: string, theirs: string): boolean {
	const ranges = editableRanges(ours);
	if (ranges === null) return true;

	const fixed = fixedParts(ours.split('\n'), ranges);
	const lines = theirs.split('\n');
	const head = fixed[0] ?? [];
	const tail = fixed.at(-1) ?? [];
	const tailStart = lines.length - tail.length;
	if (tailStart < head.length || !standsAt(lines, 0, head) || !standsAt(lines, tailStart, tail)) return false;

	// The others follow in order. Taking each as early as possible finds a place for all of them
	// whenever there is one.
	let position = head.length;
	for (const part of fixed.slice(1, -1)) {
		while (position + part.length <= tailStart && !standsAt(lines, position, part)) position += 1;
		position += part.length;
		if (position > tailStart) return false;
	}
	return true;
}

/** The lines before, between and after the regions; those that mark a region are fixed, too. */
function fixedParts(
	lines: readonly string[],
	ranges: readonly { fromLine: number; toLine: number }[]
): string[][] {
	const starts = [0, ...ranges.map(({ toLine }) => toLine)];
	const ends = [...ranges.map(({ fromLine }) => fromLine - 1), lines.length];
	return starts.map((start, index) => lines.slice(start, ends[index]));
}

function standsAt(lines: readonly string[], position: number, part: readonly string[]): boolean {
	return part.every((line, index) => lines[position + index] === line);
}

function unixLines(text: string): string {
	return text.replaceAll('\r\n', '\n');
}
