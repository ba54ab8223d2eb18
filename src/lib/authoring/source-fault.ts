/**
 * Something an instructor has to mend before an exercise can be published: where it is, and what
 * to do about it. `gate` is the number in exercises/README.md.
 */
export interface SourceFault {
	gate: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
	/** Relative to the exercise's folder: `checks/hidden.ts`. */
	file: string;
	/** From 1; null when the fault belongs to the file as a whole. */
	line: number | null;
	/** From 1, where one line holds more than one place. */
	column?: number;
	message: string;
}

/** `exercises/merkle-tree/checks/hidden.ts:12: …`, as editors and terminals link it. */
export function faultLine(folder: string, { file, line, column, message }: SourceFault): string {
	const place = [line, column].map((part) => (part == null ? '' : `:${part}`)).join('');
	return `${folder}/${file}${place}: ${message}`;
}
