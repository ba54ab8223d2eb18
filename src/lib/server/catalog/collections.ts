import { exerciseSlugsOf, type PublishedCollection } from '../../domain/collection.ts';
import { COLLECTIONS } from '../../domain/limits.ts';
import * as collections from '../db/collections.ts';
import { findExerciseView } from '../publishing/exercise-views.ts';
import type { Services } from '../services.ts';

/**
 * A collection as a reader can work through it: only the exercises that can be opened now are its own and
 * count. One that was retired since is no longer asked of anybody.
 */
export interface ReadableCollection extends PublishedCollection {
	exercises: ReadableExercise[];
}

export interface ReadableExercise {
	slug: string;
	title: string;
	minutes: number;
}

/** The one published last first; all, or those that hold one of some exercises. */
export async function publishedCollections(
	{ db }: Pick<Services, 'db'>,
	{ holding }: { holding?: ReadonlySet<string> } = {}
): Promise<ReadableCollection[]> {
	if (holding?.size === 0) return [];
	const published = await collections.listPublished(db, COLLECTIONS.listedMaxCount);
	const wanted = published.filter(
		({ items }) => !holding || exerciseSlugsOf(items).some((slug) => holding.has(slug))
	);
	return readable({ db }, wanted);
}

/** Null when readers see nothing at this address. */
export async function findPublishedCollection(
	{ db }: Pick<Services, 'db'>,
	slug: string
): Promise<ReadableCollection | null> {
	const published = await collections.findPublished(db, slug);
	if (published === null) return null;
	const [one] = await readable({ db }, [published]);
	return one ?? null;
}

/** Views are kept once rendered, so this asks the database for the current revisions only, each once. */
async function readable(
	services: Pick<Services, 'db'>,
	published: PublishedCollection[]
): Promise<ReadableCollection[]> {
	const slugs = new Set(published.flatMap(({ items }) => exerciseSlugsOf(items)));
	const pairs = [...slugs].map(async (slug) => [slug, await findExercise(services, slug)] as const);
	const exerciseBySlug = new Map(await Promise.all(pairs));
	return published.map((collection) => ({
		...collection,
		exercises: exerciseSlugsOf(collection.items).flatMap((slug) => exerciseBySlug.get(slug) ?? [])
	}));
}

async function findExercise(services: Pick<Services, 'db'>, slug: string): Promise<ReadableExercise | null> {
	const view = await findExerciseView(services, slug);
	return view && { slug, title: view.title, minutes: view.minutes };
}
