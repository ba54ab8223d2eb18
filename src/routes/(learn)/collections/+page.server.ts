import { publishedCollections } from '#lib/server/catalog/collections.ts';
import { collectionPictureOf } from '#lib/ui/progress/collection-picture.ts';
import { recordOf } from '../../record-of.ts';
import type { PageServerLoad } from './$types';

/** Every published collection as a line with its exercises. */
export const load: PageServerLoad = async ({ locals }) => {
	const [published, record] = await Promise.all([publishedCollections(locals.services), recordOf(locals)]);
	return { collections: published.map((collection) => collectionPictureOf(collection, record)) };
};
