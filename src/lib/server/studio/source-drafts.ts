import path from 'node:path';
import { writeFactField } from '../../authoring/reading/edit-facts.ts';
import { exerciseSourceFrom } from '../../authoring/reading/exercise-source.ts';
import { contentHashOf } from '../../authoring/verification.ts';
import type { Account } from '../../domain/account.ts';
import type { Draft } from '../../domain/draft.ts';
import { sameFiles, type FilesFault, type FileTree } from '../../domain/files.ts';
import { STUDIO, THROTTLE } from '../../domain/limits.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import {
	isSlug,
	sourceFilesFrom,
	studioKey,
	type SourceDraft,
	type SourceDraftVersion,
	type StudioFault
} from '../../domain/source-draft.ts';
import { audit } from '../auth/audit.ts';
import * as accounts from '../db/accounts.ts';
import * as exercises from '../db/exercises.ts';
import { countAgainst } from '../db/rate-limits.ts';
import * as drafts from '../db/source-drafts.ts';
import { readTexts } from '../publishing/1-read.ts';
import type { Services } from '../services.ts';

type Answer<Value, Fault = never> = Promise<Result<Value, StudioFault | Fault>>;

const UNKNOWN = refuse({ code: 'source_draft_unknown' });

/** What a new draft begins with. */
export type DraftOrigin =
	| { kind: 'template' }
	| { kind: 'draft'; id: string }
	| { kind: 'files'; files: Readonly<Record<string, unknown>> };

/** The address is taken for good: nobody else can write an exercise of that name. */
export async function createDraft(
	services: Services,
	author: Account,
	{ slug, title = '', origin }: { slug: string; title?: string; origin: DraftOrigin }
): Answer<{ id: string }, FilesFault> {
	const { db, clock, newId } = services;
	if (!isSlug(slug)) return refuse({ code: 'slug_invalid', slug });
	if ((await drafts.count(db, author.id)) >= STUDIO.draftsMaxCount)
		return refuse({ code: 'source_drafts_too_many', limitCount: STUDIO.draftsMaxCount });
	const begun = await filesOf(services, author, origin);
	if (!begun.ok) return begun;
	const files = titled(begun.value, title);

	return db.transaction().execute(async (tx) => {
		const taken = refuse({ code: 'slug_taken', slug });
		if (await drafts.isSlugTaken(tx, slug)) return taken;
		const id = newId('dra');
		const draft = { id, slug, ownerId: author.id, files, now: clock.now(), ...factsOf(slug, files) };
		if (!(await drafts.insert(tx, draft))) return taken;
		await audit(services, tx, author.id, 'source_draft_created', id, slug);
		return ok({ id });
	});
}

function titled(files: FileTree, title: string): FileTree {
	if (title === '') return files;
	const facts = writeFactField(files['exercise.yaml'] ?? '', 'title', title);
	return { ...files, 'exercise.yaml': facts };
}

async function filesOf({ db }: Services, author: Account, origin: DraftOrigin): Answer<FileTree, FilesFault> {
	switch (origin.kind) {
		case 'files':
			return sourceFilesFrom(origin.files);
		case 'template':
			return templateFiles();
		case 'draft': {
			const draft = await drafts.find(db, origin.id, author);
			return draft ? ok(draft.files) : UNKNOWN;
		}
	}
}

async function templateFiles(): Answer<FileTree> {
	const texts = await readTexts(path.resolve('exercises', '_template'));
	if (!texts.ok) throw new Error('The template of exercises cannot be read.');
	return ok(texts.value);
}

export async function getDraft(
	{ db }: Pick<Services, 'db'>,
	reader: Account,
	id: string
): Answer<SourceDraft> {
	const draft = await drafts.find(db, id, reader);
	return draft ? ok(draft) : UNKNOWN;
}

/**
 * Keeps what an author typed. A save that was made without having seen the latest one is refused with that
 * one, so that nobody overwrites what another wrote. What one person saves within a short time is one version.
 */
export async function saveDraft(
	services: Services,
	author: Account,
	{ id, files, baseVersion }: { id: string; files: Readonly<Record<string, unknown>>; baseVersion: number }
): Answer<Draft, FilesFault | { code: 'draft_conflict'; theirs: Draft } | TooFast> {
	const { db, clock } = services;
	const tree = sourceFilesFrom(files);
	if (!tree.ok) return tree;
	const now = clock.now();
	const throttle = { limitCount: THROTTLE.draftsPerMinute, windowMs: 60_000 };
	const allowance = await countAgainst(db, `source-draft:${author.id}`, throttle, now);
	if (!allowance.allowed) return refuse({ code: 'saving_too_fast', retryAfterMs: allowance.retryAfterMs });
	if (!(await drafts.mayChange(db, id, author.id))) return UNKNOWN;

	const isSaved = await db.transaction().execute(async (tx) => {
		const kept = await drafts.find(tx, id, author);
		if (kept === null) return false;
		if (sameFiles(kept.files, tree.value)) return true;
		const facts = factsOf(kept.slug, tree.value);
		const save = { files: tree.value, baseVersion, savedBy: author.id, now, ...facts };
		if (!(await drafts.replace(tx, id, save))) return false;
		await drafts.deleteVersions(tx, id, outlivedVersions(await drafts.listVersions(tx, id), author.id, now));
		return true;
	});
	const latest = await drafts.find(db, id, author);
	if (latest === null) return UNKNOWN;
	return isSaved ? ok(asDraft(latest)) : refuse({ code: 'draft_conflict', theirs: asDraft(latest) });
}

interface TooFast {
	code: 'saving_too_fast';
	retryAfterMs: number;
}

/** In the shape of any draft, which is what keeps it in the browser. */
function asDraft({ id, files, version, updatedAt }: SourceDraft): Draft {
	return { workspaceKey: studioKey(id), files, version, updatedAt };
}

/** Those a newer one of the same sitting stands for, and the oldest beyond what is kept. */
function outlivedVersions(
	versions: readonly (SourceDraftVersion & { savedById: string | null })[],
	authorId: string,
	now: Date
): number[] {
	const [, before, earlier] = versions;
	const tooOld = versions.slice(STUDIO.versionsMaxCount).map(({ version }) => version);
	// The first version is what the author began with: it stays, as the only one without an earlier one.
	if (!before || !earlier || before.savedById !== authorId) return tooOld;
	// Two pauses are looked at: otherwise who types for an hour without one would have a single version of it.
	const isOutlived =
		now.getTime() - Date.parse(before.savedAt) < STUDIO.versionMs &&
		Date.parse(before.savedAt) - Date.parse(earlier.savedAt) < STUDIO.versionMs;
	return [...(isOutlived ? [before.version] : []), ...tooOld];
}

function factsOf(slug: string, files: FileTree): drafts.SourceFacts {
	const source = exerciseSourceFrom(slug, files);
	if (source.ok) return { title: source.value.facts.title, contentHash: contentHashOf(source.value) };
	const title = /^title:\s*(.+?)\s*(?:#.*)?$/m.exec(files['exercise.yaml'] ?? '')?.[1];
	return { title: (title ?? slug).slice(0, STUDIO.titleMaxLength), contentHash: null };
}

/** The newest first. */
export async function listVersions(
	{ db }: Pick<Services, 'db'>,
	reader: Account,
	id: string
): Answer<SourceDraftVersion[]> {
	if ((await drafts.find(db, id, reader)) === null) return UNKNOWN;
	const versions = await drafts.listVersions(db, id);
	return ok(versions.map(({ version, savedAt, savedBy }) => ({ version, savedAt, savedBy })));
}

export async function getVersion(
	{ db }: Pick<Services, 'db'>,
	reader: Account,
	id: string,
	version: number
): Answer<FileTree> {
	if ((await drafts.find(db, id, reader)) === null) return UNKNOWN;
	const files = await drafts.findVersion(db, id, version);
	return files ? ok(files) : UNKNOWN;
}

/** Lets another instructor read and change it. */
export async function shareDraft(
	services: Services,
	owner: Account,
	id: string,
	email: string
): Answer<{ accountId: string; name: string }> {
	const { db, clock } = services;
	const draft = await drafts.find(db, id, owner);
	if (!draft?.isOwner) return UNKNOWN;
	const found = await accounts.findByEmail(db, email);
	if (!found || found.account.role === 'learner' || found.account.id === owner.id)
		return refuse({ code: 'instructor_unknown', email });
	const { id: accountId, displayName: name } = found.account;
	await db.transaction().execute(async (tx) => {
		await drafts.share(tx, id, accountId, clock.now());
		await audit(services, tx, owner.id, 'source_draft_shared', accountId, draft.slug);
	});
	return ok({ accountId, name });
}

export async function unshareDraft(
	services: Services,
	owner: Account,
	id: string,
	accountId: string
): Answer<null> {
	const draft = await drafts.find(services.db, id, owner);
	if (!draft?.isOwner) return UNKNOWN;
	await services.db.transaction().execute(async (tx) => {
		await drafts.unshare(tx, id, accountId);
		await audit(services, tx, owner.id, 'source_draft_unshared', accountId, draft.slug);
	});
	return ok(null);
}

/** With whom; for its owner. */
export async function listShares(
	{ db }: Pick<Services, 'db'>,
	owner: Account,
	id: string
): Answer<{ accountId: string; name: string }[]> {
	const draft = await drafts.find(db, id, owner);
	return draft?.isOwner ? ok(await drafts.listShares(db, id)) : UNKNOWN;
}

/** Only before it was ever published: what learners have solved keeps its source. */
export async function deleteDraft(services: Services, owner: Account, id: string): Answer<null> {
	const { db } = services;
	const draft = await drafts.find(db, id, owner);
	if (!draft?.isOwner) return UNKNOWN;
	if ((await exercises.lastRevisionNumber(db, draft.slug)) > 0)
		return refuse({ code: 'source_draft_published', slug: draft.slug });
	await db.transaction().execute(async (tx) => {
		await drafts.remove(tx, id);
		await audit(services, tx, owner.id, 'source_draft_deleted', id, draft.slug);
	});
	return ok(null);
}
