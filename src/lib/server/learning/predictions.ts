import { lessonsOf, type Catalog } from '../../domain/catalog.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import * as predictions from '../db/predictions.ts';
import type { Services } from '../services.ts';

export type AnswerPredictionFault =
	{ code: 'sign_in_required' } | { code: 'prediction_unknown'; lessonSlug: string; predictionId: string };

/** Keeps what a learner expected a program to print. Right or wrong, it counts as answered. */
export async function answerPrediction(
	{ db, clock, catalog }: Pick<Services, 'db' | 'clock' | 'catalog'>,
	accountId: string | null,
	{ lessonSlug, predictionId, choiceId }: { lessonSlug: string; predictionId: string; choiceId: string }
): Promise<Result<{ answeredAt: Date }, AnswerPredictionFault>> {
	if (accountId === null) return refuse({ code: 'sign_in_required' });
	if (!isKnownPrediction(catalog, lessonSlug, predictionId)) {
		return refuse({ code: 'prediction_unknown', lessonSlug, predictionId });
	}
	const answeredAt = clock.now();
	await predictions.keep(db, accountId, { lessonSlug, predictionId, choiceId, answeredAt });
	return ok({ answeredAt });
}

export function isKnownPrediction(catalog: Catalog, lessonSlug: string, predictionId: string): boolean {
	return lessonsOf(catalog).some(
		(lesson) => lesson.slug === lessonSlug && lesson.predictionIds.includes(predictionId)
	);
}
