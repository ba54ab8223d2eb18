import type { TraceSource } from '../../domain/trace.ts';

/** A place in the code that runs; the host turns it into a place in the text its author wrote. */
export type CallSite = TraceSource;

const FRAME = /^\s*at (?:.*? \()?([^()\s]+?):(\d+):(\d+)\)?$/;

/** The innermost line of a learner's file on the stack; null when there is none. */
export function callSite(): CallSite | null {
	const { stack } = new Error();
	if (typeof stack !== 'string') return null;
	for (const line of stack.split('\n')) {
		const [, path = '', lineNumber, column] = FRAME.exec(line) ?? [];
		if (path === '' || path.startsWith('hotpath:')) continue;
		return { path, line: Number(lineNumber), column: Number(column) };
	}
	return null;
}
