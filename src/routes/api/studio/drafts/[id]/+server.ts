import * as v from 'valibot';
import { deleteDraft, getDraft, saveDraft } from '#lib/server/studio/source-drafts.ts';
import { answerOrRefusal, bodyOf, filesSchema, refusal, versionSchema } from '../../../json.ts';
import type { RequestHandler } from './$types';

const saveSchema = v.strictObject({ files: filesSchema, baseVersion: versionSchema });

/** A `SourceDraft`. */
export const GET: RequestHandler = async ({ params, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	return answerOrRefusal(await getDraft(services, account, params.id), (draft) => draft);
};

/** The `Draft` as it is now kept, or the conflict with what somebody else saved. */
export const PUT: RequestHandler = async ({ params, request, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	const body = await bodyOf(request, saveSchema);
	if (!body.ok) return refusal(body.fault);
	return answerOrRefusal(
		await saveDraft(services, account, { id: params.id, ...body.value }),
		(draft) => draft
	);
};

export const DELETE: RequestHandler = async ({ params, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	return answerOrRefusal(await deleteDraft(services, account, params.id), () => ({}));
};
