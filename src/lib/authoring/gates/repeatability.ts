import type { ExerciseSource } from '../../domain/exercise.ts';
import type { Report } from '../../domain/report.ts';
import { judgingSeeds, type RunJob } from '../run-submission.ts';
import { sampleFolder } from '../reading/parse-samples.ts';
import type { SourceFault } from '../source-fault.ts';
import { checksJob } from './checks-job.ts';

/**
 * Gate 8: the same files under the same seed give the same report three times, among runs of other
 * files and on whichever machine of the pool is free. Only the time on the wall may differ.
 */
export async function checkRepeatability(runJob: RunJob, source: ExerciseSource): Promise<SourceFault[]> {
	const [seed = 1] = judgingSeeds(source);
	const programs = [
		{ file: 'starter', files: {} },
		...source.samples
			.filter(({ verdict }) => verdict === 'accepted')
			.map((sample) => ({ file: sampleFolder(sample), files: sample.files }))
	];
	// Forwards, backwards, forwards: neighbours differ, and two machines meet the same program at once.
	const order = [...programs, ...programs.toReversed(), ...programs];
	const runs = await Promise.all(
		order.map(async (program) => ({
			program,
			report: timeless(await runJob(checksJob(source, program.files, { seed })))
		}))
	);

	return programs.flatMap((program): SourceFault[] => {
		const reports = runs.filter((run) => run.program === program).map(({ report }) => report);
		const [first, ...others] = reports;
		const other = others.find((report) => !isSame(report, first));
		if (!first || !other) return [];
		return [
			{
				gate: 8,
				file: program.file,
				line: null,
				message: `the same seed gave two reports: ${differenceOf(first, other)}`
			}
		];
	});
}

/** Reports are data, made by the same code in the same order. */
function isSame(left: unknown, right: unknown): boolean {
	return JSON.stringify(left) === JSON.stringify(right);
}

function timeless(report: Report): Report {
	return { ...report, usage: { ...report.usage, wallMs: 0 } };
}

/** The first thing that differs, most telling first. */
function differenceOf(left: Report, right: Report): string {
	const check = left.checks.find((each, index) => !isSame(each, right.checks[index]));
	if (check) return `the check "${check.id}" ended in two ways`;
	if (!isSame(left.usage, right.usage)) {
		return `it used ${JSON.stringify(left.usage)} and ${JSON.stringify(right.usage)}`;
	}
	return isSame(left.output, right.output)
		? 'they differ in how the run ended, or in what it drew'
		: 'it printed two different things';
}
