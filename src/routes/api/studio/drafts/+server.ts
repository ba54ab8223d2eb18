import * as v from 'valibot';
import { STUDIO } from '#lib/domain/limits.ts';
import { createDraft } from '#lib/server/studio/source-drafts.ts';
import { answerOrRefusal, bodyOf, refusal } from '../../json.ts';
import type { RequestHandler } from './$types';

const files = v.record(v.string(), v.string());

const createSchema = v.strictObject({
	slug: v.pipe(v.string(), v.maxLength(200)),
	/** Written into its facts; without one they keep theirs. */
	title: v.optional(v.pipe(v.string(), v.maxLength(STUDIO.titleMaxLength)), ''),
	origin: v.variant('kind', [
		v.strictObject({ kind: v.literal('template') }),
		v.strictObject({ kind: v.literal('draft'), id: v.pipe(v.string(), v.maxLength(80)) }),
		v.strictObject({ kind: v.literal('files'), files })
	])
});

/** A new draft, `{id}`: from the template, from another source, or from the files of a folder. */
export const POST: RequestHandler = async ({ request, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	const body = await bodyOf(request, createSchema);
	if (!body.ok) return refusal(body.fault);
	return answerOrRefusal(await createDraft(services, account, body.value), (created) => created);
};
