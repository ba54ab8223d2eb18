import type { Kysely, Selectable } from 'kysely';
import type { FileTree } from '../../domain/files.ts';
import { assert } from '../../domain/assert.ts';
import { sourceFilesFrom, type SourceDraft, type SourceDraftVersion } from '../../domain/source-draft.ts';
import type { ExerciseDraftTable, Tables } from './tables.ts';

/** Who asks: an admin may read what is not theirs. */
export interface Reader {
	id: string;
	role: string;
}

/** Without its files: a list is read more often than a draft. */
export interface SourceDraftListing {
	id: string;
	slug: string;
	title: string;
	version: number;
	updatedAt: Date;
	contentHash: string | null;
	ownerName: string;
	isOwner: boolean;
	/** Of the published exercise of that name. */
	publishedHash: string | null;
	publishedNumber: number | null;
	isRetired: boolean;
	/** By this machine, exactly as it is now. */
	isVerified: boolean;
}

/** Own ones and those shared with them, the one edited last first. */
export async function list(
	db: Kysely<Tables>,
	reader: Reader,
	{ text, engineHash, limit }: { text: string; engineHash: string; limit: number }
): Promise<SourceDraftListing[]> {
	const rows = await db
		.selectFrom('exercise_draft as draft')
		.innerJoin('account as owner', 'owner.id', 'draft.owner_id')
		.leftJoin('exercise', 'exercise.slug', 'draft.slug')
		.leftJoin('exercise_revision as revision', 'revision.id', 'exercise.current_revision_id')
		.leftJoin('exercise_verification as verification', (join) =>
			join
				.onRef('verification.content_hash', '=', 'draft.content_hash')
				.on('verification.engine_hash', '=', engineHash)
				.on('verification.verification_json', 'is not', null)
		)
		.leftJoin('exercise_draft_share as share', (join) =>
			join.onRef('share.draft_id', '=', 'draft.id').on('share.account_id', '=', reader.id)
		)
		.where((where) =>
			where.or([where('draft.owner_id', '=', reader.id), where('share.account_id', 'is not', null)])
		)
		.$if(text !== '', (query) =>
			query.where((where) =>
				where.or([
					where('draft.slug', 'like', `%${escaped(text.toLowerCase())}%`),
					where(where.fn('lower', ['draft.title']), 'like', `%${escaped(text.toLowerCase())}%`)
				])
			)
		)
		.select([
			'draft.id',
			'draft.slug',
			'draft.title',
			'draft.version',
			'draft.updated_at',
			'draft.content_hash',
			'draft.owner_id',
			'owner.display_name as owner_name',
			'revision.content_hash as published_hash',
			'revision.number as published_number',
			'exercise.retired_at',
			'verification.content_hash as verified_hash'
		])
		.orderBy('draft.updated_at', 'desc')
		.orderBy('draft.id')
		.limit(limit)
		.execute();
	return rows.map((row) => ({
		id: row.id,
		slug: row.slug,
		title: row.title,
		version: row.version,
		updatedAt: new Date(row.updated_at),
		contentHash: row.content_hash,
		ownerName: row.owner_name,
		isOwner: row.owner_id === reader.id,
		publishedHash: row.published_hash,
		publishedNumber: row.published_number,
		isRetired: row.retired_at !== null,
		isVerified: row.verified_hash !== null
	}));
}

/** Letters that mean something to LIKE are left out: both databases escape them in their own way. */
function escaped(text: string): string {
	return text.replace(/[%_\\]/g, ' ').trim();
}

/** Null when there is none that this person may read. */
export async function find(db: Kysely<Tables>, id: string, reader: Reader): Promise<SourceDraft | null> {
	const row = await db
		.selectFrom('exercise_draft as draft')
		.leftJoin('account as editor', 'editor.id', 'draft.updated_by')
		.leftJoin('exercise_draft_share as share', (join) =>
			join.onRef('share.draft_id', '=', 'draft.id').on('share.account_id', '=', reader.id)
		)
		.where('draft.id', '=', id)
		.$if(reader.role !== 'admin', (query) =>
			query.where((where) =>
				where.or([where('draft.owner_id', '=', reader.id), where('share.account_id', 'is not', null)])
			)
		)
		.selectAll('draft')
		.select('editor.display_name as editor_name')
		.executeTakeFirst();
	return row ? draftFrom(row, row.editor_name, reader.id) : null;
}

/** Whether this person may change it: reading is more, for an admin. */
export async function mayChange(db: Kysely<Tables>, id: string, accountId: string): Promise<boolean> {
	const row = await db
		.selectFrom('exercise_draft as draft')
		.leftJoin('exercise_draft_share as share', (join) =>
			join.onRef('share.draft_id', '=', 'draft.id').on('share.account_id', '=', accountId)
		)
		.where('draft.id', '=', id)
		.where((where) =>
			where.or([where('draft.owner_id', '=', accountId), where('share.account_id', 'is not', null)])
		)
		.select('draft.id')
		.executeTakeFirst();
	return row !== undefined;
}

export async function count(db: Kysely<Tables>, ownerId: string): Promise<number> {
	const { total } = await db
		.selectFrom('exercise_draft')
		.where('owner_id', '=', ownerId)
		.select((select) => select.fn.countAll<number | string>().as('total'))
		.executeTakeFirstOrThrow();
	return Number(total);
}

export async function isSlugTaken(db: Kysely<Tables>, slug: string): Promise<boolean> {
	const [draft, exercise] = await Promise.all([
		db.selectFrom('exercise_draft').where('slug', '=', slug).select('id').executeTakeFirst(),
		db.selectFrom('exercise').where('slug', '=', slug).select('slug').executeTakeFirst()
	]);
	return draft !== undefined || exercise !== undefined;
}

/** What the files say of themselves. */
export interface SourceFacts {
	title: string;
	contentHash: string | null;
}

/** False when another draft took the address in between. */
export async function insert(
	tx: Kysely<Tables>,
	draft: { id: string; slug: string; ownerId: string; files: FileTree; now: Date } & SourceFacts
): Promise<boolean> {
	const at = draft.now.getTime();
	const texts = JSON.stringify(draft.files);
	const inserted = await tx
		.insertInto('exercise_draft')
		.values({
			id: draft.id,
			slug: draft.slug,
			owner_id: draft.ownerId,
			texts_json: texts,
			title: draft.title,
			content_hash: draft.contentHash,
			version: 1,
			created_at: at,
			updated_at: at,
			updated_by: draft.ownerId
		})
		.onConflict((conflict) => conflict.column('slug').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (inserted === undefined) return false;
	await insertVersion(tx, draft.id, { version: 1, texts, savedAt: at, savedBy: draft.ownerId });
	return true;
}

/** False when the draft is not at that version any more. */
export async function replace(
	tx: Kysely<Tables>,
	id: string,
	save: { files: FileTree; baseVersion: number; savedBy: string; now: Date } & SourceFacts
): Promise<boolean> {
	const at = save.now.getTime();
	const texts = JSON.stringify(save.files);
	const updated = await tx
		.updateTable('exercise_draft')
		.set({
			texts_json: texts,
			title: save.title,
			content_hash: save.contentHash,
			version: save.baseVersion + 1,
			updated_at: at,
			updated_by: save.savedBy
		})
		.where('id', '=', id)
		.where('version', '=', save.baseVersion)
		.executeTakeFirst();
	if (updated.numUpdatedRows === 0n) return false;
	await insertVersion(tx, id, {
		version: save.baseVersion + 1,
		texts,
		savedAt: at,
		savedBy: save.savedBy
	});
	return true;
}

async function insertVersion(
	tx: Kysely<Tables>,
	draftId: string,
	{ version, texts, savedAt, savedBy }: { version: number; texts: string; savedAt: number; savedBy: string }
): Promise<void> {
	await tx
		.insertInto('exercise_draft_version')
		.values({ draft_id: draftId, version, texts_json: texts, saved_at: savedAt, saved_by: savedBy })
		.execute();
}

/** The newest first. */
export async function listVersions(
	db: Kysely<Tables>,
	draftId: string
): Promise<(SourceDraftVersion & { savedById: string | null })[]> {
	const rows = await db
		.selectFrom('exercise_draft_version as version')
		.leftJoin('account', 'account.id', 'version.saved_by')
		.where('version.draft_id', '=', draftId)
		.select(['version.version', 'version.saved_at', 'version.saved_by', 'account.display_name'])
		.orderBy('version.version', 'desc')
		.execute();
	return rows.map((row) => ({
		version: row.version,
		savedAt: new Date(row.saved_at).toISOString(),
		savedBy: row.display_name,
		savedById: row.saved_by
	}));
}

export async function findVersion(
	db: Kysely<Tables>,
	draftId: string,
	version: number
): Promise<FileTree | null> {
	const row = await db
		.selectFrom('exercise_draft_version')
		.where('draft_id', '=', draftId)
		.where('version', '=', version)
		.select('texts_json')
		.executeTakeFirst();
	return row ? sourceFilesFromJson(row.texts_json) : null;
}

export async function deleteVersions(
	tx: Kysely<Tables>,
	draftId: string,
	versions: readonly number[]
): Promise<void> {
	if (versions.length === 0) return;
	await tx
		.deleteFrom('exercise_draft_version')
		.where('draft_id', '=', draftId)
		.where('version', 'in', [...versions])
		.execute();
}

export async function remove(tx: Kysely<Tables>, id: string): Promise<void> {
	await tx.deleteFrom('exercise_draft').where('id', '=', id).execute();
}

export async function listShares(
	db: Kysely<Tables>,
	draftId: string
): Promise<{ accountId: string; name: string }[]> {
	const rows = await db
		.selectFrom('exercise_draft_share as share')
		.innerJoin('account', 'account.id', 'share.account_id')
		.where('share.draft_id', '=', draftId)
		.select(['account.id', 'account.display_name'])
		.orderBy('account.display_name')
		.execute();
	return rows.map((row) => ({ accountId: row.id, name: row.display_name }));
}

export async function share(
	tx: Kysely<Tables>,
	draftId: string,
	accountId: string,
	now: Date
): Promise<void> {
	await tx
		.insertInto('exercise_draft_share')
		.values({ draft_id: draftId, account_id: accountId, shared_at: now.getTime() })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

export async function unshare(tx: Kysely<Tables>, draftId: string, accountId: string): Promise<void> {
	await tx
		.deleteFrom('exercise_draft_share')
		.where('draft_id', '=', draftId)
		.where('account_id', '=', accountId)
		.execute();
}

function sourceFilesFromJson(json: string): FileTree {
	const files = sourceFilesFrom(JSON.parse(json));
	assert(files.ok, 'kept files are files');
	return files.value;
}

function draftFrom(
	row: Selectable<ExerciseDraftTable>,
	editorName: string | null,
	readerId: string
): SourceDraft {
	return {
		id: row.id,
		slug: row.slug,
		title: row.title,
		files: sourceFilesFromJson(row.texts_json),
		version: row.version,
		updatedAt: new Date(row.updated_at).toISOString(),
		updatedBy: editorName,
		contentHash: row.content_hash,
		isOwner: row.owner_id === readerId
	};
}
