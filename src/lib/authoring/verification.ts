import * as v from 'valibot';
import { sha256 } from '../domain/sha256.ts';
import { exerciseFactsSchema, type ExerciseSource } from '../domain/exercise.ts';
import { VERDICTS } from '../domain/verdict.ts';

/** A published exercise: numbered, hashed, never changed afterwards. */
export interface Revision {
	id: string;
	exerciseSlug: string;
	number: number;
	contentHash: string;
	source: ExerciseSource;
	verification: Verification;
	publishedAt: Date;
}

const verdict = v.picklist(VERDICTS);

const checkSignatureSchema = v.object({
	id: v.string(),
	outcome: v.union([verdict, v.literal('skipped')]),
	message: v.nullable(v.string())
});

const signatureSchema = v.object({
	/** `wrong_answer/unsorted-keys`. */
	sample: v.string(),
	verdict,
	checks: v.array(checkSignatureSchema),
	message: v.string(),
	/** Not known of what was verified before it was kept. */
	idea: v.optional(v.string(), '')
});

const verificationSchema = v.object({
	contentHash: v.string(),
	engineHash: v.string(),
	visibleCheckIds: v.array(v.string()),
	hiddenCheckIds: v.array(v.string()),
	/** None in what was verified before types were checked. */
	typeCheckIds: v.optional(v.array(v.string()), []),
	signatures: v.array(signatureSchema),
	/** Of the slowest accepted sample under any seed: how much of the allowance a good answer needs. */
	stepsMax: v.number(),
	runsCount: v.number(),
	/** How many small mistakes the checks noticed; unknown of what was verified before they were tried. */
	mutants: v.optional(v.object({ killed: v.number(), total: v.number(), equivalent: v.number() }))
});

/** What a green verification found. It holds for exactly this source and exactly this machine. */
export type Verification = v.InferOutput<typeof verificationSchema>;

/** How a wrong sample behaves: learners whose code behaves the same get its message. */
export type MisconceptionSignature = v.InferOutput<typeof signatureSchema>;

const files = v.record(v.string(), v.string());

const sourceSchema = v.object({
	slug: v.string(),
	facts: exerciseFactsSchema,
	statement: v.string(),
	hints: v.array(
		v.object({
			task: v.number(),
			rungs: v.array(v.object({ kind: v.picklist(['concept', 'where', 'partial']), text: v.string() }))
		})
	),
	starter: files,
	visibleChecks: v.string(),
	hiddenChecks: v.string(),
	scheduleChecks: v.optional(v.string(), ''),
	typeChecks: v.optional(v.string(), ''),
	samples: v.array(
		v.object({
			name: v.string(),
			verdict,
			files,
			misconception: v.nullable(
				v.object({ text: v.string(), failsCheckTitle: v.string(), message: v.string() })
			)
		})
	),
	figure: v.nullable(v.string())
});

export function parseSource(json: string): ExerciseSource {
	return v.parse(sourceSchema, JSON.parse(json));
}

export function parseVerification(json: string): Verification {
	return v.parse(verificationSchema, JSON.parse(json));
}

/** Null instead of a throw, for caches that anybody may have damaged. */
export function tryParseVerification(json: string): Verification | null {
	try {
		return parseVerification(json);
	} catch {
		return null;
	}
}

/** Every check that must pass, in the order they are shown. */
export function demandedCheckIds(verification: Verification): string[] {
	return [...verification.visibleCheckIds, ...verification.typeCheckIds, ...verification.hiddenCheckIds];
}

/**
 * SHA-256 of a source, whatever the order of its keys and files. What came to be a part of sources
 * later counts only where it is there, so that the others stay the revisions they are.
 */
export function contentHashOf({ typeChecks, scheduleChecks, facts, ...source }: ExerciseSource): string {
	const factsBefore: Partial<typeof facts> = { ...facts };
	delete factsBefore.schedules;
	const hashed = {
		...source,
		...(typeChecks !== '' && { typeChecks }),
		...(scheduleChecks === '' ? { facts: factsBefore } : { scheduleChecks, facts })
	};
	return sha256(canonicalJson(hashed));
}

function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) =>
		part !== null && typeof part === 'object' && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
			: part
	);
}
