import { createHash } from 'node:crypto';
import { sql, type Kysely, type Selectable, type SqlBool } from 'kysely';
import type { Draft } from '../../domain/draft.ts';
import type { FileTree } from '../../domain/files.ts';
import { canonicalJson, filesFromJson } from './file-snapshots.ts';
import type { DraftTable, Tables } from './tables.ts';

export async function find(
	db: Kysely<Tables>,
	accountId: string,
	workspaceKey: string
): Promise<Draft | null> {
	const row = await db
		.selectFrom('draft')
		.selectAll()
		.where('account_id', '=', accountId)
		.where('workspace_key', '=', workspaceKey)
		.executeTakeFirst();
	return row ? draftFrom(row) : null;
}

export async function list(
	db: Kysely<Tables>,
	accountId: string,
	workspaceKeys: readonly string[]
): Promise<Draft[]> {
	if (workspaceKeys.length === 0) return [];
	const rows = await db
		.selectFrom('draft')
		.selectAll()
		.where('account_id', '=', accountId)
		.where('workspace_key', 'in', [...workspaceKeys])
		.orderBy('workspace_key')
		.execute();
	return rows.map(draftFrom);
}

/** Those whose keys begin so: `snippet/<lesson slug>/`. */
export async function listBelow(db: Kysely<Tables>, accountId: string, prefix: string): Promise<Draft[]> {
	const rows = await db
		.selectFrom('draft')
		.selectAll()
		.where('account_id', '=', accountId)
		.where(beginsWith(prefix))
		.orderBy('workspace_key')
		.execute();
	return rows.map(draftFrom);
}

/** Which workspaces the learner has changed, and when; without their files. */
export async function listTouched(
	db: Kysely<Tables>,
	accountId: string
): Promise<{ workspaceKey: string; updatedAt: Date }[]> {
	const rows = await db
		.selectFrom('draft')
		.select(['workspace_key', 'updated_at'])
		.where('account_id', '=', accountId)
		.execute();
	return rows.map((row) => ({ workspaceKey: row.workspace_key, updatedAt: new Date(row.updated_at) }));
}

export async function count(db: Kysely<Tables>, accountId: string): Promise<number> {
	const { drafts } = await db
		.selectFrom('draft')
		.select((select) => select.fn.countAll<number>().as('drafts'))
		.where('account_id', '=', accountId)
		.executeTakeFirstOrThrow();
	return Number(drafts);
}

/** Null when there is one already. */
export async function insert(
	db: Kysely<Tables>,
	accountId: string,
	draft: { workspaceKey: string; files: FileTree; version: number; updatedAt: Date }
): Promise<Draft | null> {
	const row = await db
		.insertInto('draft')
		.values({
			account_id: accountId,
			workspace_key: draft.workspaceKey,
			files_json: canonicalJson(draft.files),
			version: draft.version,
			updated_at: draft.updatedAt.getTime()
		})
		.onConflict((conflict) => conflict.columns(['account_id', 'workspace_key']).doNothing())
		.returningAll()
		.executeTakeFirst();
	return row ? draftFrom(row) : null;
}

/** Null when another save came in between: the version is no longer the one that was read. */
export async function replace(
	db: Kysely<Tables>,
	accountId: string,
	draft: { workspaceKey: string; files: FileTree; baseVersion: number; updatedAt: Date }
): Promise<Draft | null> {
	const row = await db
		.updateTable('draft')
		.set({
			files_json: canonicalJson(draft.files),
			version: draft.baseVersion + 1,
			updated_at: draft.updatedAt.getTime()
		})
		.where('account_id', '=', accountId)
		.where('workspace_key', '=', draft.workspaceKey)
		.where('version', '=', draft.baseVersion)
		.returningAll()
		.executeTakeFirst();
	return row ? draftFrom(row) : null;
}

/**
 * Keeps the draft that was not chosen when two disagreed, beside the one that was, until the
 * learner has looked. The same text is kept once.
 */
export async function keepAside(db: Kysely<Tables>, accountId: string, draft: Draft): Promise<void> {
	const digest = createHash('sha256').update(canonicalJson(draft.files)).digest('hex').slice(0, 16);
	await db
		.insertInto('draft')
		.values({
			account_id: accountId,
			workspace_key: `${asidePrefix(draft.workspaceKey)}${digest}`,
			files_json: canonicalJson(draft.files),
			version: draft.version,
			updated_at: new Date(draft.updatedAt).getTime()
		})
		.onConflict((conflict) => conflict.columns(['account_id', 'workspace_key']).doNothing())
		.execute();
}

/** The drafts kept beside the one of a workspace, under that workspace's key. */
export async function listAside(
	db: Kysely<Tables>,
	accountId: string,
	workspaceKey: string
): Promise<Draft[]> {
	const aside = await listBelow(db, accountId, asidePrefix(workspaceKey));
	return aside.map((draft) => ({ ...draft, workspaceKey }));
}

export async function deleteAside(
	db: Kysely<Tables>,
	accountId: string,
	workspaceKey: string
): Promise<void> {
	const prefix = asidePrefix(workspaceKey);
	await db.deleteFrom('draft').where('account_id', '=', accountId).where(beginsWith(prefix)).execute();
}

/** `|` stands in no workspace's key. */
function asidePrefix(workspaceKey: string): string {
	return `aside|${workspaceKey}|`;
}

/** Neither `LIKE` nor the order of texts means the same on both databases; this does. */
function beginsWith(prefix: string) {
	return sql<SqlBool>`substr(workspace_key, 1, ${prefix.length}) = ${prefix}`;
}

function draftFrom(row: Selectable<DraftTable>): Draft {
	return {
		workspaceKey: row.workspace_key,
		files: filesFromJson(row.files_json),
		version: row.version,
		updatedAt: new Date(row.updated_at).toISOString()
	};
}
