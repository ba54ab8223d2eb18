import { error } from '@sveltejs/kit';
import { findPublishedCollection } from '#lib/server/catalog/collections.ts';
import { exercisesLearning } from '#lib/server/learning/exercises-learning.ts';
import { collectionParts } from '../../../collection-parts.ts';
import { findExercisePage } from '../../exercise-pages.ts';
import type { PageServerLoad } from './$types';

/** A collection with its texts rendered, its exercises, and what the learner has done of them. */
export const load: PageServerLoad = async ({ params, locals: { services, account } }) => {
	const collection = await findPublishedCollection(services, params.slug);
	if (!collection) error(404, 'There is no collection at this address. It may have been unpublished.');

	const slugs = collection.exercises.map(({ slug }) => slug);
	const [parts, exercises, learning] = await Promise.all([
		collectionParts(collection.items, collection.exercises),
		Promise.all(slugs.map((slug) => findExercisePage(services, slug))),
		exercisesLearning(services, account?.id ?? null, slugs)
	]);
	const { slug, title, summary, publishedAt } = collection;
	return {
		collection: { slug, title, summary, updatedOn: publishedAt.toISOString().slice(0, 10) },
		parts,
		exercises: exercises.filter((exercise) => exercise !== null),
		learning
	};
};
