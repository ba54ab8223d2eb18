import type { Account } from '../../domain/account.ts';
import {
	collectionContentFrom,
	exerciseSlugsOf,
	isCollectionSlug,
	publishingFault,
	unpublishedFault,
	type Collection,
	type CollectionContent,
	type CollectionFault
} from '../../domain/collection.ts';
import { COLLECTIONS, THROTTLE } from '../../domain/limits.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { slugFrom } from '../../domain/slug.ts';
import { audit } from '../auth/audit.ts';
import * as accounts from '../db/accounts.ts';
import * as collections from '../db/collections.ts';
import * as exercises from '../db/exercises.ts';
import { countAgainst } from '../db/rate-limits.ts';
import type { Services } from '../services.ts';

/** One's own; for admins those of everybody, because what nobody owns any more needs somebody, too. */
export function listCollections(
	{ db }: Pick<Services, 'db'>,
	account: Account
): Promise<(Collection & { ownerName: string | null })[]> {
	const ownerId = account.role === 'admin' ? null : account.id;
	return collections.list(db, { ownerId, limit: COLLECTIONS.listedMaxCount });
}

/** Somebody else's does not exist, for who may not change it. */
export async function findCollection(
	{ db }: Pick<Services, 'db'>,
	account: Account,
	id: string
): Promise<Result<Collection, CollectionFault>> {
	const found = await collections.findById(db, id);
	const isTheirs = found !== null && (found.ownerId === account.id || account.role === 'admin');
	return isTheirs ? ok(found) : refuse({ code: 'collection_unknown' });
}

/** An empty collection at an address of its own; made from the title when none is named. */
export async function createCollection(
	services: Services,
	account: Account,
	{ title, slug }: { title: string; slug: string }
): Promise<Result<Collection, CollectionFault>> {
	const content = collectionContentFrom({ title, summary: '', items: [] });
	if (!content.ok) return content;
	const address = slug.trim() || slugFrom(title, COLLECTIONS.slugMaxLength);
	if (!isCollectionSlug(address)) {
		const reason = `Write words of small letters and digits with hyphens between them, at most ${COLLECTIONS.slugMaxLength} characters.`;
		return refuse({ code: 'collection_facts_invalid', field: 'slug', reason });
	}

	const { db, clock, newId } = services;
	const id = newId('col');
	const limitCount = COLLECTIONS.collectionsMaxCount;
	return db.transaction().execute(async (tx): Promise<Result<Collection, CollectionFault>> => {
		await accounts.lockAccount(tx, account.id);
		if ((await collections.count(tx, account.id)) >= limitCount)
			return refuse({ code: 'collections_too_many', limitCount });
		const row = { id, slug: address, ownerId: account.id, content: content.value, createdAt: clock.now() };
		if (!(await collections.insert(tx, row))) return refuse({ code: 'collection_slug_taken', slug: address });
		await audit(services, tx, account.id, 'collection_created', id, address);
		return findCollection({ db: tx }, account, id);
	});
}

/**
 * Keeps what was written. A save that was made without having seen the latest one is refused with that one.
 * An exercise is added only while it is published; one that was retired since may stay until the next publish,
 * so that no other words are lost for it.
 */
export async function saveCollection(
	services: Pick<Services, 'db' | 'clock'>,
	account: Account,
	{ id, baseVersion, content }: { id: string; baseVersion: number; content: CollectionContent }
): Promise<Result<Collection, CollectionFault>> {
	const { db, clock } = services;
	const kept = await findCollection(services, account, id);
	if (!kept.ok) return kept;
	const now = clock.now();
	const throttle = { limitCount: THROTTLE.collectionSavesPerMinute, windowMs: 60_000 };
	const counted = await countAgainst(db, `collection:${account.id}`, throttle, now);
	if (!counted.allowed) return refuse({ code: 'saving_too_fast', retryAfterMs: counted.retryAfterMs });

	const taken = collectionContentFrom(content);
	if (!taken.ok) return taken;
	const allowed = new Set([...(await publishedSlugs(db)), ...exerciseSlugsOf(kept.value.items)]);
	const fault = unpublishedFault(taken.value.items, allowed);
	if (fault) return refuse(fault);

	const saved = await collections.replace(db, { id, baseVersion, content: taken.value, updatedAt: now });
	return saved ? ok(saved) : conflict(services, account, id);
}

/** Lets readers see exactly the version that its author sees. */
export async function publishCollection(
	services: Services,
	account: Account,
	{ id, version }: { id: string; version: number }
): Promise<Result<Collection, CollectionFault>> {
	const kept = await findCollection(services, account, id);
	if (!kept.ok) return kept;
	const { title, summary, items } = kept.value;
	const fault = publishingFault(kept.value, await publishedSlugs(services.db));
	if (fault) return refuse(fault);

	const publication = { at: services.clock.now(), content: { title, summary, items } };
	return publicationSet(services, account, { id, version }, publication);
}

/** Readers find nothing at its address any more; what they solved stays solved. */
export async function unpublishCollection(
	services: Services,
	account: Account,
	{ id, version }: { id: string; version: number }
): Promise<Result<Collection, CollectionFault>> {
	const kept = await findCollection(services, account, id);
	return kept.ok ? publicationSet(services, account, { id, version }, null) : kept;
}

export async function deleteCollection(
	services: Services,
	account: Account,
	id: string
): Promise<Result<null, CollectionFault>> {
	return services.db.transaction().execute(async (tx): Promise<Result<null, CollectionFault>> => {
		const kept = await findCollection({ db: tx }, account, id);
		if (!kept.ok) return kept;
		await collections.remove(tx, id);
		await audit(services, tx, account.id, 'collection_deleted', id, kept.value.slug);
		return ok(null);
	});
}

/** What can be put into a collection, by title. */
export function listExercises({ db }: Pick<Services, 'db'>): Promise<exercises.ExerciseName[]> {
	return exercises.listNames(db);
}

function publicationSet(
	services: Services,
	account: Account,
	{ id, version }: { id: string; version: number },
	publication: Collection['publication']
): Promise<Result<Collection, CollectionFault>> {
	return services.db.transaction().execute(async (tx): Promise<Result<Collection, CollectionFault>> => {
		const changed = await collections.setPublication(tx, { id, version }, publication);
		if (!changed) return conflict({ db: tx }, account, id);
		const action = publication ? 'collection_published' : 'collection_unpublished';
		await audit(services, tx, account.id, action, id, changed.slug);
		return ok(changed);
	});
}

/** With what is kept; unless it was deleted meanwhile. */
async function conflict(
	services: Pick<Services, 'db'>,
	account: Account,
	id: string
): Promise<Result<never, CollectionFault>> {
	const theirs = await findCollection(services, account, id);
	return theirs.ok ? refuse({ code: 'collection_conflict', theirs: theirs.value }) : theirs;
}

async function publishedSlugs(db: Services['db']): Promise<ReadonlySet<string>> {
	return new Set(await exercises.listCurrentSlugs(db));
}
