import * as v from 'valibot';
import { listShares, shareDraft, unshareDraft } from '#lib/server/studio/source-drafts.ts';
import { answerOrRefusal, bodyOf, refusal } from '../../../../json.ts';
import type { RequestHandler } from './$types';

const shareSchema = v.strictObject({ email: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(254)) });
const unshareSchema = v.strictObject({ accountId: v.pipe(v.string(), v.maxLength(80)) });

/** `{shares: {accountId, name}[]}`; for the owner. */
export const GET: RequestHandler = async ({ params, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	return answerOrRefusal(await listShares(services, account, params.id), (shares) => ({ shares }));
};

/** `{accountId, name}` of the instructor who may now read and change the draft. */
export const POST: RequestHandler = async ({ params, request, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	const body = await bodyOf(request, shareSchema);
	if (!body.ok) return refusal(body.fault);
	return answerOrRefusal(await shareDraft(services, account, params.id, body.value.email), (share) => share);
};

export const DELETE: RequestHandler = async ({ params, request, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	const body = await bodyOf(request, unshareSchema);
	if (!body.ok) return refusal(body.fault);
	return answerOrRefusal(await unshareDraft(services, account, params.id, body.value.accountId), () => ({}));
};
