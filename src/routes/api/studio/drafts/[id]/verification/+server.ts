import { findVerification, verifyDraft } from '#lib/server/studio/publish-draft.ts';
import { answerOrRefusal, refusal } from '../../../../json.ts';
import type { RequestHandler } from './$types';

/** A `SourceVerification` of the draft as it stands now. */
export const GET: RequestHandler = async ({ params, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	return answerOrRefusal(await findVerification(services, account, params.id), (found) => found);
};

/** Starts it; who asks again sees how far it is. */
export const POST: RequestHandler = async ({ params, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	return answerOrRefusal(await verifyDraft(services, account, params.id), (started) => started);
};
