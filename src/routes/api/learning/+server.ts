import * as v from 'valibot';
import { lessonsOf } from '#lib/domain/catalog.ts';
import { lessonLearning } from '#lib/server/learning/lesson-learning.ts';
import { answer, invalid, refusal, slugSchema } from '../json.ts';
import type { RequestHandler } from './$types';

/** What the learner has of one lesson, in one answer: drafts, accepted exercises, answers. */
export const GET: RequestHandler = async ({ url, locals: { services, account } }) => {
	const slug = v.safeParse(slugSchema, url.searchParams.get('lesson'));
	if (!slug.success) return refusal(invalid('say which lesson: ?lesson=<slug>').fault);
	const lesson = lessonsOf(services.catalog).find((each) => each.slug === slug.output);
	if (!lesson) return refusal({ code: 'lesson_unknown', slug: slug.output });
	return answer(await lessonLearning(services, account?.id ?? null, lesson));
};
