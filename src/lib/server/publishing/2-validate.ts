import type { ExerciseSource } from '../../domain/exercise.ts';
import { submittableFiles } from '../../domain/submittable-files.ts';
import { checkTypes } from './check-types.ts';
import { labTypes, libraryTypes } from './lab-types.ts';
import { lintProse } from './lint-prose.ts';
import { sampleFolder } from './parse-samples.ts';
import type { SourceFault } from './source-fault.ts';

/**
 * Gates 1 and 2: what can be said about an exercise without running any of it. Empty when there
 * is nothing to mend.
 */
export async function validateExercise(source: ExerciseSource): Promise<SourceFault[]> {
	const faults = [...lintProse(source), ...lintSamples(source)];
	// Samples of the wrong files would fill the terminal with names that cannot be found.
	if (faults.length > 0) return faults;
	const ours = [
		source.visibleChecks,
		source.hiddenChecks,
		source.scheduleChecks,
		source.typeChecks,
		source.figure ?? ''
	];
	const trees = [source.starter, ...source.samples.map(({ files }) => files)];
	const texts = [...ours, ...trees.flatMap((tree) => Object.values(tree))];
	return checkTypes(source, { ...(await labTypes()), ...(await libraryTypes(texts)) });
}

/** A sample is something a learner could have sent. */
function lintSamples(source: ExerciseSource): SourceFault[] {
	const accepted = source.samples.filter(({ verdict }) => verdict === 'accepted');
	const wrong = source.samples.filter(({ verdict }) => verdict !== 'accepted');
	const faults: SourceFault[] = [];

	if (accepted.length < 2) {
		faults.push(
			fault(
				4,
				'submissions/accepted',
				`at least two samples of different structure are needed, here is ${accepted.length}`
			)
		);
	}
	if (wrong.length < 3) {
		faults.push(
			fault(
				5,
				'submissions',
				`at least three wrong samples are needed, here is ${wrong.length}: each shows one misconception`
			)
		);
	}
	const [first, ...others] = accepted.map(({ files }) => JSON.stringify(files).replace(/\s|\\n|\\t/g, ''));
	if (first !== undefined && others.includes(first)) {
		faults.push(
			fault(4, 'submissions/accepted', 'two samples differ in white space only: solve it in another way')
		);
	}

	for (const sample of source.samples) {
		const files = submittableFiles(source.starter, sample.files);
		if (files.ok) continue;
		const { path, code } = files.fault;
		faults.push(
			fault(
				1,
				`${sampleFolder(sample)}/${path}`,
				code === 'file_missing'
					? 'a sample holds every file a learner may change: add this one'
					: 'a learner could not send this: it is not a file of starter/, or a line outside the regions `// region edit` differs'
			)
		);
	}
	return faults;
}

function fault(gate: SourceFault['gate'], file: string, message: string): SourceFault {
	return { gate, file, line: null, message };
}
