import * as v from 'valibot';
import { answerPrediction } from '#lib/server/learning/predictions.ts';
import { answerOrRefusal, bodyOf, nameSchema, refusal, slugSchema } from '../json.ts';
import type { RequestHandler } from './$types';

const answerSchema = v.strictObject({
	lessonSlug: slugSchema,
	predictionId: nameSchema,
	choiceId: nameSchema
});

/** Keeps what the learner expected to be printed. */
export const POST: RequestHandler = async ({ request, locals: { services, account } }) => {
	const body = await bodyOf(request, answerSchema);
	if (!body.ok) return refusal(body.fault);
	return answerOrRefusal(await answerPrediction(services, account?.id ?? null, body.value), (kept) => kept);
};
