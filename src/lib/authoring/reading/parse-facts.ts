import * as v from 'valibot';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { exerciseFactsSchema, type ExerciseFacts } from '../../domain/exercise.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { SourceFault } from '../source-fault.ts';

/** `exercise.yaml`, with the line of each mistake. */
export function parseFacts(text: string): Result<ExerciseFacts, SourceFault[]> {
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines });
	if (document.errors.length > 0) {
		return refuse(
			document.errors.map((error) =>
				fault(error.linePos?.[0].line ?? null, error.message.split('\n')[0] ?? error.message)
			)
		);
	}

	const parsed = v.safeParse(exerciseFactsSchema, document.toJS());
	if (parsed.success) return ok(parsed.output);
	return refuse(
		parsed.issues.map((issue) => {
			const keys = (issue.path ?? []).map((item) => item.key);
			return fault(lineOf(document, keys, lines), `${keys.join('.') || 'the file'}: ${issue.message}`);
		})
	);
}

/** The line of a value; of a missing one, the line of what should hold it. */
function lineOf(
	document: ReturnType<typeof parseDocument>,
	keys: readonly unknown[],
	lines: LineCounter
): number | null {
	for (let length = keys.length; length > 0; length -= 1) {
		const node = document.getIn(keys.slice(0, length), true);
		if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
	}
	return null;
}

function fault(line: number | null, message: string): SourceFault {
	return { gate: 1, file: 'exercise.yaml', line, message };
}
