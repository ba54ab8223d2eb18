import { error, redirect } from '@sveltejs/kit';
import { sameContent } from '#lib/domain/collection.ts';
import { createCollection, listCollections } from '#lib/server/studio/collections.ts';
import { textIn } from '../../../(account)/form-fields.ts';
import { failed } from './faults.ts';
import type { Actions, PageServerLoad } from './$types';

/** What one may change: one's own collections, for admins everybody's. */
export const load: PageServerLoad = async ({ locals: { services, account } }) => {
	if (!account) error(401, 'Sign in first.');
	const collections = await listCollections(services, account);
	return {
		collections: collections.map((collection) => ({
			id: collection.id,
			slug: collection.slug,
			title: collection.title,
			partsCount: collection.items.length,
			updatedAt: collection.updatedAt,
			ownerName: collection.ownerId === account.id ? null : (collection.ownerName ?? 'nobody any more'),
			isPublished: collection.publication !== null,
			isChanged: collection.publication !== null && !sameContent(collection.publication.content, collection)
		}))
	};
};

export const actions: Actions = {
	create: async ({ request, locals: { services, account } }) => {
		if (!account) error(401, 'Sign in first.');
		const form = await request.formData();
		const typed = { title: textIn(form, 'title'), slug: textIn(form, 'slug') };
		const created = await createCollection(services, account, typed);
		if (!created.ok) return failed(created.fault, typed);
		redirect(303, `/studio/collections/${created.value.id}`);
	}
};
