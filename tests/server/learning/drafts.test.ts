import { describe, expect, test } from 'vitest';
import { DRAFTS } from '../../../src/lib/domain/limits.ts';
import {
	forgetOtherDrafts,
	getDraft,
	getLessonDrafts,
	saveDraft
} from '../../../src/lib/server/learning/drafts.ts';
import { mergeAnonymousWork, type AnonymousWork } from '../../../src/lib/server/learning/merge.ts';
import { learningRecord } from '../../../src/lib/server/learning/progress.ts';
import { smallCatalog } from '../../support/catalog.ts';
import { accountIn, databases, testServices } from '../../support/services.ts';

const KEY = 'exercise/first';
const files = (text: string) => ({ 'main.ts': text });

describe.each(databases)('drafts, on %s', (database) => {
	async function site() {
		const { services, clock } = await testServices(database, { catalog: smallCatalog() });
		const ada = await accountIn(services);
		const save = (text: string, baseVersion: number, workspaceKey = KEY) =>
			saveDraft(services, ada.id, { workspaceKey, files: files(text), baseVersion });
		return { services, clock, ada, save };
	}

	test('count their versions up, and saving the same text again is no new one', async () => {
		const { services, ada, save } = await site();

		expect(await save('one', 0)).toMatchObject({ ok: true, value: { version: 1 } });
		expect(await save('two', 1)).toMatchObject({ ok: true, value: { version: 2 } });
		expect(await save('two', 1)).toMatchObject({ ok: true, value: { version: 2 } });
		expect((await getDraft(services, ada.id, KEY)).draft?.files).toEqual(files('two'));
	});

	test('of two devices that did not see each other, the second is told what the first wrote', async () => {
		const { save } = await site();
		await save('from the desk', 0);

		const late = await save('from the train', 0);

		expect(late).toMatchObject({
			ok: false,
			fault: { code: 'draft_conflict', theirs: { files: files('from the desk'), version: 1 } }
		});
		expect(await save('both together', 1)).toMatchObject({ ok: true, value: { version: 2 } });
	});

	test('of many saves at once on one version, exactly one is kept', async () => {
		const { save } = await site();
		await save('start', 0);

		const answers = await Promise.all(Array.from({ length: 12 }, (_, device) => save(`device ${device}`, 1)));

		expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
		const conflicts = answers.filter((answer) => !answer.ok && answer.fault.code === 'draft_conflict');
		expect(conflicts).toHaveLength(11);
	});

	test('are refused for workspaces that cannot be, files that cannot be, and nobody', async () => {
		const { services, save } = await site();

		expect(await save('x', 0, 'aside|exercise/first|1')).toMatchObject({
			fault: { code: 'workspace_unknown' }
		});
		expect(await save('x', 0, 'exercise/../../etc')).toMatchObject({ fault: { code: 'workspace_unknown' } });
		expect(await save('a\0b', 0)).toMatchObject({ fault: { code: 'file_text_invalid' } });
		expect(
			await saveDraft(services, null, { workspaceKey: KEY, files: files('x'), baseVersion: 0 })
		).toMatchObject({
			fault: { code: 'sign_in_required' }
		});
	});

	test('of one account are not many thousands', async () => {
		const { services, ada, save } = await site();
		for (let from = 0; from < DRAFTS.draftsMaxCount; from += 500) {
			const rows = Array.from({ length: 500 }, (_, index) => ({
				account_id: ada.id,
				workspace_key: `snippet/counting/${from + index}`,
				files_json: '{}',
				version: 1,
				updated_at: 0
			}));
			await services.db.insertInto('draft').values(rows).execute();
		}

		expect(await save('one more', 0)).toMatchObject({ fault: { code: 'drafts_too_many' } });
	});

	test('of a lesson are its snippets and its exercises, and nobody else’s', async () => {
		const { services, ada, save } = await site();
		await save('snippet', 0, 'snippet/counting/one');
		await save('exercise', 0, 'exercise/second');
		await save('elsewhere', 0, 'snippet/counting-more/one');
		const eve = await accountIn(services);
		const lesson = { slug: 'counting', exerciseSlugs: ['first', 'second'] };

		const found = await getLessonDrafts(services, ada.id, lesson);
		expect(found.map(({ workspaceKey }) => workspaceKey)).toEqual([
			'snippet/counting/one',
			'exercise/second'
		]);
		expect(await getLessonDrafts(services, eve.id, lesson)).toEqual([]);
	});
});

describe.each(databases)('merging what was done without an account, on %s', (database) => {
	async function site() {
		const { services, clock } = await testServices(database, { catalog: smallCatalog() });
		const ada = await accountIn(services);
		const before = new Date(clock.now().getTime() - 60_000);
		const after = new Date(clock.now().getTime() + 60_000);
		return { services, clock, ada, before, after };
	}
	const nothing: AnonymousWork = { drafts: [], predictions: [], visits: [] };

	test('brings drafts, answers and visits into an empty account', async () => {
		const { services, ada, before } = await site();

		const merged = await mergeAnonymousWork(services, ada.id, {
			drafts: [{ workspaceKey: KEY, files: files('mine'), updatedAt: before }],
			predictions: [{ lessonSlug: 'counting', predictionId: 'guess', choiceId: 'b', answeredAt: before }],
			visits: [{ lessonSlug: 'sorting', sectionId: null, visitedAt: before }]
		});

		expect(merged).toMatchObject({
			ok: true,
			value: { conflicts: [], drafts: [{ files: files('mine'), version: 1 }] }
		});
		const record = await learningRecord(services, ada.id);
		expect([...record.answeredPredictions]).toEqual(['counting/guess']);
		expect([...record.startedExerciseSlugs]).toEqual(['first']);
		expect(record.touchedAtByLesson.get('sorting')).toEqual(before);
	});

	test('keeps the newer of two drafts and loses neither, however often it is sent', async () => {
		const { services, clock, ada, before } = await site();
		await saveDraft(services, ada.id, { workspaceKey: KEY, files: files('account'), baseVersion: 0 });
		const send = (text: string, updatedAt: Date) =>
			mergeAnonymousWork(services, ada.id, {
				...nothing,
				drafts: [{ workspaceKey: KEY, files: files(text), updatedAt }]
			});

		const older = await send('older', before);
		expect(older).toMatchObject({
			value: {
				drafts: [{ files: files('account') }],
				conflicts: [{ workspaceKey: KEY, files: files('older') }]
			}
		});
		expect(await send('older', before)).toEqual(older);

		clock.advance(60_000);
		const newer = await send('newer', clock.now());
		expect(newer).toMatchObject({ value: { drafts: [{ files: files('newer'), version: 2 }] } });
		expect(await send('newer', clock.now())).toEqual(newer);

		const kept = await getDraft(services, ada.id, KEY);
		expect(kept.draft?.files).toEqual(files('newer'));
		expect(kept.others.map((other) => other.files['main.ts']).toSorted()).toEqual(['account', 'older']);

		await forgetOtherDrafts(services, ada.id, KEY);
		expect(await getDraft(services, ada.id, KEY)).toMatchObject({
			draft: { files: files('newer') },
			others: []
		});
	});

	test('believes no clock that is ahead', async () => {
		const { services, clock, ada, after } = await site();

		await mergeAnonymousWork(services, ada.id, {
			...nothing,
			visits: [{ lessonSlug: 'counting', sectionId: null, visitedAt: after }]
		});

		const { touchedAtByLesson } = await learningRecord(services, ada.id);
		expect(touchedAtByLesson.get('counting')).toEqual(clock.now());
	});

	test('takes all or nothing: one file that cannot be kept leaves everything in the browser', async () => {
		const { services, ada, before } = await site();

		const refused = await mergeAnonymousWork(services, ada.id, {
			drafts: [
				{ workspaceKey: KEY, files: files('fine'), updatedAt: before },
				{ workspaceKey: 'exercise/second', files: files('a\0b'), updatedAt: before }
			],
			predictions: [{ lessonSlug: 'counting', predictionId: 'guess', choiceId: 'b', answeredAt: before }],
			visits: []
		});

		expect(refused).toMatchObject({ ok: false, fault: { code: 'file_text_invalid' } });
		expect((await getDraft(services, ada.id, KEY)).draft).toBeNull();
		expect((await learningRecord(services, ada.id)).answeredPredictions.size).toBe(0);
	});
});
