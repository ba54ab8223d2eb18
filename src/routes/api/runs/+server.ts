import * as v from 'valibot';
import { FILES } from '#lib/domain/limits.ts';
import { scheduleSchema } from '#lib/domain/schedule-schema.ts';
import { trialRun } from '#lib/server/judging/trial-run.ts';
import { answerOrRefusal, bodyOf, filesSchema, refusal } from '../json.ts';
import type { RequestHandler } from './$types';

const runSchema = v.strictObject({
	files: filesSchema,
	harnessFiles: filesSchema,
	entries: v.pipe(
		v.array(v.pipe(v.string(), v.maxLength(FILES.pathMaxLength))),
		v.minLength(1),
		v.maxLength(4)
	),
	seed: v.pipe(v.number(), v.safeInteger()),
	schedule: v.optional(scheduleSchema),
	isTraced: v.optional(v.boolean())
});

/** Runs a program for a browser that cannot, and answers with its report. Needs no account, and keeps nothing. */
export const POST: RequestHandler = async ({ request, getClientAddress, locals: { services } }) => {
	const body = await bodyOf(request, runSchema);
	if (!body.ok) return refusal(body.fault);
	return answerOrRefusal(await trialRun(services, getClientAddress(), body.value), (report) => report);
};
