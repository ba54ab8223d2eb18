import { error } from '@sveltejs/kit';
import { findPublication } from '#lib/server/studio/publish-draft.ts';
import { getDraft } from '#lib/server/studio/source-drafts.ts';
import type { PageServerLoad } from './$types';

/** A draft of who may read it; for everybody else there is none. */
export const load: PageServerLoad = async ({ params, locals: { services, account } }) => {
	// The policy of this route lets nobody else in.
	if (!account) error(401, 'Sign in to see your exercises.');
	const draft = await getDraft(services, account, params.id);
	if (!draft.ok) error(404, 'There is no such draft, or it is not shared with you.');
	return { draft: draft.value, publication: await findPublication(services, draft.value.slug) };
};
