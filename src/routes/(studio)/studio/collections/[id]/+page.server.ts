import { error, redirect } from '@sveltejs/kit';
import type { Collection } from '#lib/domain/collection.ts';
import {
	deleteCollection,
	findCollection,
	listExercises,
	publishCollection,
	unpublishCollection
} from '#lib/server/studio/collections.ts';
import { textIn } from '../../../../(account)/form-fields.ts';
import { collectionParts } from '../../../../collection-parts.ts';
import { failed, sentenceOf, STATUS } from '../faults.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** A collection as it is kept, as readers would see it, and what can be put into it. */
export const load: PageServerLoad = async ({ params, locals: { services, account } }) => {
	if (!account) error(401, 'Sign in first.');
	const found = await findCollection(services, account, params.id);
	if (!found.ok) error(STATUS[found.fault.code], sentenceOf(found.fault));
	const exercises = await listExercises(services);
	return { collection: found.value, exercises, parts: await collectionParts(found.value.items, exercises) };
};

export const actions: Actions = {
	publish: async (event) => changed(await publishCollection(...(await asked(event)))),
	unpublish: async (event) => changed(await unpublishCollection(...(await asked(event)))),
	delete: async ({ params, locals: { services, account } }) => {
		if (!account) error(401, 'Sign in first.');
		const deleted = await deleteCollection(services, account, params.id);
		if (!deleted.ok) return failed(deleted.fault);
		redirect(303, '/studio/collections');
	}
};

/** What publishing needs to know of a form: who asks, and which version they saw. */
async function asked({ request, params, locals: { services, account } }: RequestEvent) {
	if (!account) error(401, 'Sign in first.');
	const version = Math.trunc(Number(textIn(await request.formData(), 'version'))) || 0;
	return [services, account, { id: params.id, version }] as const;
}

function changed(result: Awaited<ReturnType<typeof publishCollection>>) {
	return result.ok ? { code: null, message: doneText(result.value), typed: null } : failed(result.fault);
}

function doneText({ publication }: Collection): string {
	return publication ? 'Published. Readers see this version.' : 'Not published any more.';
}
