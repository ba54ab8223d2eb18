import { exerciseSourceFrom } from '../../authoring/reading/exercise-source.ts';
import { contentHashOf } from '../../authoring/verification.ts';
import type { Account } from '../../domain/account.ts';
import { verifyExercise } from '../../authoring/verify-exercise.ts';
import type { ExerciseSource } from '../../domain/exercise.ts';
import type { Job } from '../../domain/job.ts';
import { STUDIO } from '../../domain/limits.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { SourceDraft, SourceVerification, StudioFault } from '../../domain/source-draft.ts';
import { audit } from '../auth/audit.ts';
import * as exercises from '../db/exercises.ts';
import * as drafts from '../db/source-drafts.ts';
import * as verifications from '../db/verifications.ts';
import { publishRevision } from '../publishing/2-publish.ts';
import { typeFaults } from '../publishing/source-types.ts';
import { engineHashIn } from '../sandbox-pool/engine-hash.ts';
import type { Services } from '../services.ts';

type Answer<Value> = Promise<Result<Value, StudioFault>>;

const UNKNOWN = refuse({ code: 'source_draft_unknown' });

/** Of a draft exactly as it stands now. */
export async function findVerification(
	services: Services,
	reader: Account,
	id: string
): Answer<SourceVerification> {
	const draft = await drafts.find(services.db, id, reader);
	if (!draft) return UNKNOWN;
	const { contentHash } = draft;
	if (contentHash === null) return ok({ state: 'unverified' });
	const work = services.verifications.find(contentHash);
	if (work?.state === 'running') return ok({ state: 'verifying', done: work.done, total: work.total });
	const engineHash = await engineHashIn(services.config.machineFolder);
	const kept = await verifications.find(services.db, contentHash, engineHash);
	if (!kept) return ok({ state: 'unverified' });
	const verifiedAt = kept.verifiedAt.toISOString();
	if (kept.verification)
		return ok({ state: 'green', verifiedAt, mutants: kept.verification.mutants ?? null });
	const faults = kept.faults.map(({ file, line, message }) => ({ file, line, message }));
	return ok({ state: 'refused', verifiedAt, faults });
}

/** Proves a draft on the server by the code that proves it beside its editor, and keeps what was found with its hash. */
export async function verifyDraft(
	services: Services,
	author: Account,
	id: string
): Answer<SourceVerification> {
	const { db, clock, config } = services;
	const draft = await changeable(services, author, id);
	if (!draft) return UNKNOWN;
	const source = exerciseSourceFrom(draft.slug, draft.files);
	if (!source.ok) {
		const faults = source.fault.map(({ file, line, message }) => ({ file, line, message }));
		return ok({ state: 'refused', verifiedAt: clock.now().toISOString(), faults });
	}
	const contentHash = contentHashOf(source.value);
	const engineHash = await engineHashIn(config.machineFolder);
	const prover = {
		runJob: (job: Job) => services.sandboxPool.run(job, 'studio'),
		checkTypes: services.typeChecker.check,
		typeFaults
	};
	const isStarted = services.verifications.start(contentHash, async (onProgress) => {
		const answer = await verifyExercise(source.value, prover, { onProgress });
		await db.transaction().execute(async (tx) => {
			await verifications.keep(tx, {
				exerciseSlug: draft.slug,
				contentHash,
				engineHash,
				verifiedBy: author.id,
				verifiedAt: clock.now(),
				faults: answer.ok ? [] : answer.fault,
				verification: answer.ok ? answer.value : null
			});
			await audit(services, tx, author.id, 'source_verified', id, answer.ok ? 'green' : 'refused');
		});
		return null;
	});
	if (!isStarted) return refuse({ code: 'verifier_busy', retryAfterMs: STUDIO.verifyAgainMs });
	return findVerification(services, author, id);
}

/** What a draft is to learners. */
export interface Publication {
	/** Of the current revision. */
	number: number;
	contentHash: string;
	publishedAt: Date;
	isRetired: boolean;
}

/** Null while nothing of it is published. */
export async function findPublication(
	{ db }: Pick<Services, 'db'>,
	slug: string
): Promise<Publication | null> {
	const origin = await exercises.findOrigin(db, slug);
	if (origin?.origin !== 'studio') return null;
	const revision = await exercises.findPublishedRevision(db, slug);
	if (!revision) return null;
	const { number, contentHash, publishedAt } = revision;
	return { number, contentHash, publishedAt, isRetired: origin.isRetired };
}

/** Only a green verification of exactly this source by exactly this machine is published. */
export async function publishDraft(
	services: Services,
	author: Account,
	id: string,
	note: string
): Answer<{ number: number }> {
	const { db, config } = services;
	const words = note.trim();
	if (words.length < STUDIO.noteMinLength || words.length > STUDIO.noteMaxLength)
		return refuse({ code: 'publishing_note_invalid', maxLength: STUDIO.noteMaxLength });
	const draft = await changeable(services, author, id);
	if (!draft) return UNKNOWN;
	const proved = await provedSource(services, draft, await engineHashIn(config.machineFolder));
	if (!proved) return refuse({ code: 'source_not_verified' });
	if ((await exercises.findOrigin(db, draft.slug))?.origin === 'folder')
		return refuse({ code: 'slug_taken', slug: draft.slug });

	const { source, verification } = proved;
	const by = { accountId: author.id, note: words };
	const { number } = await publishRevision(services, source, verification, by);
	await audit(services, db, author.id, 'exercise_published', id, `${draft.slug} revision ${number}`);
	return ok({ number });
}

async function provedSource({ db }: Services, draft: SourceDraft, engineHash: string) {
	const source = exerciseSourceFrom(draft.slug, draft.files);
	if (!source.ok) return null;
	const kept = await verifications.find(db, contentHashOf(source.value), engineHash);
	return kept?.verification
		? { source: source.value satisfies ExerciseSource, verification: kept.verification }
		: null;
}

/** Nobody can open or submit it any more; what was solved stays solved. */
export function retireExercise(services: Services, author: Account, id: string): Answer<null> {
	return changePublication(services, author, id, 'exercise_retired', (slug) =>
		exercises.retire(services.db, slug, services.clock.now())
	);
}

export function restoreExercise(services: Services, author: Account, id: string): Answer<null> {
	return changePublication(services, author, id, 'exercise_restored', (slug) =>
		exercises.restore(services.db, slug)
	);
}

async function changePublication(
	services: Services,
	author: Account,
	id: string,
	action: 'exercise_retired' | 'exercise_restored',
	change: (slug: string) => Promise<void>
): Answer<null> {
	const draft = await changeable(services, author, id);
	if (!draft) return UNKNOWN;
	if ((await findPublication(services, draft.slug)) === null)
		return refuse({ code: 'exercise_not_published', slug: draft.slug });
	await change(draft.slug);
	await audit(services, services.db, author.id, action, id, draft.slug);
	return ok(null);
}

async function changeable({ db }: Services, author: Account, id: string): Promise<SourceDraft | null> {
	return (await drafts.mayChange(db, id, author.id)) ? drafts.find(db, id, author) : null;
}
