import { isWorkspaceKey, type Draft, type SaveDraftFault } from '../../domain/draft.ts';
import { filesFrom, sameFiles } from '../../domain/files.ts';
import { DRAFTS, THROTTLE } from '../../domain/limits.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import * as drafts from '../db/drafts.ts';
import { countAgainst } from '../db/rate-limits.ts';
import type { Services } from '../services.ts';

export interface SaveDraftRequest {
	workspaceKey: string;
	files: Readonly<Record<string, unknown>>;
	/** The version the browser last had from here; 0 when it had none. */
	baseVersion: number;
}

/**
 * Keeps a learner's unsent text. A save that was made without having seen the latest one is
 * refused with that one, so that no device overwrites what another wrote.
 */
export async function saveDraft(
	{ db, clock }: Pick<Services, 'db' | 'clock'>,
	accountId: string | null,
	{ workspaceKey, files, baseVersion }: SaveDraftRequest
): Promise<Result<Draft, SaveDraftFault>> {
	if (accountId === null) return refuse({ code: 'sign_in_required' });
	if (!isWorkspaceKey(workspaceKey)) return refuse({ code: 'workspace_unknown', workspaceKey });
	const tree = filesFrom(files);
	if (!tree.ok) return tree;

	const now = clock.now();
	const throttle = { limitCount: THROTTLE.draftsPerMinute, windowMs: 60_000 };
	const answer = await countAgainst(db, `draft:${accountId}`, throttle, now);
	if (!answer.allowed) return refuse({ code: 'saving_too_fast', retryAfterMs: answer.retryAfterMs });

	const theirs = await drafts.find(db, accountId, workspaceKey);
	if (theirs !== null && sameFiles(theirs.files, tree.value)) return ok(theirs);
	if (theirs === null && (await drafts.count(db, accountId)) >= DRAFTS.draftsMaxCount) {
		return refuse({ code: 'drafts_too_many', limitCount: DRAFTS.draftsMaxCount });
	}

	const save = { workspaceKey, files: tree.value, updatedAt: now };
	const saved =
		theirs === null
			? await drafts.insert(db, accountId, { ...save, version: baseVersion + 1 })
			: await drafts.replace(db, accountId, { ...save, baseVersion });
	if (saved) return ok(saved);

	const latest = theirs ?? (await drafts.find(db, accountId, workspaceKey));
	// Deleted in between, as when an account is: the browser keeps its text and says so.
	if (latest === null) return refuse({ code: 'workspace_unknown', workspaceKey });
	return refuse({ code: 'draft_conflict', theirs: latest });
}

export interface KeptDrafts {
	draft: Draft | null;
	/** Drafts of the same workspace that another device wrote, until the learner has chosen. */
	others: Draft[];
}

export async function getDraft(
	{ db }: Pick<Services, 'db'>,
	accountId: string,
	workspaceKey: string
): Promise<KeptDrafts> {
	const [draft, others] = await Promise.all([
		drafts.find(db, accountId, workspaceKey),
		drafts.listAside(db, accountId, workspaceKey)
	]);
	return { draft, others };
}

/** All of one lesson: its snippets, and the exercises it holds. */
export async function getLessonDrafts(
	{ db }: Pick<Services, 'db'>,
	accountId: string,
	lesson: { slug: string; exerciseSlugs: readonly string[] }
): Promise<Draft[]> {
	const [snippets, exercises] = await Promise.all([
		drafts.listBelow(db, accountId, `snippet/${lesson.slug}/`),
		getExerciseDrafts({ db }, accountId, lesson.exerciseSlugs)
	]);
	return [...snippets, ...exercises];
}

export function getExerciseDrafts(
	{ db }: Pick<Services, 'db'>,
	accountId: string,
	slugs: readonly string[]
): Promise<Draft[]> {
	const keys = slugs.map((slug) => `exercise/${slug}`);
	return drafts.list(db, accountId, keys);
}

/** The learner has looked at what was kept beside their draft, and does not need it. */
export function forgetOtherDrafts(
	{ db }: Pick<Services, 'db'>,
	accountId: string,
	workspaceKey: string
): Promise<void> {
	return drafts.deleteAside(db, accountId, workspaceKey);
}
