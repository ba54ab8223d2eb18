import type { ErrorInfo, SourceLocation } from '../domain/report.ts';
import type { CompiledFile } from './compile.ts';
import { fileOf } from './modules.ts';
import { utf16Column, type Place } from './source-map.ts';

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
		for (const [, name = '', module = '', line, column] of stack.matchAll(FRAME)) {
			const path = fileOf(module);
			const file = this.#files.get(path);
			if (!file) continue;
			const place = sourcePlace(file, { line: Number(line), column: Number(column) });
			// What the compiler added, such as its helpers for decorators, is nothing to look at.
			if (!place) continue;
			frames.push({ functionName: name === '<anonymous>' ? '' : name, path, ...place });
			if (frames.length === FRAMES_MAX) break;
		}
		return frames;
	}

	/** A printed stack with the places its reader knows. */
	inText(text: string): string {
		return text.replace(
			PRINTED_FRAME,
			(frame, before: string, module: string, line: string, column: string) => {
				const path = fileOf(module);
				const file = this.#files.get(path);
				if (!file) return frame;
				const place = sourcePlace(file, { line: Number(line), column: Number(column) });
				return place ? `${before}${path}:${place.line}:${place.column}` : `${before}${path}`;
			}
		);
	}

	/** A place in code that ran, as the machine names it; null when its author wrote nothing there. */
	placeOf({ path, line, column }: SourceLocation): SourceLocation | null {
		const file = this.#files.get(fileOf(path));
		const place = file ? sourcePlace(file, { line, column }) : null;
		return place && { path: fileOf(path), ...place };
	}

	/** Where to look: the innermost frame in the learner's own files. */
	locationOf(stack: string): SourceLocation | null {
		const frame = this.framesOf(stack).find(({ path }) => this.#isLearners(path));
		return frame ? { path: frame.path, line: frame.line, column: frame.column } : null;
	}
}

const FRAMES_MAX = 20;
const PRINTED_FRAME = /(\bat (?:[^\n()]* \()?)([^\s():]+):(\d+):(\d+)/g;
const FRAME = /^\s*at (?:(.*?) \()?([^()\s]+?):(\d+):(\d+)\)?$/gm;

function sourcePlace(file: CompiledFile, { line, column }: Place): Place | null {
	const text = file.code.split('\n', line)[line - 1] ?? '';
	const place = { line, column: utf16Column(text, column) };
	return file.map ? file.map.sourcePlace(place) : place;
}
