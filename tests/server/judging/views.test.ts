import { describe, expect, test } from 'vitest';
import { assert } from '../../../src/lib/domain/assert.ts';
import type { ExerciseSource } from '../../../src/lib/domain/exercise.ts';
import type { ErrorInfo } from '../../../src/lib/domain/report.ts';
import { submit } from '../../../src/lib/server/judging/1-submit.ts';
import { claimNext } from '../../../src/lib/server/judging/2-claim.ts';
import { recordReport } from '../../../src/lib/server/judging/3-record.ts';
import { createJudge } from '../../../src/lib/server/judging/judge.ts';
import { findSubmission, listSubmissions } from '../../../src/lib/server/judging/submission-views.ts';
import { publishRevision } from '../../../src/lib/server/publishing/2-publish.ts';
import { findExerciseView } from '../../../src/lib/server/publishing/exercise-views.ts';
import {
	checkResult,
	HIDDEN_CHECK_IDS,
	publishTemplate,
	reportOf,
	sampleFiles,
	templateSource,
	verificationOf,
	VISIBLE_CHECK_IDS
} from '../../support/exercises.ts';
import { accountIn, databases, testServices } from '../../support/services.ts';

describe.each(databases)('what a learner is shown, on %s', (database) => {
	test('an exercise’s view holds no line of its hidden checks and of its samples', async () => {
		const { services } = await testServices(database);
		const source = await publishTemplate(services);

		const view = await findExerciseView(services, 'backoff');

		const json = JSON.stringify(view);
		expect(secretLines(source).filter((line) => json.includes(JSON.stringify(line).slice(1, -1)))).toEqual(
			[]
		);
		expect(view).toMatchObject({
			title: source.facts.title,
			hiddenChecksCount: 1,
			checkIds: VISIBLE_CHECK_IDS
		});
		expect(view?.statementHtml).toContain('<h3>Task</h3>');
		expect(view?.hints[0]?.rungs.map(({ kind }) => kind)).toEqual(['concept', 'where', 'partial']);
	});

	test('an unknown exercise has no view, and a new revision has a view of its own', async () => {
		const { services } = await testServices(database);
		await publishTemplate(services);
		expect(await findExerciseView(services, 'nothing')).toBeNull();
		expect((await findExerciseView(services, 'backoff'))?.revisionNumber).toBe(1);

		const changed = await templateSource('backoff', { statement: 'It says something else now.' });
		await publishRevision(services, changed, verificationOf(changed));

		expect(await findExerciseView(services, 'backoff')).toMatchObject({
			revisionNumber: 2,
			statementHtml: '<p>It says something else now.</p>\n'
		});
	});

	test('a judged submission says title and message of a hidden check, and quotes nothing of it', async () => {
		const { services } = await testServices(database, {
			judge: (all) => createJudge(all, { concurrency: 0 })
		});
		const source = await publishTemplate(services);
		const ada = await accountIn(services);
		const request = { exerciseSlug: 'backoff', files: sampleFiles(source, 'no-cap'), clientKey: 'key-00001' };
		const submitted = await submit(services, ada, request);
		const claim = await claimNext(services);
		assert(submitted.ok && claim, 'it is being judged');

		await recordReport(services, claim, spyingReport(source), verificationOf(source));

		const view = await findSubmission(services, ada.id, submitted.value.id);
		const json = JSON.stringify({
			view: { ...view, files: {} },
			list: await listSubmissions(services, ada.id, 'backoff', 5)
		});
		expect(hiddenLines(source).filter((line) => json.includes(JSON.stringify(line).slice(1, -1)))).toEqual(
			[]
		);
		expect(json).not.toContain('printed while hidden');
		expect(json).not.toContain('the expected value');
		const hidden = view?.checks.find(({ isHidden }) => isHidden);
		expect(hidden).toMatchObject({ title: 'never waits longer than the cap', expected: null, actual: null });
		expect(hidden?.message).toContain('not shown');
		expect(view?.checks[0]).toMatchObject({ message: 'expected 1 to be 2', expected: '2', actual: '1' });
	});

	/** What a program reports that reads the source of the functions it is called with. */
	function spyingReport(source: ExerciseSource) {
		const quote = source.hiddenChecks;
		const error: ErrorInfo = {
			name: 'Error',
			message: quote,
			frames: [{ path: 'checks/hidden.ts', line: 5, column: 1, functionName: 'test' }]
		};
		const value = { kind: 'string' as const, text: 'printed while hidden' };
		return reportOf({
			output: [{ level: 'log', values: [value], depth: 0, atMs: 0, location: null }],
			checks: [
				checkResult(VISIBLE_CHECK_IDS[0] ?? '', {
					outcome: 'wrong_answer',
					message: 'expected 1 to be 2',
					expected: '2',
					actual: '1'
				}),
				checkResult(VISIBLE_CHECK_IDS[1] ?? '', { outcome: 'wrong_answer', message: quote, actual: quote }),
				checkResult(HIDDEN_CHECK_IDS[0] ?? '', {
					outcome: 'wrong_answer',
					message: quote,
					expected: 'the expected value',
					actual: quote,
					error
				})
			]
		});
	}
});

function secretLines(source: ExerciseSource): string[] {
	const open =
		source.visibleChecks +
		Object.values(source.starter).join('\n') +
		source.statement +
		JSON.stringify(source.hints);
	const samples = source.samples.flatMap(({ files }) => Object.values(files)).flatMap(linesOf);
	return [...hiddenLines(source), ...samples].filter((line) => !open.includes(line));
}

function hiddenLines(source: ExerciseSource): string[] {
	return linesOf(source.hiddenChecks).filter((line) => !source.visibleChecks.includes(line));
}

function linesOf(text: string): string[] {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line.length >= 16);
}
