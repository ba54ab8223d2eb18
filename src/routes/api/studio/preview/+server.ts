import * as v from 'valibot';
import { previewSource } from '#lib/server/studio/preview.ts';
import { highlightFiles } from '../../../exercise-html.ts';
import { answer, bodyOf, filesSchema, refusal, slugSchema } from '../../json.ts';
import type { RequestHandler } from './$types';

const previewSchema = v.strictObject({ slug: slugSchema, files: filesSchema });

/**
 * What a learner's page is made of: `{statementHtml, hints, starterHtml}`; or `{faults}` of a source that cannot
 * be read. Nothing is kept.
 */
export const POST: RequestHandler = async ({ request }) => {
	const body = await bodyOf(request, previewSchema);
	if (!body.ok) return refusal(body.fault);
	const preview = await previewSource(body.value.slug, body.value.files);
	if (!preview.ok) return answer({ faults: preview.fault });
	const { starter, ...rendered } = preview.value;
	return answer({ ...rendered, starterHtml: await highlightFiles(starter) });
};
