import * as v from 'valibot';
import { DRAFTS, MERGE } from '#lib/domain/limits.ts';
import { mergeAnonymousWork } from '#lib/server/learning/merge.ts';
import {
	answerOrRefusal,
	bodyOf,
	filesSchema,
	momentSchema,
	nameSchema,
	refusal,
	slugSchema
} from '../json.ts';
import type { RequestHandler } from './$types';

const mergeSchema = v.strictObject({
	drafts: v.pipe(
		v.array(
			v.strictObject({
				workspaceKey: v.pipe(v.string(), v.maxLength(DRAFTS.workspaceKeyMaxLength)),
				files: filesSchema,
				updatedAt: momentSchema
			})
		),
		v.maxLength(MERGE.draftsMaxCount)
	),
	predictions: v.pipe(
		v.array(
			v.strictObject({
				lessonSlug: slugSchema,
				predictionId: nameSchema,
				choiceId: nameSchema,
				answeredAt: momentSchema
			})
		),
		v.maxLength(MERGE.predictionsMaxCount)
	),
	visits: v.pipe(
		v.array(
			v.strictObject({ lessonSlug: slugSchema, sectionId: v.nullable(nameSchema), visitedAt: momentSchema })
		),
		v.maxLength(MERGE.visitsMaxCount)
	)
});

/** Joins what this browser kept without an account: `{drafts, conflicts}`. May be sent again. */
export const POST: RequestHandler = async ({ request, locals: { services, account } }) => {
	const body = await bodyOf(request, mergeSchema);
	if (!body.ok) return refusal(body.fault);
	return answerOrRefusal(
		await mergeAnonymousWork(services, account?.id ?? null, body.value),
		(merged) => merged
	);
};
