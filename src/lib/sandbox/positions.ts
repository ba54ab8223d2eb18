import type { ErrorInfo, SourceLocation } from '../domain/report.ts';
import type { CompiledFile } from './strip-types.ts';

type Frame = ErrorInfo['frames'][number];

/** Turns positions in the code that ran into positions in the text its author wrote. */
export class Positions {
	readonly #files: ReadonlyMap<string, CompiledFile>;
	readonly #isLearners: (path: string) => boolean;

	constructor(files: ReadonlyMap<string, CompiledFile>, isLearners: (path: string) => boolean) {
		this.#files = files;
		this.#isLearners = isLearners;
	}

	/** The frames of a stack that lie in files of this job, innermost first; at most 20. */
	framesOf(stack: string): Frame[] {
		const frames: Frame[] = [];
		for (const [, name = '', path = '', line, column] of stack.matchAll(FRAME)) {
			const file = this.#files.get(path);
			if (!file) continue;
			const place = { line: Number(line), column: Number(column) };
			frames.push({ functionName: name === '<anonymous>' ? '' : name, path, ...sourcePlace(file, place) });
			if (frames.length === FRAMES_MAX) break;
		}
		return frames;
	}

	/** Where to look: the innermost frame in the learner's own files. */
	locationOf(stack: string): SourceLocation | null {
		const frame = this.framesOf(stack).find(({ path }) => this.#isLearners(path));
		return frame ? { path: frame.path, line: frame.line, column: frame.column } : null;
	}
}

const FRAMES_MAX = 20;
const FRAME = /^\s*at (?:(.*?) \()?([^()\s]+?):(\d+):(\d+)\)?$/gm;

/**
 * Only deletions were made within a line, so the code of the line is a subsequence of its source:
 * walking both finds the column.
 */
function sourcePlace(
	file: CompiledFile,
	place: { line: number; column: number }
): { line: number; column: number } {
	const code = file.code.split('\n')[place.line - 1] ?? '';
	const source = file.source.split('\n')[place.line - 1] ?? '';
	if (code === source) return place;
	let at = 0;
	for (const character of code.slice(0, place.column)) {
		const found = source.indexOf(character, at);
		if (found < 0) break;
		at = found + 1;
	}
	return { line: place.line, column: Math.max(1, at) };
}
