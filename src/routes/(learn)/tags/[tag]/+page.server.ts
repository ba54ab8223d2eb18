import { error } from '@sveltejs/kit';
import { lessonsTagged } from '#lib/domain/catalog.ts';
import { nodesOf } from '#lib/ui/progress/picture.ts';
import { tagName } from '#lib/ui/progress/tag-name.ts';
import { recordOf } from '../../../record-of.ts';
import type { PageServerLoad } from './$types';

/** Every post that carries a tag, newest first, whether it is written or not. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { catalog } = locals.services;
	const lessons = lessonsTagged(catalog, params.tag);
	if (lessons.length === 0) error(404, 'No post carries this tag.');

	const nodes = nodesOf(lessons, catalog, await recordOf(locals));
	return { name: tagName(params.tag), nodes };
};
