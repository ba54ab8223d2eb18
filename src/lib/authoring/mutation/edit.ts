import type ts from 'typescript';

/** A small change of a text: what stands from `start` to `end` becomes `text`. */
export interface Edit {
	start: number;
	end: number;
	text: string;
}

/** One way to go wrong: all the places of one node where it could happen. */
export type Operator = (typescript: typeof ts, node: ts.Node, file: ts.SourceFile) => Edit[];

export function editOf(node: ts.Node, file: ts.SourceFile, text: string): Edit {
	return { start: node.getStart(file), end: node.end, text };
}

export function edited(text: string, edit: Edit): string {
	return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}
