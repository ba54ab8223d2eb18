import * as v from 'valibot';
import { STUDIO } from '#lib/domain/limits.ts';
import { publishDraft, restoreExercise, retireExercise } from '#lib/server/studio/publish-draft.ts';
import { answerOrRefusal, bodyOf, refusal } from '../../../../json.ts';
import type { RequestHandler } from './$types';

const publishSchema = v.strictObject({ note: v.pipe(v.string(), v.maxLength(STUDIO.noteMaxLength * 2)) });

/** `{number}` of the new revision. */
export const POST: RequestHandler = async ({ params, request, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	const body = await bodyOf(request, publishSchema);
	if (!body.ok) return refusal(body.fault);
	return answerOrRefusal(
		await publishDraft(services, account, params.id, body.value.note),
		(published) => published
	);
};

/** Back to learners, as it was. */
export const PUT: RequestHandler = async ({ params, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	return answerOrRefusal(await restoreExercise(services, account, params.id), () => ({}));
};

/** Away from learners; nothing is deleted. */
export const DELETE: RequestHandler = async ({ params, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	return answerOrRefusal(await retireExercise(services, account, params.id), () => ({}));
};
