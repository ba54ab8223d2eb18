import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ExerciseSource } from '../../domain/exercise.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { CheckTypes, RunJob } from '../../authoring/run-submission.ts';
import { typeFaults } from './source-types.ts';
import { verifyExercise, type VerificationWatch } from '../../authoring/verify-exercise.ts';
import { contentHashOf, tryParseVerification, type Verification } from '../../authoring/verification.ts';
import type { SourceFault } from '../../authoring/source-fault.ts';

export type Verify = (
	source: ExerciseSource,
	watch?: VerificationWatch
) => Promise<Result<Verification, SourceFault[]>>;

export interface CachedVerifyOptions {
	runJob: RunJob;
	/** For exercises that check types. */
	checkTypes?: CheckTypes;
	/** Of the machine that `runJob` runs: what one machine proved says nothing about another. */
	engineHash: string;
	/** `.cache/verify`. */
	folder: string;
	/** Verifies whatever is remembered. */
	isForced?: boolean;
}

/**
 * Verifies, or remembers having verified exactly this source with exactly this machine by exactly
 * these gates. Only green answers are kept. A cache that cannot be read or written is no failure.
 */
export function createCachedVerify({
	runJob,
	checkTypes,
	engineHash,
	folder,
	isForced = false
}: CachedVerifyOptions): Verify {
	return async (source, watch = {}) => {
		const contentHash = contentHashOf(source);
		const name = [contentHash, engineHash, GATES_VERSION].map((part) => part.slice(0, 24)).join('-');
		const file = path.join(folder, `${source.slug}-${name}.json`);

		const known = tryParseVerification(await readFile(file, 'utf8').catch(() => ''));
		if (!isForced && known?.contentHash === contentHash && known.engineHash === engineHash) {
			watch.onRemembered?.();
			return ok(known);
		}

		const verified = await verifyExercise(source, { runJob, checkTypes, typeFaults }, watch);
		if (verified.ok) await keep(file, verified.value).catch(() => undefined);
		return verified;
	};
}

/** Counts up when a gate changes what it lets through. */
export const GATES_VERSION = 'gates3';

/** Whole or not at all, because another process may be reading. */
async function keep(file: string, verification: Verification): Promise<void> {
	await mkdir(path.dirname(file), { recursive: true });
	const draft = `${file}.${process.pid}`;
	await writeFile(draft, JSON.stringify(verification));
	await rename(draft, file);
}
