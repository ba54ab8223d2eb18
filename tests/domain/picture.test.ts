import { describe, expect, test } from 'vitest';
import { EMPTY_RECORD, type LearningRecord } from '../../src/lib/domain/progress.ts';
import { picturesOf, summaryOf, totalsOf } from '../../src/lib/ui/progress/picture.ts';
import { smallCatalog } from '../support/catalog.ts';

describe('the picture of the series', () => {
	test('has exactly one next lesson, which has a text', () => {
		const nodes = picturesOf(smallCatalog(), EMPTY_RECORD).flatMap((series) => series.nodes);

		const next = nodes.filter(({ isNext }) => isNext);

		expect(next).toHaveLength(1);
		expect(next[0]?.path).not.toBeNull();
	});

	test('names a lesson in preparation without an address', () => {
		const catalog = smallCatalog();
		for (const lesson of catalog.series.flatMap(({ lessons }) => lessons)) lesson.isPublished = false;

		const series = picturesOf(catalog, EMPTY_RECORD);

		const nodes = series.flatMap((one) => one.nodes);
		expect(nodes.map(({ path }) => path)).toEqual(nodes.map(() => null));
		expect(nodes.some(({ isNext }) => isNext)).toBe(false);
		expect(series.map(summaryOf)).toEqual(series.map(() => expect.stringContaining('in preparation')));
	});

	test('counts what is completed, and moves on to the lesson after it', () => {
		const catalog = smallCatalog();
		const record = everythingDone(catalog.series[0]?.lessons[0]);

		const [first] = picturesOf(catalog, record);

		expect(first?.completedCount).toBe(1);
		expect(first && summaryOf(first)).toBe(`1 of ${first?.nodes.length} completed`);
		expect(first?.nodes[0]).toMatchObject({ state: 'completed', isNext: false });
		expect(totalsOf(catalog, record).lessonsCompletedCount).toBe(1);
	});
});

function everythingDone(
	lesson: { slug: string; exerciseSlugs: string[]; predictionIds: string[] } | undefined
): LearningRecord {
	return {
		...EMPTY_RECORD,
		acceptedExerciseSlugs: new Set(lesson?.exerciseSlugs),
		answeredPredictions: new Set(lesson?.predictionIds.map((id) => `${lesson.slug}/${id}`))
	};
}
