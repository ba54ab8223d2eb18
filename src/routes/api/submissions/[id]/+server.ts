import { JUDGING } from '#lib/domain/limits.ts';
import { awaitVerdict } from '#lib/server/judging/judge.ts';
import { findSubmission } from '#lib/server/judging/submission-views.ts';
import { answer, refusal } from '../../json.ts';
import type { RequestHandler } from './$types';

/** One submission of one's own, with its files. `?wait=1` waits for the verdict up to a limit. */
export const GET: RequestHandler = async ({ params, url, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	const found = await findSubmission(services, account.id, params.id);
	if (found === null) return refusal({ code: 'submission_unknown' });
	if (found.state === 'judged' || url.searchParams.get('wait') !== '1') return answer(found);

	await awaitVerdict(services, found.id, JUDGING.waitForVerdictMs);
	return answer((await findSubmission(services, account.id, params.id)) ?? found);
};
