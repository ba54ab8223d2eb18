import * as v from 'valibot';
import { DRAFTS } from '#lib/domain/limits.ts';
import { forgetOtherDrafts, getDraft, saveDraft } from '#lib/server/learning/drafts.ts';
import { answer, answerOrRefusal, bodyOf, filesSchema, invalid, refusal, versionSchema } from '../json.ts';
import type { RequestHandler } from './$types';

const keySchema = v.pipe(v.string(), v.minLength(1), v.maxLength(DRAFTS.workspaceKeyMaxLength));

const saveSchema = v.strictObject({
	workspaceKey: keySchema,
	files: filesSchema,
	baseVersion: versionSchema
});

/** The draft as it is now kept, or the conflict with that of another device. */
export const PUT: RequestHandler = async ({ request, locals: { services, account } }) => {
	const body = await bodyOf(request, saveSchema);
	if (!body.ok) return refusal(body.fault);
	return answerOrRefusal(await saveDraft(services, account?.id ?? null, body.value), (draft) => draft);
};

/** `{draft, others}` of one workspace. */
export const GET: RequestHandler = async ({ url, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	const key = v.safeParse(keySchema, url.searchParams.get('key'));
	if (!key.success) return refusal(invalid('say which workspace: ?key=exercise/<slug>').fault);
	return answer(await getDraft(services, account.id, key.output));
};

/** Forgets the drafts kept beside that of a workspace. The draft itself stays. */
export const DELETE: RequestHandler = async ({ url, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	const key = v.safeParse(keySchema, url.searchParams.get('key'));
	if (!key.success) return refusal(invalid('say which workspace: ?key=exercise/<slug>').fault);
	await forgetOtherDrafts(services, account.id, key.output);
	return answer({});
};
