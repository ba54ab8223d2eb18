import { lessonsOf, type Catalog } from '../../domain/catalog.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import * as visits from '../db/lesson-visits.ts';
import type { Services } from '../services.ts';

export type RecordVisitFault = { code: 'sign_in_required' } | { code: 'lesson_unknown'; slug: string };

/** Keeps where a learner is in a lesson, so that "Continue" leads back there. */
export async function recordVisit(
	{ db, clock, catalog }: Pick<Services, 'db' | 'clock' | 'catalog'>,
	accountId: string | null,
	{ lessonSlug, sectionId }: { lessonSlug: string; sectionId: string | null }
): Promise<Result<{ visitedAt: Date }, RecordVisitFault>> {
	if (accountId === null) return refuse({ code: 'sign_in_required' });
	if (!isKnownLesson(catalog, lessonSlug)) return refuse({ code: 'lesson_unknown', slug: lessonSlug });
	const visitedAt = clock.now();
	await visits.keep(db, accountId, { lessonSlug, sectionId, visitedAt });
	return ok({ visitedAt });
}

export function isKnownLesson(catalog: Catalog, lessonSlug: string): boolean {
	return lessonsOf(catalog).some((lesson) => lesson.slug === lessonSlug);
}
