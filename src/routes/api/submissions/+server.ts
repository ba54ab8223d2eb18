import * as v from 'valibot';
import { JUDGING, REQUESTS } from '#lib/domain/limits.ts';
import { submit } from '#lib/server/judging/1-submit.ts';
import { awaitVerdict } from '#lib/server/judging/judge.ts';
import { findSubmission, listSubmissions } from '#lib/server/judging/submission-views.ts';
import { answer, bodyOf, filesSchema, invalid, refusal, slugSchema } from '../json.ts';
import type { RequestHandler } from './$types';

const submitSchema = v.strictObject({
	exerciseSlug: slugSchema,
	files: filesSchema,
	clientKey: v.pipe(v.string(), v.regex(/^[a-zA-Z0-9_-]{8,64}$/, 'has 8 to 64 letters and digits'))
});

/** Submits, and waits for the verdict up to a limit: 200 with it, or 202 with what is known so far. */
export const POST: RequestHandler = async ({ request, locals: { services, account } }) => {
	const body = await bodyOf(request, submitSchema);
	if (!body.ok) return refusal(body.fault);
	const submitted = await submit(services, account, body.value);
	if (!submitted.ok) return refusal(submitted.fault);

	const { id, learnerId } = submitted.value;
	await awaitVerdict(services, id, JUDGING.waitForVerdictMs);
	const found = await findSubmission(services, learnerId, id);
	// The account was deleted while it waited.
	if (found === null) return refusal({ code: 'submission_unknown' });
	return answer(found, found.state === 'judged' ? 200 : 202);
};

/** What the learner submitted to one exercise, the latest first. */
export const GET: RequestHandler = async ({ url, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	const exercise = v.safeParse(slugSchema, url.searchParams.get('exercise'));
	if (!exercise.success) return refusal(invalid('say which exercise: ?exercise=<slug>').fault);
	return answer({
		submissions: await listSubmissions(services, account.id, exercise.output, REQUESTS.historyMaxCount)
	});
};
