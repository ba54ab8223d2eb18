import type { SourceLocation } from '../../domain/report.ts';

/**
 * A text being edited, whatever draws it: Monaco, or a plain text area on touch devices and where
 * Monaco does not load. Who holds an `Editor` does not know which.
 */
export interface Editor {
	readonly kind: 'monaco' | 'plain';
	text: () => string;
	/** One step for undo, so that a reset or a formatting can be taken back. */
	setText: (text: string) => void;
	focus: () => void;
	/** Replaces the marks of the last run. */
	markErrors: (marks: ErrorMark[]) => void;
	/** Puts the cursor there, in view, and takes the focus. */
	reveal: (location: Pick<SourceLocation, 'line' | 'column'>) => void;
	dispose: () => void;
}

export interface ErrorMark {
	line: number;
	column: number;
	message: string;
}

export interface EditorOptions {
	/** What is edited, for screen readers: `main.ts, code you can change`. */
	label: string;
	/** Unique on the page: a folder of its own keeps two `main.ts` apart. */
	folder: string;
	path: string;
	text: string;
	/** The other files that imports may name. */
	siblings: Readonly<Record<string, string>>;
	/** The text as it was handed out, when parts of it may not change; null when all of it may. */
	fixedText: string | null;
	isReadOnly: boolean;
	onchange: (text: string) => void;
	onrun: () => void;
	/** A change was refused, because it touched lines that are fixed. */
	onrefuse: () => void;
}

/**
 * Makes the best editor this device can have. Monaco is made for a keyboard and a mouse, so a
 * finger gets the text area; so does everyone when Monaco cannot be loaded.
 */
export async function createEditor(host: HTMLElement, options: EditorOptions): Promise<Editor> {
	const { createPlainEditor } = await import('./plain-editor.ts');
	if (matchMedia('(pointer: coarse)').matches) return createPlainEditor(host, options);
	try {
		const { createMonacoEditor } = await import('./monaco-editor.ts');
		return await createMonacoEditor(host, options);
	} catch (error) {
		console.warn('Monaco did not load; a plain editor takes its place.', error);
		host.replaceChildren();
		return createPlainEditor(host, options);
	}
}

/** What every editor tells about the keyboard, because Tab means two things. */
export const KEYBOARD_HELP =
	'Tab moves on until you type; then it indents, and Escape followed by Tab leaves. Control M switches. Control Enter runs.';
