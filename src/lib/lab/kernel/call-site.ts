import type { TraceSource } from '../../domain/trace.ts';

/** A place in the code that runs; the host turns it into a place in the text its author wrote. */
export type CallSite = TraceSource;

/** The innermost line of a learner's file on the stack; null when there is none. */
export function callSite(): CallSite | null {
	const { stack } = new Error();
	if (typeof stack !== 'string') return null;
	// Most frames are the lab's own, and a trace asks thousands of times: only what may be the learner's is parsed.
	for (let from = 0; from < stack.length;) {
		const end = stack.indexOf('\n', from);
		const line = stack.slice(from, end < 0 ? stack.length : end);
		from += line.length + 1;
		if (line.includes('hotpath:')) continue;
		const place = placeIn(line);
		if (place) return place;
	}
	return null;
}

/** `    at name (path:line:column)` or `    at path:line:column`. */
function placeIn(frame: string): CallSite | null {
	const end = frame.endsWith(')') ? frame.length - 1 : frame.length;
	const columnAt = frame.lastIndexOf(':', end);
	const lineAt = frame.lastIndexOf(':', columnAt - 1);
	const open = frame.lastIndexOf('(');
	const path = frame.slice(open < 0 ? frame.indexOf('at ') + 3 : open + 1, lineAt);
	const [line, column] = [Number(frame.slice(lineAt + 1, columnAt)), Number(frame.slice(columnAt + 1, end))];
	return lineAt > 0 && line > 0 && column > 0 ? { path, line, column } : null;
}
