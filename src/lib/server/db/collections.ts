import type { Kysely, Selectable } from 'kysely';
import * as v from 'valibot';
import { assert } from '../../domain/assert.ts';
import {
	collectionContentSchema,
	contentJson,
	type Collection,
	type CollectionContent,
	type PublishedCollection
} from '../../domain/collection.ts';
import type { CollectionTable, Tables } from './tables.ts';

export async function findById(db: Kysely<Tables>, id: string): Promise<Collection | null> {
	const row = await db.selectFrom('collection').selectAll().where('id', '=', id).executeTakeFirst();
	return row ? collectionFrom(row) : null;
}

/** Those of one account, or all; the one changed last first. */
export async function list(
	db: Kysely<Tables>,
	{ ownerId, limit }: { ownerId: string | null; limit: number }
): Promise<(Collection & { ownerName: string | null })[]> {
	const rows = await db
		.selectFrom('collection')
		.leftJoin('account', 'account.id', 'collection.owner_id')
		.selectAll('collection')
		.select('account.display_name as owner_name')
		.$if(ownerId !== null, (query) => query.where('collection.owner_id', '=', ownerId))
		.orderBy('collection.updated_at', 'desc')
		.orderBy('collection.id')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ ...collectionFrom(row), ownerName: row.owner_name }));
}

export async function count(db: Kysely<Tables>, ownerId: string): Promise<number> {
	const { collections } = await db
		.selectFrom('collection')
		.select((select) => select.fn.countAll<number>().as('collections'))
		.where('owner_id', '=', ownerId)
		.executeTakeFirstOrThrow();
	return Number(collections);
}

/** What readers see of one; null when there is nothing at that address for them. */
export async function findPublished(db: Kysely<Tables>, slug: string): Promise<PublishedCollection | null> {
	const row = await db
		.selectFrom('collection')
		.select(['slug', 'published_at', 'published_json'])
		.where('slug', '=', slug)
		.where('published_at', 'is not', null)
		.executeTakeFirst();
	return row ? publishedFrom(row) : null;
}

/** The one published last first. */
export async function listPublished(db: Kysely<Tables>, limit: number): Promise<PublishedCollection[]> {
	const rows = await db
		.selectFrom('collection')
		.select(['slug', 'published_at', 'published_json'])
		.where('published_at', 'is not', null)
		.orderBy('published_at', 'desc')
		.orderBy('slug')
		.limit(limit)
		.execute();
	return rows.map(publishedFrom);
}

/** False when the address is taken. */
export async function insert(
	tx: Kysely<Tables>,
	collection: { id: string; slug: string; ownerId: string; content: CollectionContent; createdAt: Date }
): Promise<boolean> {
	const { id, slug, ownerId, content, createdAt } = collection;
	const row = await tx
		.insertInto('collection')
		.values({
			id,
			slug,
			owner_id: ownerId,
			...columnsOf(content),
			version: 1,
			published_at: null,
			published_json: null,
			created_at: createdAt.getTime(),
			updated_at: createdAt.getTime()
		})
		.onConflict((conflict) => conflict.column('slug').doNothing())
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Null when another save came in between: the version is no longer the one that was read. */
export async function replace(
	db: Kysely<Tables>,
	save: { id: string; content: CollectionContent; baseVersion: number; updatedAt: Date }
): Promise<Collection | null> {
	const row = await db
		.updateTable('collection')
		.set({
			...columnsOf(save.content),
			version: save.baseVersion + 1,
			updated_at: save.updatedAt.getTime()
		})
		.where('id', '=', save.id)
		.where('version', '=', save.baseVersion)
		.returningAll()
		.executeTakeFirst();
	return row ? collectionFrom(row) : null;
}

/** Readers see this content from now on, or nothing. Null when the version is no longer the one that was read. */
export async function setPublication(
	tx: Kysely<Tables>,
	{ id, version }: { id: string; version: number },
	publication: Collection['publication']
): Promise<Collection | null> {
	const row = await tx
		.updateTable('collection')
		.set({
			published_at: publication?.at.getTime() ?? null,
			published_json: publication ? contentJson(publication.content) : null
		})
		.where('id', '=', id)
		.where('version', '=', version)
		.returningAll()
		.executeTakeFirst();
	return row ? collectionFrom(row) : null;
}

export async function remove(tx: Kysely<Tables>, id: string): Promise<void> {
	await tx.deleteFrom('collection').where('id', '=', id).execute();
}

/**
 * Before an account is deleted: what only its owner saw goes with it. What was published stays, as published
 * exercises do, because readers are in the middle of it; of what was saved since, nothing is left.
 */
export async function leaveToReaders(tx: Kysely<Tables>, ownerId: string): Promise<void> {
	await tx
		.deleteFrom('collection')
		.where('owner_id', '=', ownerId)
		.where('published_at', 'is', null)
		.execute();
	for (const { id, publication } of await list(tx, { ownerId, limit: Number.MAX_SAFE_INTEGER })) {
		assert(publication, 'what is left was published');
		await tx
			.updateTable('collection')
			.set((set) => ({
				...columnsOf(publication.content),
				owner_id: null,
				version: set('version', '+', 1)
			}))
			.where('id', '=', id)
			.execute();
	}
}

function columnsOf({ title, summary, items }: CollectionContent) {
	return { title, summary, items_json: JSON.stringify(items) };
}

/** Contents were refused or accepted when they came in, so one that cannot be read now is a bug. */
function contentFrom(content: unknown): CollectionContent {
	return v.parse(collectionContentSchema, content);
}

function collectionFrom(row: Selectable<CollectionTable>): Collection {
	const { title, summary, items_json, published_at, published_json } = row;
	return {
		id: row.id,
		slug: row.slug,
		ownerId: row.owner_id,
		...contentFrom({ title, summary, items: JSON.parse(items_json) }),
		version: row.version,
		updatedAt: new Date(row.updated_at),
		publication:
			published_at === null || published_json === null
				? null
				: { at: new Date(published_at), content: contentFrom(JSON.parse(published_json)) }
	};
}

function publishedFrom(
	row: Pick<Selectable<CollectionTable>, 'slug' | 'published_at' | 'published_json'>
): PublishedCollection {
	assert(row.published_at !== null && row.published_json !== null, 'what is published has a content');
	return {
		slug: row.slug,
		...contentFrom(JSON.parse(row.published_json)),
		publishedAt: new Date(row.published_at)
	};
}
