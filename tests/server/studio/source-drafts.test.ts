import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Account } from '../../../src/lib/domain/account.ts';
import type { FileTree } from '../../../src/lib/domain/files.ts';
import { STUDIO } from '../../../src/lib/domain/limits.ts';
import { listAuditEvents } from '../../../src/lib/server/auth/admin-views.ts';
import { readTexts } from '../../../src/lib/server/publishing/1-read.ts';
import type { Services } from '../../../src/lib/server/services.ts';
import {
	createDraft,
	deleteDraft,
	getDraft,
	getVersion,
	listVersions,
	saveDraft,
	shareDraft,
	unshareDraft
} from '../../../src/lib/server/studio/source-drafts.ts';
import { listDrafts } from '../../../src/lib/server/studio/list-drafts.ts';
import { publishTemplate } from '../../support/exercises.ts';
import { accountIn, databases, testServices } from '../../support/services.ts';
import { ROOT } from '../../support/source-files.ts';

describe.each(databases)('a draft of the studio, on %s', (database) => {
	test('begins as the template, with the state of a draft', async () => {
		const { services } = await testServices(database);
		const ines = await instructor(services);

		const { id } = await created(services, ines, 'wait-longer');

		const draft = await opened(services, ines, id);
		expect(draft).toMatchObject({
			slug: 'wait-longer',
			version: 1,
			isOwner: true,
			title: expect.any(String)
		});
		expect(draft.contentHash).not.toBeNull();
		expect(Object.keys(draft.files)).toContain('checks/hidden.ts');
		expect(await listDrafts(services, ines, '')).toMatchObject([{ id, state: 'draft', isOwner: true }]);
	});

	test('keeps whatever is typed, also what cannot be read as an exercise', async () => {
		const { services } = await testServices(database);
		const ines = await instructor(services);
		const { id } = await created(services, ines, 'half-written');
		const files = { 'exercise.yaml': 'title: [', 'notes.md': 'later' };

		expect(await saveDraft(services, ines, { id, files, baseVersion: 1 })).toMatchObject({
			ok: true,
			value: { version: 2, files }
		});
		expect(await opened(services, ines, id)).toMatchObject({ files, contentHash: null });
	});

	test('is refused to who saves without having seen the latest version, with that version', async () => {
		const { services } = await testServices(database);
		const ines = await instructor(services);
		const { id } = await created(services, ines, 'two-tabs');
		const first = { 'statement.md': 'first' };
		await saveDraft(services, ines, { id, files: first, baseVersion: 1 });

		const second = await saveDraft(services, ines, {
			id,
			files: { 'statement.md': 'second' },
			baseVersion: 1
		});

		expect(second).toMatchObject({
			ok: false,
			fault: { code: 'draft_conflict', theirs: { files: first, version: 2 } }
		});
	});

	test('is not there for an instructor it is not shared with, and changes for one it is', async () => {
		const { services } = await testServices(database);
		const ines = await instructor(services);
		const olaf = await instructor(services, 'olaf@example.org');
		const { id } = await created(services, ines, 'shared-work');
		const files = { 'statement.md': 'by Olaf' };
		const unknown = { ok: false, fault: { code: 'source_draft_unknown' } };

		expect(await getDraft(services, olaf, id)).toEqual(unknown);
		expect(await saveDraft(services, olaf, { id, files, baseVersion: 1 })).toEqual(unknown);
		expect(await getVersion(services, olaf, id, 1)).toEqual(unknown);
		expect(await deleteDraft(services, olaf, id)).toEqual(unknown);
		expect(await shareDraft(services, olaf, id, 'olaf@example.org')).toEqual(unknown);
		expect(await createDraft(services, olaf, { slug: 'a-copy', origin: { kind: 'draft', id } })).toEqual(
			unknown
		);

		await shareDraft(services, ines, id, 'olaf@example.org');
		expect(await saveDraft(services, olaf, { id, files, baseVersion: 1 })).toMatchObject({ ok: true });
		expect(await opened(services, ines, id)).toMatchObject({ files, updatedBy: 'Ada' });
		expect(await deleteDraft(services, olaf, id)).toEqual(unknown);

		await unshareDraft(services, ines, id, olaf.id);
		expect(await getDraft(services, olaf, id)).toEqual(unknown);
	});

	test('may be read by an admin, and not changed', async () => {
		const { services } = await testServices(database);
		const ines = await instructor(services);
		const admin = await accountIn(services, { role: 'admin' });
		const { id } = await created(services, ines, 'looked-at');

		expect(await getDraft(services, admin, id)).toMatchObject({ ok: true, value: { isOwner: false } });
		expect(await saveDraft(services, admin, { id, files: {}, baseVersion: 1 })).toMatchObject({ ok: false });
	});

	test('has one version for what is typed in one sitting, and another after a pause', async () => {
		const { services, clock } = await testServices(database);
		const ines = await instructor(services);
		const { id } = await created(services, ines, 'with-a-past');
		const save = (text: string, baseVersion: number) =>
			saveDraft(services, ines, { id, files: { 'statement.md': text }, baseVersion });
		await save('a', 1);
		clock.advance(10_000);
		await save('ab', 2);
		clock.advance(10 * 60_000);
		await save('abc', 3);

		const versions = await listVersions(services, ines, id);

		expect(versions.ok && versions.value.map(({ version }) => version)).toEqual([4, 3, 1]);
		expect(await getVersion(services, ines, id, 3)).toEqual({ ok: true, value: { 'statement.md': 'ab' } });
	});

	test('has a past to go back to within an hour of typing without a pause', async () => {
		const { services, clock } = await testServices(database);
		const ines = await instructor(services);
		const { id } = await created(services, ines, 'typed-for-an-hour');
		const start = clock.now().getTime();
		for (let minute = 1; minute <= 60; minute += 1) {
			clock.advance(60_000);
			const files = { 'statement.md': 'x'.repeat(minute) };
			await saveDraft(services, ines, { id, files, baseVersion: minute });
		}

		const versions = await listVersions(services, ines, id);

		const minutes = versions.ok
			? versions.value.map(({ savedAt }) => (Date.parse(savedAt) - start) / 60_000).toReversed()
			: [];
		expect(minutes.slice(0, 4)).toEqual([0, 2, 4, 6]);
		expect(minutes.at(-1)).toBe(60);
		expect(minutes).toHaveLength(31);
	});

	test('keeps no more versions than its limit, and of those the newest', async () => {
		const { services, clock } = await testServices(database);
		const ines = await instructor(services);
		const { id } = await created(services, ines, 'long-past');
		const savesCount = STUDIO.versionsMaxCount + 5;
		for (let save = 1; save <= savesCount; save += 1) {
			clock.advance(STUDIO.versionMs);
			await saveDraft(services, ines, { id, files: { 'a.md': `${save}` }, baseVersion: save });
		}

		const versions = await listVersions(services, ines, id);

		const numbers = versions.ok ? versions.value.map(({ version }) => version) : [];
		expect(numbers).toHaveLength(STUDIO.versionsMaxCount);
		expect(numbers[0]).toBe(savesCount + 1);
	});

	test('has an address of its own, and none that an exercise has', async () => {
		const { services } = await testServices(database);
		const ines = await instructor(services);
		await publishTemplate(services, 'backoff');
		await created(services, ines, 'mine');
		const create = (slug: string) => createDraft(services, ines, { slug, origin: { kind: 'template' } });

		expect(await create('mine')).toMatchObject({ fault: { code: 'slug_taken' } });
		expect(await create('backoff')).toMatchObject({ fault: { code: 'slug_taken' } });
		expect(await create('Not a slug')).toMatchObject({ fault: { code: 'slug_invalid' } });
	});

	test('is one, when several ask for its address at the same moment', async () => {
		const { services } = await testServices(database);
		const ines = await instructor(services);
		const olaf = await instructor(services, 'olaf@example.org');

		const answers = await Promise.all(
			[ines, olaf, ines, olaf].map((author) =>
				createDraft(services, author, { slug: 'wanted', origin: { kind: 'template' } })
			)
		);

		const faults = answers.flatMap((answer) => (answer.ok ? [] : [answer.fault]));
		expect(faults).toEqual(Array(3).fill({ code: 'slug_taken', slug: 'wanted' }));
	});

	test('is deleted by its owner while it was never published', async () => {
		const { services } = await testServices(database);
		const ines = await instructor(services);
		const { id } = await created(services, ines, 'given-up');

		expect(await deleteDraft(services, ines, id)).toMatchObject({ ok: true });
		expect(await listDrafts(services, ines, '')).toEqual([]);
	});

	test('is on record when it begins, is shared, is not any more, and goes, and not at each save', async () => {
		const { services, clock } = await testServices(database);
		const ines = await instructor(services);
		const olaf = await instructor(services, 'olaf@example.org');
		const { id } = await created(services, ines, 'recorded');
		const steps = [
			() => saveDraft(services, ines, { id, files: { 'a.md': 'x' }, baseVersion: 1 }),
			() => shareDraft(services, ines, id, 'olaf@example.org'),
			() => unshareDraft(services, ines, id, olaf.id),
			() => deleteDraft(services, ines, id)
		];
		for (const step of steps) {
			clock.advance(1_000);
			expect(await step()).toMatchObject({ ok: true });
		}

		const { events } = await listAuditEvents(services, { action: null, before: null });

		const ofDraft = events.filter(({ detail }) => detail === 'recorded').toReversed();
		expect(ofDraft.map(({ action, target }) => [action, target])).toEqual([
			['source_draft_created', id],
			['source_draft_shared', olaf.id],
			['source_draft_unshared', olaf.id],
			['source_draft_deleted', id]
		]);
		expect(ofDraft.every(({ actorId }) => actorId === ines.id)).toBe(true);
	});

	test('is found by its title or its address', async () => {
		const { services } = await testServices(database);
		const ines = await instructor(services);
		await created(services, ines, 'kafka-lag');
		await created(services, ines, 'redis-lock');

		expect((await listDrafts(services, ines, 'REDIS')).map(({ slug }) => slug)).toEqual(['redis-lock']);
		expect(await listDrafts(services, ines, '%')).toHaveLength(2);
	});
});

test('every exercise of the repository goes into a draft and comes out as it was', async () => {
	const { services } = await testServices('sqlite');
	const ines = await instructor(services);
	const folder = path.join(ROOT, 'exercises');
	const slugs = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

	for (const { name } of slugs) {
		const texts = await readTexts(path.join(folder, name));
		const files: FileTree = texts.ok ? texts.value : {};
		const slug = `copy-of-${name.replace(/^_/, '')}`;
		const { id } = await created(services, ines, slug, files);
		expect((await opened(services, ines, id)).files).toEqual(files);
	}
	expect(slugs.length).toBeGreaterThan(20);
});

function instructor(services: Services, email = 'ines@example.org'): Promise<Account> {
	return accountIn(services, { role: 'instructor', email });
}

async function created(services: Services, author: Account, slug: string, files?: FileTree) {
	const origin = files ? { kind: 'files' as const, files } : { kind: 'template' as const };
	const answer = await createDraft(services, author, { slug, origin });
	if (!answer.ok) throw new Error(JSON.stringify(answer.fault));
	return answer.value;
}

async function opened(services: Services, reader: Account, id: string) {
	const answer = await getDraft(services, reader, id);
	if (!answer.ok) throw new Error(JSON.stringify(answer.fault));
	return answer.value;
}
