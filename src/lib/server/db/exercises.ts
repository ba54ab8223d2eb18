import type { Kysely, Selectable } from 'kysely';
import { assert } from '../../domain/assert.ts';
import { parseSource, parseVerification, type Revision } from '../../authoring/verification.ts';
import type { ExerciseRevisionTable, Tables } from './tables.ts';

/** What publishing compares a folder with; reading the whole source of each would cost a start its seconds. */
export interface PublishedExercise {
	slug: string;
	revisionId: string;
	contentHash: string;
	engineHash: string;
	origin: ExerciseOrigin;
}

/** Where a source lives: a folder of the repository, or the studio. */
export type ExerciseOrigin = 'folder' | 'studio';

/** Null when nothing of that name is published, or when it was retired. */
export async function findCurrentRevision(db: Kysely<Tables>, slug: string): Promise<Revision | null> {
	const row = await db
		.selectFrom('exercise')
		.innerJoin('exercise_revision', 'exercise_revision.id', 'exercise.current_revision_id')
		.where('exercise.slug', '=', slug)
		.where('exercise.retired_at', 'is', null)
		.selectAll('exercise_revision')
		.executeTakeFirst();
	return row ? revisionFrom(row) : null;
}

/** The same answer as an id, for those who keep what they made of a revision. */
export async function findCurrentRevisionId(db: Kysely<Tables>, slug: string): Promise<string | null> {
	const row = await db
		.selectFrom('exercise')
		.where('slug', '=', slug)
		.where('retired_at', 'is', null)
		.select('current_revision_id')
		.executeTakeFirst();
	return row?.current_revision_id ?? null;
}

/** The current one, whether or not it is retired. */
export async function findPublishedRevision(db: Kysely<Tables>, slug: string): Promise<Revision | null> {
	const row = await db
		.selectFrom('exercise')
		.innerJoin('exercise_revision', 'exercise_revision.id', 'exercise.current_revision_id')
		.where('exercise.slug', '=', slug)
		.selectAll('exercise_revision')
		.executeTakeFirst();
	return row ? revisionFrom(row) : null;
}

export async function getRevision(db: Kysely<Tables>, id: string): Promise<Revision> {
	const row = await db.selectFrom('exercise_revision').where('id', '=', id).selectAll().executeTakeFirst();
	assert(row, `revision ${id} exists`);
	return revisionFrom(row);
}

export async function listPublished(db: Kysely<Tables>): Promise<PublishedExercise[]> {
	const rows = await db
		.selectFrom('exercise')
		.innerJoin('exercise_revision', 'exercise_revision.id', 'exercise.current_revision_id')
		.where('exercise.retired_at', 'is', null)
		.select([
			'exercise.slug',
			'exercise.origin',
			'exercise_revision.id',
			'exercise_revision.content_hash',
			'exercise_revision.verification_json'
		])
		.orderBy('exercise.slug')
		.execute();
	return rows.map((row) => ({
		slug: row.slug,
		revisionId: row.id,
		contentHash: row.content_hash,
		origin: row.origin,
		engineHash: parseVerification(row.verification_json).engineHash
	}));
}

/** What a list says of an exercise. */
export interface ExerciseName {
	slug: string;
	title: string;
	minutes: number;
}

/** All that can be opened now, by title. Reads whole sources: for instructors, not for every reader. */
export async function listNames(db: Kysely<Tables>): Promise<ExerciseName[]> {
	const rows = await db
		.selectFrom('exercise')
		.innerJoin('exercise_revision', 'exercise_revision.id', 'exercise.current_revision_id')
		.where('exercise.retired_at', 'is', null)
		.select(['exercise.slug', 'exercise_revision.source_json'])
		.execute();
	return rows
		.map(({ slug, source_json }) => {
			const { title, minutes } = parseSource(source_json).facts;
			return { slug, title, minutes };
		})
		.toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
}

/** The slugs of all that can be opened now. */
export async function listCurrentSlugs(db: Kysely<Tables>): Promise<string[]> {
	const rows = await db
		.selectFrom('exercise')
		.where('current_revision_id', 'is not', null)
		.where('retired_at', 'is', null)
		.select('slug')
		.execute();
	return rows.map(({ slug }) => slug);
}

/** Makes the exercise known and holds its row, so that two who publish it go one after the other. */
export async function claimForPublishing(
	tx: Kysely<Tables>,
	slug: string,
	origin: ExerciseOrigin
): Promise<void> {
	await tx
		.insertInto('exercise')
		.values({ slug, current_revision_id: null, retired_at: null, origin })
		.onConflict((conflict) => conflict.column('slug').doUpdateSet({ retired_at: null }))
		.execute();
}

export async function findRevisionByHash(
	tx: Kysely<Tables>,
	slug: string,
	contentHash: string
): Promise<{ id: string; number: number } | null> {
	const row = await tx
		.selectFrom('exercise_revision')
		.where('exercise_slug', '=', slug)
		.where('content_hash', '=', contentHash)
		.select(['id', 'number'])
		.executeTakeFirst();
	return row ?? null;
}

export async function lastRevisionNumber(tx: Kysely<Tables>, slug: string): Promise<number> {
	const row = await tx
		.selectFrom('exercise_revision')
		.where('exercise_slug', '=', slug)
		.select((select) => select.fn.max('number').as('number'))
		.executeTakeFirst();
	return row?.number ?? 0;
}

/** Who published a revision, and what they say changed. */
export interface PublishedBy {
	accountId: string;
	note: string;
}

export async function insertRevision(
	tx: Kysely<Tables>,
	revision: Revision,
	by: PublishedBy | null
): Promise<void> {
	await tx
		.insertInto('exercise_revision')
		.values({
			id: revision.id,
			exercise_slug: revision.exerciseSlug,
			number: revision.number,
			content_hash: revision.contentHash,
			source_json: JSON.stringify(revision.source),
			verification_json: JSON.stringify(revision.verification),
			published_at: revision.publishedAt.getTime(),
			published_by: by?.accountId ?? null,
			note: by?.note ?? ''
		})
		.execute();
}

export async function makeCurrent(tx: Kysely<Tables>, slug: string, revisionId: string): Promise<void> {
	await tx
		.updateTable('exercise')
		.set({ current_revision_id: revisionId })
		.where('slug', '=', slug)
		.execute();
}

/** Null when nothing was ever published under that name. */
export async function findOrigin(
	db: Kysely<Tables>,
	slug: string
): Promise<{ origin: ExerciseOrigin; isRetired: boolean } | null> {
	const row = await db
		.selectFrom('exercise')
		.where('slug', '=', slug)
		.where('current_revision_id', 'is not', null)
		.select(['origin', 'retired_at'])
		.executeTakeFirst();
	return row ? { origin: row.origin, isRetired: row.retired_at !== null } : null;
}

export async function restore(db: Kysely<Tables>, slug: string): Promise<void> {
	await db.updateTable('exercise').set({ retired_at: null }).where('slug', '=', slug).execute();
}

/** Its submissions and progress stay; nobody can open or submit it any more. */
export async function retire(db: Kysely<Tables>, slug: string, now: Date): Promise<void> {
	await db
		.updateTable('exercise')
		.set({ retired_at: now.getTime() })
		.where('slug', '=', slug)
		.where('retired_at', 'is', null)
		.execute();
}

function revisionFrom(row: Selectable<ExerciseRevisionTable>): Revision {
	return {
		id: row.id,
		exerciseSlug: row.exercise_slug,
		number: row.number,
		contentHash: row.content_hash,
		source: parseSource(row.source_json),
		verification: parseVerification(row.verification_json),
		publishedAt: new Date(row.published_at)
	};
}
