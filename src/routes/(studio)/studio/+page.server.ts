import { listDrafts } from '#lib/server/studio/list-drafts.ts';
import { SOURCE_STATES } from '#lib/domain/source-draft.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The exercises this instructor writes, alone or with others. */
export const load: PageServerLoad = async ({ url, locals: { services, account } }) => {
	// The policy of this route lets nobody else in.
	if (!account) error(401, 'Sign in to see your exercises.');
	const text = (url.searchParams.get('q') ?? '').slice(0, 200);
	const state = SOURCE_STATES.find((each) => each === url.searchParams.get('state')) ?? null;
	const all = await listDrafts(services, account, text);
	return { drafts: all.filter((draft) => state === null || draft.state === state), text, state };
};
