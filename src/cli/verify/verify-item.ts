import path from 'node:path';
import { readExerciseFolder } from '../../lib/server/publishing/1-read.ts';
import type { VerificationWatch } from '../../lib/authoring/verify-exercise.ts';
import type { MutantScore, Survivor } from '../../lib/authoring/gates/mutants.ts';
import { faultLine, type SourceFault } from '../../lib/authoring/source-fault.ts';
import type { Verify } from '../../lib/server/publishing/verification-cache.ts';

/** What `--json` prints of an exercise or a lesson, one on a line. */
export interface Verified {
	/** `hash-and-link`, or `from-scratch/blockchain-from-scratch` for a lesson. */
	slug: string;
	ok: boolean;
	/** Known from before: nothing was run. */
	remembered: boolean;
	faults: SourceFault[];
	/** Null where none were tried: of a lesson, or because an earlier gate refused. */
	mutants: (MutantScore & { survivors: Survivor[] }) | null;
	/** Steps of the slowest right sample; null when not known. */
	stepsMax: number | null;
	ms: number;
}

export async function verifyExerciseFolder(
	folder: string,
	verify: Verify,
	onProgress: VerificationWatch['onProgress']
): Promise<Verified> {
	const startedAt = performance.now();
	const item: Verified = {
		slug: path.basename(folder),
		ok: false,
		remembered: false,
		faults: [],
		mutants: null,
		stepsMax: null,
		ms: 0
	};
	const source = await readExerciseFolder(folder);
	if (!source.ok) return { ...item, faults: source.fault, ms: msSince(startedAt) };

	const verified = await verify(source.value, {
		onProgress,
		onRemembered: () => (item.remembered = true),
		onMutants: ({ score, survivors }) => (item.mutants = { ...score, survivors })
	});
	item.ms = msSince(startedAt);
	if (!verified.ok) return { ...item, faults: verified.fault };
	const { mutants, stepsMax } = verified.value;
	return { ...item, ok: true, stepsMax, mutants: mutants ? { ...mutants, survivors: [] } : null };
}

/** For people: a line, and one for each thing to mend. */
export function linesOf(item: Verified, folder: string): string[] {
	const { mutants } = item;
	const equivalent = mutants && mutants.equivalent > 0 ? ` (${mutants.equivalent} equivalent)` : '';
	const score = mutants ? `  mutants ${mutants.killed}/${mutants.total}${equivalent}` : '';
	const time = item.remembered ? 'unchanged' : `${(item.ms / 1_000).toFixed(1)} s`;
	return [
		`${item.ok ? '✓' : '✗'} ${item.slug}${score}  ${time}`,
		...item.faults.map((fault) => `  ${faultLine(folder, fault)} (gate ${fault.gate})`)
	];
}

export function msSince(moment: number): number {
	return Math.round(performance.now() - moment);
}
