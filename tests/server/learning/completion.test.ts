import { describe, expect, test } from 'vitest';
import { assert } from '../../../src/lib/domain/assert.ts';
import { findLesson } from '../../../src/lib/domain/catalog.ts';
import { lessonProgress } from '../../../src/lib/domain/progress.ts';
import { submit } from '../../../src/lib/server/judging/1-submit.ts';
import { claimNext } from '../../../src/lib/server/judging/2-claim.ts';
import { recordReport } from '../../../src/lib/server/judging/3-record.ts';
import { createJudge } from '../../../src/lib/server/judging/judge.ts';
import { answerPrediction } from '../../../src/lib/server/learning/predictions.ts';
import { learningRecord } from '../../../src/lib/server/learning/progress.ts';
import { smallCatalog } from '../../support/catalog.ts';
import { filesNoted, publishTemplate, reportOf, verificationOf } from '../../support/exercises.ts';
import { accountIn, databases, testServices } from '../../support/services.ts';

describe.each(databases)('the day a lesson was completed, on %s', (database) => {
	test('is that of its last part, and better submissions later do not move it', async () => {
		const catalog = smallCatalog();
		const { services, clock } = await testServices(database, {
			catalog,
			judge: (all) => createJudge(all, { concurrency: 0 })
		});
		const ada = await accountIn(services);
		const lesson = findLesson(catalog, 'basics', 'counting');
		assert(lesson, 'the small catalogue has the lesson');
		const completedAt = async () =>
			lessonProgress(lesson, await learningRecord(services, ada.id)).completedAt;
		const acceptOn = async (day: string, exerciseSlug: string) => {
			clock.set(new Date(day));
			const source = await publishTemplate(services, exerciseSlug);
			const files = filesNoted(source, day);
			await submit(services, ada, { exerciseSlug, files, clientKey: `key-${exerciseSlug}-${day}` });
			const claim = await claimNext(services);
			assert(claim, 'it is claimed');
			await recordReport(services, claim, reportOf(), verificationOf(source));
		};

		await acceptOn('2026-03-01T09:00:00Z', 'first');
		clock.set(new Date('2026-03-02T09:00:00Z'));
		await answerPrediction(services, ada.id, {
			lessonSlug: 'counting',
			predictionId: 'guess',
			choiceId: 'a'
		});
		expect(await completedAt()).toBeNull();

		await acceptOn('2026-03-03T09:00:00Z', 'second');
		expect(await completedAt()).toEqual(new Date('2026-03-03T09:00:00Z'));

		await acceptOn('2026-03-09T09:00:00Z', 'first');
		expect(await completedAt()).toEqual(new Date('2026-03-03T09:00:00Z'));
	});
});
