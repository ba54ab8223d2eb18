import * as v from 'valibot';
import { collectionContentSchema } from '#lib/domain/collection.ts';
import { listExercises, saveCollection } from '#lib/server/studio/collections.ts';
import { answer, bodyOf, refusal } from '../../../../api/json.ts';
import { collectionParts } from '../../../../collection-parts.ts';
import { sentenceOf, STATUS } from '../faults.ts';
import type { RequestHandler } from './$types';

const saveSchema = v.strictObject({
	baseVersion: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000_000)),
	content: collectionContentSchema
});

/** `{version, parts}`: the version as it is now kept, and how readers would see it. */
export const PUT: RequestHandler = async ({ request, params, locals: { services, account } }) => {
	if (!account) return refusal({ code: 'sign_in_required' });
	const body = await bodyOf(request, saveSchema);
	if (!body.ok) return refusal(body.fault);

	const saved = await saveCollection(services, account, { id: params.id, ...body.value });
	if (!saved.ok) {
		const { fault } = saved;
		return answer({ fault, message: sentenceOf(fault) }, STATUS[fault.code]);
	}
	const { version, items } = saved.value;
	return answer({ version, parts: await collectionParts(items, await listExercises(services)) });
};
