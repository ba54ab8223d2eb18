import { getVersion } from '#lib/server/studio/source-drafts.ts';
import { answerOrRefusal, refusal } from '../../../../../json.ts';
import type { RequestHandler } from './$types';

/** `{files}` of one version. */
export const GET: RequestHandler = async ({ params, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	const version = /^\d{1,9}$/.test(params.version) ? Number(params.version) : 0;
	return answerOrRefusal(await getVersion(services, account, params.id, version), (files) => ({ files }));
};
