import type { Report } from '../../src/lib/domain/report.ts';
import type { RunJob } from '../../src/lib/authoring/run-submission.ts';
import { readExerciseFolder } from '../../src/lib/server/publishing/1-read.ts';
import { typeFaults } from '../../src/lib/server/publishing/source-types.ts';
import { verifyExercise } from '../../src/lib/authoring/verify-exercise.ts';
import type { MutantOutcome } from '../../src/lib/authoring/gates/mutants.ts';
import { faultLine, type SourceFault } from '../../src/lib/authoring/source-fault.ts';
import type { DamagedExercise } from './damaged-exercise.ts';

/** What verification says of an exercise, and everything it ran. */
export async function verifiedBy(
	exercise: DamagedExercise,
	runJob: RunJob
): Promise<{ faults: SourceFault[]; mutants: MutantOutcome | null; jobs: Report[] }> {
	const source = await readExerciseFolder(exercise.folder);
	if (!source.ok) throw new Error(source.fault.map((fault) => faultLine('', fault)).join('\n'));
	const seen: { mutants: MutantOutcome | null; jobs: Report[] } = { mutants: null, jobs: [] };
	const counted: RunJob = async (job) => {
		const report = await runJob(job);
		seen.jobs.push(report);
		return report;
	};
	const result = await verifyExercise(
		source.value,
		{ runJob: counted, typeFaults },
		{ onMutants: (outcome) => (seen.mutants = outcome) }
	);
	return { ...seen, faults: result.ok ? [] : result.fault };
}
