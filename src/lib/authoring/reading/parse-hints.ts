import type { ExerciseSource } from '../../domain/exercise.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { SourceFault } from '../source-fault.ts';

type Hints = ExerciseSource['hints'];
type Rung = Hints[number]['rungs'][number];

const RUNGS = ['concept', 'where', 'partial'] as const;
const TASK = /^## Task (\d+)\s*$/;
const RUNG = /^(?:[-*] |\d+\. )?\[([a-z-]+)\]\s*(.*)$/;

/**
 * `hints.md`: for each task a ladder of rungs, climbed one at a time.
 *
 *     ## Task 1
 *     - [concept] What a hash promises.
 *     - [where] Look at the line that builds the text to hash.
 *     - [partial] A rung may go on over paragraphs and hold a fenced block.
 */
export function parseHints(text: string): Result<Hints, SourceFault[]> {
	const faults: SourceFault[] = [];
	const hints: Hints = [];
	let rung: Rung | null = null;
	let isInFence = false;

	text.split('\n').forEach((line, index) => {
		const at = index + 1;
		const wasInFence = isInFence;
		if (/^\s*```/.test(line)) isInFence = !isInFence;

		const task = wasInFence ? null : TASK.exec(line);
		const start = wasInFence ? null : RUNG.exec(line);
		if (task) {
			hints.push({ task: Number(task[1]), rungs: [] });
			rung = null;
		} else if (start) {
			rung = newRung(start[1] ?? '', start[2] ?? '', hints.at(-1), at, faults);
		} else if (rung) {
			rung.text += `\n${line.replace(/^ {1,2}|^\t/, '')}`;
		} else if (line.trim() !== '' && !/^# /.test(line)) {
			faults.push(
				fault(
					at,
					'this line belongs to no rung: begin it with [concept], [where] or [partial] below a heading "## Task 1"'
				)
			);
		}
	});
	if (isInFence) faults.push(fault(null, 'a fenced block is not closed'));

	for (const { rungs } of hints) for (const each of rungs) each.text = each.text.trim();
	return faults.length > 0 ? refuse(faults) : ok(hints);
}

function newRung(
	name: string,
	text: string,
	task: Hints[number] | undefined,
	line: number,
	faults: SourceFault[]
): Rung {
	const kind = RUNGS.find((known) => known === name);
	const rung: Rung = { kind: kind ?? 'concept', text };
	if (!kind) faults.push(fault(line, `[${name}] is no rung: write [concept], [where] or [partial]`));
	else if (!task)
		faults.push(fault(line, 'this rung belongs to no task: put a heading "## Task 1" above it'));
	else {
		const before = task.rungs.at(-1);
		if (before && RUNGS.indexOf(before.kind) > RUNGS.indexOf(kind)) {
			faults.push(
				fault(
					line,
					`a ladder climbs from [concept] over [where] to [partial]: put this before [${before.kind}]`
				)
			);
		}
		task.rungs.push(rung);
	}
	return rung;
}

function fault(line: number | null, message: string): SourceFault {
	return { gate: 1, file: 'hints.md', line, message };
}
