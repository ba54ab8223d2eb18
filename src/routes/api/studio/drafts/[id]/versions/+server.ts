import { listVersions } from '#lib/server/studio/source-drafts.ts';
import { answerOrRefusal, refusal } from '../../../../json.ts';
import type { RequestHandler } from './$types';

/** `{versions}`, the newest first, without their files. */
export const GET: RequestHandler = async ({ params, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	return answerOrRefusal(await listVersions(services, account, params.id), (versions) => ({ versions }));
};
