import type { ExerciseSource } from '../../domain/exercise.ts';
import { submittableFiles } from '../../domain/submittable-files.ts';
import { lintProse } from './lint-prose.ts';
import { sampleFolder } from '../reading/parse-samples.ts';
import type { SourceFault } from '../source-fault.ts';

/** Gate 1: what can be said about an exercise by reading it. Empty when there is nothing to mend. */
export function lintExercise(source: ExerciseSource): SourceFault[] {
	return [...lintProse(source), ...lintSamples(source)];
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
