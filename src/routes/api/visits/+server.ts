import * as v from 'valibot';
import { recordVisit } from '#lib/server/learning/visits.ts';
import { answerOrRefusal, bodyOf, nameSchema, refusal, slugSchema } from '../json.ts';
import type { RequestHandler } from './$types';

const visitSchema = v.strictObject({ lessonSlug: slugSchema, sectionId: v.nullable(nameSchema) });

/** Keeps where in a lesson the learner is. */
export const POST: RequestHandler = async ({ request, locals: { services, account } }) => {
	const body = await bodyOf(request, visitSchema);
	if (!body.ok) return refusal(body.fault);
	return answerOrRefusal(await recordVisit(services, account?.id ?? null, body.value), (kept) => kept);
};
