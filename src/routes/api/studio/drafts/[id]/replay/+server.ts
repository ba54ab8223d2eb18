import { findReplay, replaySubmissions } from '#lib/server/studio/replay.ts';
import { answerOrRefusal, refusal } from '../../../../json.ts';
import type { RequestHandler } from './$types';

/** `{replay}`: how far it is, or what it found; null when nobody has asked for one. */
export const GET: RequestHandler = async ({ params, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	return answerOrRefusal(await findReplay(services, account, params.id), (replay) => ({ replay }));
};

/** Starts it; who asks again sees how far it is. */
export const POST: RequestHandler = async ({ params, locals: { services, account } }) => {
	if (account === null) return refusal({ code: 'sign_in_required' });
	return answerOrRefusal(await replaySubmissions(services, account, params.id), (replay) => ({ replay }));
};
