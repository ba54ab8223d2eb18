/**
 * Something an instructor has to mend before an exercise can be published: where it is, and what
 * to do about it. `gate` is the number in exercises/README.md.
 */
export interface SourceFault {
	gate: 1 | 2 | 3 | 4 | 5 | 6;
	/** Relative to the exercise's folder: `checks/hidden.ts`. */
	file: string;
	/** From 1; null when the fault belongs to the file as a whole. */
	line: number | null;
	message: string;
}

/** `exercises/merkle-tree/checks/hidden.ts:12: …`, as editors and terminals link it. */
export function faultLine(folder: string, { file, line, message }: SourceFault): string {
	return `${folder}/${file}${line === null ? '' : `:${line}`}: ${message}`;
}
