import { describe, expect, test } from 'vitest';
import { assert } from '../../../src/lib/domain/assert.ts';
import { findLesson, type Catalog } from '../../../src/lib/domain/catalog.ts';
import { lessonProgress, nextLesson } from '../../../src/lib/domain/progress.ts';
import { submit } from '../../../src/lib/server/judging/1-submit.ts';
import { claimNext } from '../../../src/lib/server/judging/2-claim.ts';
import { recordReport } from '../../../src/lib/server/judging/3-record.ts';
import { createJudge } from '../../../src/lib/server/judging/judge.ts';
import { saveDraft } from '../../../src/lib/server/learning/drafts.ts';
import { answerPrediction } from '../../../src/lib/server/learning/predictions.ts';
import { learningRecord, recentActivity } from '../../../src/lib/server/learning/progress.ts';
import { recordVisit } from '../../../src/lib/server/learning/visits.ts';
import { filesNoted, publishTemplate, reportOf, verificationOf } from '../../support/exercises.ts';
import { accountIn, databases, testServices } from '../../support/services.ts';
import { smallCatalog } from '../../support/catalog.ts';

describe.each(databases)('progress, on %s', (database) => {
	async function site() {
		const catalog = smallCatalog();
		const { services, clock } = await testServices(database, {
			catalog,
			judge: (all) => createJudge(all, { concurrency: 0 })
		});
		const sources = [await publishTemplate(services, 'first'), await publishTemplate(services, 'second')];
		const ada = await accountIn(services);
		const accept = async (index: 0 | 1, note: string) => {
			const source = sources[index];
			assert(source, 'there are two exercises');
			const files = filesNoted(source, note);
			const submitted = await submit(services, ada, {
				exerciseSlug: source.slug,
				files,
				clientKey: `key-${note}`
			});
			assert(submitted.ok, 'it is queued');
			const claim = await claimNext(services);
			assert(claim, 'it is claimed');
			return () => recordReport(services, claim, reportOf(), verificationOf(source));
		};
		const progress = async () => lessonProgress(lessonOf(catalog), await learningRecord(services, ada.id));
		return { services, clock, catalog, ada, accept, progress };
	}

	test('a lesson is completed when its exercises are accepted and its prediction is answered', async () => {
		const { services, ada, accept, progress } = await site();
		expect(await progress()).toMatchObject({ state: 'not_started', nextExerciseSlug: 'first' });

		await (
			await accept(0, 'right-first')
		)();
		expect(await progress()).toMatchObject({
			state: 'started',
			exercisesAcceptedCount: 1,
			nextExerciseSlug: 'second'
		});

		await (
			await accept(1, 'right-second')
		)();
		expect(await progress()).toMatchObject({ state: 'started', nextExerciseSlug: null });

		const answer = { lessonSlug: 'counting', predictionId: 'guess', choiceId: 'a' };
		expect(await answerPrediction(services, ada.id, answer)).toMatchObject({ ok: true });
		expect(await progress()).toMatchObject({ state: 'completed' });
	});

	test('two exercises accepted at the same moment complete the lesson of every learner', async () => {
		const { services, catalog } = await site();
		const answer = { lessonSlug: 'counting', predictionId: 'guess', choiceId: 'a' };
		const learners = await Promise.all(Array.from({ length: 10 }, () => accountIn(services)));
		for (const { id } of learners) await answerPrediction(services, id, answer);

		// Each learner's two submissions are put into the hands of two judges, who record at once.
		const claims = [];
		for (const slug of ['first', 'second']) {
			const source = await publishTemplate(services, slug);
			for (const learner of learners) {
				const files = filesNoted(source, `${learner.id} ${slug}`);
				await submit(services, learner, { exerciseSlug: slug, files, clientKey: `key-${slug}-00` });
			}
		}
		for (let claim = await claimNext(services); claim; claim = await claimNext(services)) claims.push(claim);
		const verification = verificationOf(await publishTemplate(services, 'first'));
		await Promise.all(claims.map((claim) => recordReport(services, claim, reportOf(), verification)));
		for (let claim = await claimNext(services); claim; claim = await claimNext(services)) {
			await recordReport(services, claim, reportOf(), verification);
		}

		const records = await Promise.all(learners.map(({ id }) => learningRecord(services, id)));
		const states = records.map((record) => lessonProgress(lessonOf(catalog), record).state);
		expect(states).toEqual(learners.map(() => 'completed'));
	});

	test('"Continue" leads to the lesson that was touched last', async () => {
		const { services, clock, catalog, ada } = await site();
		await recordVisit(services, ada.id, { lessonSlug: 'counting', sectionId: 'one' });
		clock.advance(1000);
		await recordVisit(services, ada.id, { lessonSlug: 'sorting', sectionId: null });
		expect(nextLesson(catalog, await learningRecord(services, ada.id))?.lesson.slug).toBe('sorting');

		clock.advance(1000);
		const draft = { workspaceKey: 'exercise/first', files: { 'backoff.ts': 'x' }, baseVersion: 0 };
		await saveDraft(services, ada.id, draft);
		expect(nextLesson(catalog, await learningRecord(services, ada.id))?.lesson.slug).toBe('counting');
	});

	test('recent activity lists submissions, the latest first, waiting ones without a verdict', async () => {
		const { services, clock, ada, accept } = await site();
		await (
			await accept(0, 'right-first')
		)();
		clock.advance(1000);
		await accept(1, 'waiting-second');

		expect(await recentActivity(services, ada.id, 5)).toMatchObject([
			{ exerciseSlug: 'second', verdict: null },
			{ exerciseSlug: 'first', verdict: 'accepted' }
		]);
		expect(await recentActivity(services, ada.id, 1)).toHaveLength(1);
	});

	test('nothing is kept for lessons and predictions that do not exist', async () => {
		const { services, ada } = await site();
		const answer = { lessonSlug: 'counting', predictionId: 'nothing', choiceId: 'a' };

		expect(await answerPrediction(services, ada.id, answer)).toMatchObject({
			fault: { code: 'prediction_unknown' }
		});
		expect(await answerPrediction(services, null, answer)).toMatchObject({
			fault: { code: 'sign_in_required' }
		});
		expect(await recordVisit(services, ada.id, { lessonSlug: 'nothing', sectionId: null })).toMatchObject({
			fault: { code: 'lesson_unknown' }
		});
	});
});

function lessonOf(catalog: Catalog) {
	const lesson = findLesson(catalog, 'basics', 'counting');
	assert(lesson, 'the small catalogue has the lesson');
	return lesson;
}
