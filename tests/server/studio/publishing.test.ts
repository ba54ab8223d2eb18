import { describe, expect, test, vi } from 'vitest';
import type { Account } from '../../../src/lib/domain/account.ts';
import { ok } from '../../../src/lib/domain/result.ts';
import { submit } from '../../../src/lib/server/judging/1-submit.ts';
import { awaitVerdict } from '../../../src/lib/server/judging/judge.ts';
import { listSubmissions } from '../../../src/lib/server/judging/submission-views.ts';
import { publishAll } from '../../../src/lib/server/publishing/2-publish.ts';
import { findExerciseView } from '../../../src/lib/server/publishing/exercise-views.ts';
import type { Services } from '../../../src/lib/server/services.ts';
import { listDrafts } from '../../../src/lib/server/studio/list-drafts.ts';
import {
	findPublication,
	findVerification,
	publishDraft,
	restoreExercise,
	retireExercise,
	verifyDraft
} from '../../../src/lib/server/studio/publish-draft.ts';
import { findReplay, replaySubmissions } from '../../../src/lib/server/studio/replay.ts';
import {
	createDraft,
	deleteDraft,
	getDraft,
	saveDraft
} from '../../../src/lib/server/studio/source-drafts.ts';
import { exercisesFolder, verificationOf } from '../../support/exercises.ts';
import { accountIn, databases, testServices } from '../../support/services.ts';

describe.each(databases)('publishing from the studio, on %s', (database) => {
	test('asks for a green verification of exactly what is published', async () => {
		const { services } = await testServices(database);
		const ines = await accountIn(services, { role: 'instructor' });
		const id = await begun(services, ines);
		expect(await publishDraft(services, ines, id, 'The first one.')).toEqual(refused('source_not_verified'));

		await verified(services, ines, id);
		await change(services, ines, id, 'statement.md', (text) => `${text}\nOne more sentence.\n`);
		expect(await publishDraft(services, ines, id, 'The first one.')).toEqual(refused('source_not_verified'));

		expect(await verified(services, ines, id)).toMatchObject({ state: 'green', mutants: { killed: 19 } });
		expect(await publishDraft(services, ines, id, 'The first one.')).toEqual(ok({ number: 1 }));
		expect(await findExerciseView(services, 'wait-longer')).toMatchObject({ revisionNumber: 1 });
		expect(await listDrafts(services, ines, '')).toMatchObject([{ state: 'published', publishedNumber: 1 }]);
	});

	test('names what is not green with file and line, and keeps it from learners', async () => {
		const { services } = await testServices(database);
		const ines = await accountIn(services, { role: 'instructor' });
		const id = await begun(services, ines);
		await change(services, ines, id, 'checks/hidden.ts', (text) => `${text}retryDelays('many');\n`);

		expect(await verified(services, ines, id)).toMatchObject({
			state: 'refused',
			faults: [{ file: 'checks/hidden.ts', line: 14 }]
		});
		expect(await publishDraft(services, ines, id, 'Anyway.')).toEqual(refused('source_not_verified'));
	});

	test('a later version is a later revision, and is told from what learners have', async () => {
		const { services } = await testServices(database);
		const ines = await accountIn(services, { role: 'instructor' });
		const id = await begun(services, ines);
		await verified(services, ines, id);
		await publishDraft(services, ines, id, 'The first one.');
		await change(services, ines, id, 'statement.md', (text) => `${text}\nOne more sentence.\n`);
		expect(await listDrafts(services, ines, '')).toMatchObject([{ state: 'changed', publishedNumber: 1 }]);

		await verified(services, ines, id);
		expect(await publishDraft(services, ines, id, 'A sentence more.')).toEqual(ok({ number: 2 }));
	});

	test('is not deleted any more, because what learners solve keeps its source', async () => {
		const { services } = await testServices(database);
		const ines = await accountIn(services, { role: 'instructor' });
		const id = await begun(services, ines);
		await verified(services, ines, id);
		await publishDraft(services, ines, id, 'The first one.');

		expect(await deleteDraft(services, ines, id)).toMatchObject(refused('source_draft_published'));
		await retireExercise(services, ines, id);
		expect(await deleteDraft(services, ines, id)).toMatchObject(refused('source_draft_published'));
		expect(await getDraft(services, ines, id)).toMatchObject({ ok: true });
	});

	test('retires and restores what is published, and never what is not', async () => {
		const { services } = await testServices(database);
		const ines = await accountIn(services, { role: 'instructor' });
		const id = await begun(services, ines);
		expect(await retireExercise(services, ines, id)).toMatchObject(refused('exercise_not_published'));
		await verified(services, ines, id);
		await publishDraft(services, ines, id, 'The first one.');

		await retireExercise(services, ines, id);
		expect(await findExerciseView(services, 'wait-longer')).toBeNull();
		expect(await findPublication(services, 'wait-longer')).toMatchObject({ isRetired: true });
		expect(await listDrafts(services, ines, '')).toMatchObject([{ state: 'retired' }]);

		await restoreExercise(services, ines, id);
		expect(await findExerciseView(services, 'wait-longer')).toMatchObject({ revisionNumber: 1 });
	});

	test('is not for an instructor the draft is not shared with', async () => {
		const { services } = await testServices(database);
		const ines = await accountIn(services, { role: 'instructor' });
		const olaf = await accountIn(services, { role: 'instructor' });
		const id = await begun(services, ines);
		await verified(services, ines, id);
		const unknown = refused('source_draft_unknown');

		expect(await verifyDraft(services, olaf, id)).toEqual(unknown);
		expect(await findVerification(services, olaf, id)).toEqual(unknown);
		expect(await publishDraft(services, olaf, id, 'Mine now.')).toEqual(unknown);
		expect(await retireExercise(services, olaf, id)).toEqual(unknown);
	});

	test('shows beforehand whose verdict would flip, with the code and both answers, and tells nobody', async () => {
		const { services } = await testServices(database);
		const ines = await accountIn(services, { role: 'instructor' });
		const lena = await accountIn(services);
		const id = await begun(services, ines);
		await verified(services, ines, id);
		await publishDraft(services, ines, id, 'The first one.');
		const sent = [NEVER_EMPTY, NEVER_EMPTY.replace('Math.max(1, count)', 'count')];
		for (const [index, text] of sent.entries()) {
			const files = { 'backoff.ts': text };
			const submission = { exerciseSlug: 'wait-longer', files, clientKey: `key-0000${index}` };
			const queued = await submit(services, lena, submission);
			expect(queued.ok && (await awaitVerdict(services, queued.value.id, 20_000))).toBe('judged');
		}

		await change(services, ines, id, 'checks/hidden.ts', (text) => text + NOTHING_RETRIED);
		await change(services, ines, id, 'submissions/wrong_answer/never-empty/backoff.ts', () => NEVER_EMPTY);
		expect(await replaySubmissions(services, ines, id)).toEqual(refused('source_not_verified'));
		expect(await verified(services, ines, id)).toMatchObject({ state: 'green' });
		await replaySubmissions(services, ines, id);

		const replay = await vi.waitFor(
			async () => {
				const found = await findReplay(services, ines, id);
				if (!found.ok || found.value?.state !== 'done') throw new Error(JSON.stringify(found));
				return found.value.value;
			},
			{ timeout: 20_000, interval: 50 }
		);
		expect(replay).toMatchObject({ total: 2, flipsCount: 1, unfitCount: 0 });
		expect(replay.flips).toMatchObject([
			{
				before: 'accepted',
				after: 'wrong_answer',
				files: { 'backoff.ts': NEVER_EMPTY },
				failureBefore: null,
				failureAfter: { title: 'waits for nothing when nothing is retried' }
			}
		]);
		expect(await listSubmissions(services, lena.id, 'wait-longer', 20)).toMatchObject([
			{ verdict: 'accepted' },
			{ verdict: 'accepted' }
		]);
	});

	test('survives the start of a server, which publishes folders: neither retired nor replaced', async () => {
		const { services } = await testServices(database);
		const ines = await accountIn(services, { role: 'instructor' });
		const id = await begun(services, ines);
		await verified(services, ines, id);
		await publishDraft(services, ines, id, 'The first one.');

		const folder = exercisesFolder('wait-longer', 'other');
		const done = await publishAll(services, {
			folder,
			engineHash: 'engine',
			verify: async (source) => ok(verificationOf(source))
		});

		expect(done).toMatchObject([
			{ slug: 'other', outcome: 'published' },
			{ slug: 'wait-longer', outcome: 'refused' }
		]);
		expect(await findPublication(services, 'wait-longer')).toMatchObject({ number: 1, isRetired: false });
	});
});

const NOTHING_RETRIED = `
test('waits for nothing when nothing is retried', () => {
	expect(retryDelays(0, 100, 1000)).toEqual([]);
});
`;

const NEVER_EMPTY = `// region edit
/* @misconception There is always a first retry.
 * @fails "waits for nothing when nothing is retried"
 * @message Without a retry there is nothing to wait for. Look at what the smallest count gives. */
export function retryDelays(count: number, baseMs: number, capMs: number): number[] {
	return Array.from({ length: Math.max(1, count) }, (_, retry) => Math.min(capMs, baseMs * 2 ** retry));
}
// endregion
`;

const refused = (code: string) => ({ ok: false, fault: expect.objectContaining({ code }) });

async function begun(services: Services, author: Account): Promise<string> {
	const created = await createDraft(services, author, { slug: 'wait-longer', origin: { kind: 'template' } });
	if (!created.ok) throw new Error(JSON.stringify(created.fault));
	return created.value.id;
}

/** As an author waits for it. */
async function verified(services: Services, author: Account, id: string) {
	await verifyDraft(services, author, id);
	return vi.waitFor(
		async () => {
			const found = await findVerification(services, author, id);
			const isOver = found.ok && (found.value.state === 'green' || found.value.state === 'refused');
			if (!isOver) throw new Error(`still ${JSON.stringify(found)}`);
			return found.value;
		},
		{ timeout: 25_000, interval: 50 }
	);
}

async function change(
	services: Services,
	author: Account,
	id: string,
	file: string,
	edit: (text: string) => string
): Promise<void> {
	const draft = await getDraft(services, author, id);
	if (!draft.ok) throw new Error(JSON.stringify(draft.fault));
	const { files, version } = draft.value;
	const changed = { ...files, [file]: edit(files[file] ?? '') };
	await saveDraft(services, author, { id, files: changed, baseVersion: version });
}
