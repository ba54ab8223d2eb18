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
	exercises: { slug: string; title: string; minutes: number }[];
}

/** The one published last first. */
export async function publishedCollections({ db }: Pick<Services, 'db'>): Promise<ReadableCollection[]> {
	const published = await collections.listPublished(db, COLLECTIONS.listedMaxCount);
	return Promise.all(published.map((collection) => readable({ db }, collection)));
}

/** Null when readers see nothing at this address. */
export async function findPublishedCollection(
	{ db }: Pick<Services, 'db'>,
	slug: string
): Promise<ReadableCollection | null> {
	const published = await collections.findPublished(db, slug);
	return published && readable({ db }, published);
}

/** Views are kept once rendered, so this asks the database for the current revisions only. */
async function readable(
	services: Pick<Services, 'db'>,
	collection: PublishedCollection
): Promise<ReadableCollection> {
	const views = await Promise.all(
		exerciseSlugsOf(collection.items).map((slug) => findExerciseView(services, slug))
	);
	const exercises = views.flatMap((view) =>
		view ? [{ slug: view.slug, title: view.title, minutes: view.minutes }] : []
	);
	return { ...collection, exercises };
}
