import type { SourceFault } from '../../authoring/source-fault.ts';
import type { Verification } from '../../authoring/verification.ts';
import { verifyExercise } from '../../authoring/verify-exercise.ts';
import type { ExerciseSource } from '../../domain/exercise.ts';
import { STUDIO } from '../../domain/limits.ts';
import type { Result } from '../../domain/result.ts';
import { typeFaults } from '../publishing/source-types.ts';
import type { Services } from '../services.ts';

/** Proofs that instructors asked for. They take turns with submissions in the pool, so that no learner waits for one. */
export interface Verifier {
	/** False when as many as may are under way. The same source is proved once at a time. */
	start: (
		contentHash: string,
		source: ExerciseSource,
		onverified: (answer: Result<Verification, SourceFault[]>) => Promise<void>
	) => boolean;
	/** How far it is; null when it is not under way. */
	progressOf: (contentHash: string) => { done: number; total: number } | null;
}

export function createVerifier({
	sandboxPool,
	typeChecker,
	log
}: Pick<Services, 'sandboxPool' | 'typeChecker' | 'log'>): Verifier {
	const underWay = new Map<string, { done: number; total: number }>();
	const prover = {
		runJob: (job: Parameters<typeof sandboxPool.run>[0]) => sandboxPool.run(job, 'studio'),
		checkTypes: typeChecker.check,
		typeFaults
	};
	return {
		start(contentHash, source, onverified) {
			if (underWay.has(contentHash)) return true;
			if (underWay.size >= STUDIO.verificationsMax) return false;
			underWay.set(contentHash, { done: 0, total: 0 });
			const onProgress = (done: number, total: number) => underWay.set(contentHash, { done, total });
			verifyExercise(source, prover, { onProgress })
				.then(onverified)
				// A pool that is closed or full: the author is told that it is not verified, and asks again.
				.catch((error: unknown) => log.error({ err: error, slug: source.slug }, 'a draft was not verified'))
				.finally(() => underWay.delete(contentHash));
			return true;
		},
		progressOf: (contentHash) => underWay.get(contentHash) ?? null
	};
}
