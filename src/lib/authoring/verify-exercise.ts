import type { ExerciseSource } from '../domain/exercise.ts';
import { ok, refuse, type Result } from '../domain/result.ts';
import { checkHintLeaks } from './gates/hint-leaks.ts';
import { tryMutants, type MutantOutcome } from './gates/mutants.ts';
import { checkExerciseProse } from './gates/prose.ts';
import { checkRepeatability } from './gates/repeatability.ts';
import { runSamples, samplesFaults, verificationOf } from './gates/samples.ts';
import { lintExercise } from './lint/lint-exercise.ts';
import type { CheckTypes, RunJob } from './run-submission.ts';
import type { SourceFault } from './source-fault.ts';
import type { Verification } from './verification.ts';

/** What a proof needs beside the source. */
export interface Prover {
	runJob: RunJob;
	/** Gate 2, by a compiler. */
	typeFaults: (source: ExerciseSource) => Promise<SourceFault[]>;
	/** For exercises that check types. */
	checkTypes?: CheckTypes;
}

/** What somebody who waits for a verification may see of it. */
export interface VerificationWatch {
	/** Runs that are over, and as many as are known to come. */
	onProgress?: (done: number, total: number) => void;
	onMutants?: (outcome: MutantOutcome) => void;
	/** The answer was known: nothing was run. */
	onRemembered?: () => void;
}

/**
 * Gates 1 to 10: proves an exercise by its own samples. Green means that right code is accepted
 * under every seed, that each known mistake is caught by the check that names it, that no check is
 * there for nothing, that no small mistake slips through, and that hints and prose say what is so.
 */
export async function verifyExercise(
	source: ExerciseSource,
	prover: Prover,
	watch: VerificationWatch = {}
): Promise<Result<Verification, SourceFault[]>> {
	const { runJob } = prover;
	// Samples of the wrong files would fill the terminal with names that cannot be found.
	const unreadable = lintExercise(source);
	const invalid = unreadable.length > 0 ? unreadable : await prover.typeFaults(source);
	if (invalid.length > 0) return refuse(invalid);

	const samples = await runSamples(source, prover);
	const faults = samplesFaults(source, samples);
	if (faults.length > 0) return refuse(faults);

	const [mutants, ...others] = await Promise.all([
		tryMutants(runJob, source, watch.onProgress),
		checkRepeatability(runJob, source),
		checkHintLeaks(runJob, source),
		checkExerciseProse(runJob, source)
	]);
	watch.onMutants?.(mutants);
	const later = [...mutants.faults, ...others.flat()];
	return later.length > 0
		? refuse(later)
		: ok({ ...verificationOf(source, samples), mutants: mutants.score });
}
