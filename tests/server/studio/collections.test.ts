import { describe, expect, test } from 'vitest';
import type { Account } from '../../../src/lib/domain/account.ts';
import { assert } from '../../../src/lib/domain/assert.ts';
import type { Collection, CollectionContent, CollectionFault } from '../../../src/lib/domain/collection.ts';
import { COLLECTIONS, THROTTLE } from '../../../src/lib/domain/limits.ts';
import type { Result } from '../../../src/lib/domain/result.ts';
import { deleteAccount, exportData } from '../../../src/lib/server/auth/account-data.ts';
import {
	findPublishedCollection,
	publishedCollections
} from '../../../src/lib/server/catalog/collections.ts';
import * as auditEvents from '../../../src/lib/server/db/audit-events.ts';
import * as exercises from '../../../src/lib/server/db/exercises.ts';
import type { Services } from '../../../src/lib/server/services.ts';
import {
	createCollection,
	deleteCollection,
	findCollection,
	listCollections,
	listExercises,
	publishCollection,
	saveCollection,
	unpublishCollection
} from '../../../src/lib/server/studio/collections.ts';
import { publishTemplate } from '../../support/exercises.ts';
import { accountIn, databases, testServices } from '../../support/services.ts';
import { PASSWORD, signedUp } from '../auth/forms.ts';

const SUMMARY = 'From a first retry to a queue that holds.';

describe.each(databases)('a collection, on %s', (database) => {
	async function studio() {
		const { services, clock } = await testServices(database);
		await publishTemplate(services, 'first');
		await publishTemplate(services, 'second');
		const [ada, bob, root] = [
			await accountIn(services, { role: 'instructor' }),
			await accountIn(services, { role: 'instructor' }),
			await accountIn(services, { role: 'admin' })
		];
		return { services, clock, ada, bob, root };
	}

	test('is made, saved, published and read at its address', async () => {
		const { services, ada } = await studio();
		const made = kept(await createCollection(services, ada, { title: 'Queues & logs', slug: '' }));
		expect(made).toMatchObject({ slug: 'queues-logs', version: 1, publication: null, items: [] });

		const saved = kept(await save(services, ada, made));
		const published = kept(await publishCollection(services, ada, saved));

		expect(published.publication?.at).toEqual(services.clock.now());
		expect(await findPublishedCollection(services, 'queues-logs')).toMatchObject({
			title: 'Retries',
			items: [{ kind: 'text' }, { kind: 'exercise', slug: 'first' }],
			exercises: [{ slug: 'first' }]
		});
		expect((await publishedCollections(services)).map(({ slug }) => slug)).toEqual(['queues-logs']);
	});

	test('does not change for its readers until it is published again', async () => {
		const { services, ada, clock } = await studio();
		const first = await published(services, ada);
		clock.advance(60_000);

		const saved = kept(await save(services, ada, first, { title: 'Changed' }));
		expect((await findPublishedCollection(services, first.slug))?.title).toBe('Retries');

		kept(await publishCollection(services, ada, saved));
		const seen = await findPublishedCollection(services, first.slug);
		expect([seen?.title, seen?.publishedAt]).toEqual(['Changed', clock.now()]);
	});

	test('saved by two at once keeps the first, and shows it to the second', async () => {
		const { services, ada, root } = await studio();
		const made = kept(await createCollection(services, ada, { title: 'One', slug: 'one' }));

		const outcomes = await Promise.all([
			save(services, ada, made, { title: 'Of Ada' }),
			save(services, root, made, { title: 'Of Root' })
		]);

		const won = outcomes.find(({ ok }) => ok);
		const lost = outcomes.find(({ ok }) => !ok);
		assert(won?.ok && lost && !lost.ok, 'one is kept, one refused');
		expect(lost.fault).toMatchObject({
			code: 'collection_conflict',
			theirs: { title: won.value.title, version: 2 }
		});
		expect(kept(await findCollection(services, ada, made.id)).title).toBe(won.value.title);
		expect(await publishCollection(services, ada, made)).toMatchObject({
			fault: { code: 'collection_conflict' }
		});
	});

	test('is unknown to other instructors in every way; admins may change it', async () => {
		const { services, ada, bob, root } = await studio();
		const made = await published(services, ada);

		const refusals = [
			await findCollection(services, bob, made.id),
			await save(services, bob, made),
			await publishCollection(services, bob, made),
			await unpublishCollection(services, bob, made),
			await deleteCollection(services, bob, made.id),
			await findCollection(services, ada, 'col_nothing')
		];

		for (const refused of refusals)
			expect(refused).toEqual({ ok: false, fault: { code: 'collection_unknown' } });
		expect(await listCollections(services, bob)).toEqual([]);
		expect(await listCollections(services, root)).toMatchObject([{ id: made.id, ownerName: 'Ada' }]);
		expect(kept(await save(services, root, made)).version).toBe(made.version + 1);
	});

	test('takes only exercises that are published, and says which is not and where', async () => {
		const { services, ada } = await studio();
		const made = kept(await createCollection(services, ada, { title: 'One', slug: 'one' }));
		const items: CollectionContent['items'] = [
			{ kind: 'exercise', slug: 'first' },
			{ kind: 'text', markdown: 'between' },
			{ kind: 'exercise', slug: 'never-was' }
		];

		expect(await save(services, ada, made, { items })).toEqual({
			ok: false,
			fault: { code: 'collection_exercise_unpublished', slug: 'never-was', position: 3 }
		});
		expect(kept(await findCollection(services, ada, made.id)).version).toBe(1);
		expect(await listExercises(services)).toMatchObject([{ slug: 'first' }, { slug: 'second' }]);
	});

	test('keeps what is written around an exercise that was retired, and is not published with it', async () => {
		const { services, ada } = await studio();
		const made = await published(services, ada);
		await exercises.retire(services.db, 'first', services.clock.now());

		const saved = kept(await save(services, ada, made, { title: 'Still writing' }));

		expect(await publishCollection(services, ada, saved)).toEqual({
			ok: false,
			fault: { code: 'collection_exercise_unpublished', slug: 'first', position: 2 }
		});
		expect((await findPublishedCollection(services, made.slug))?.exercises).toEqual([]);
		expect(await listExercises(services)).toMatchObject([{ slug: 'second' }]);
	});

	test.each<[string, Partial<CollectionContent>, Partial<Record<string, unknown>>]>([
		['an empty title', { title: '  ' }, { code: 'collection_facts_invalid', field: 'title' }],
		[
			'a summary without an end',
			{ summary: 'x'.repeat(COLLECTIONS.summaryMaxLength + 1) },
			{ code: 'collection_facts_invalid', field: 'summary' }
		],
		[
			'a text that no database keeps',
			{ items: [{ kind: 'text', markdown: 'a\0b' }] },
			{ code: 'collection_text_invalid', position: 1 }
		],
		[
			'a text without an end',
			{ items: [{ kind: 'text', markdown: 'x'.repeat(COLLECTIONS.textMaxLength + 1) }] },
			{ code: 'collection_text_invalid', position: 1 }
		],
		[
			'too many parts',
			{
				items: Array.from({ length: COLLECTIONS.itemsMaxCount + 1 }, () => ({ kind: 'text', markdown: '' }))
			},
			{ code: 'collection_too_large' }
		],
		[
			'too much text',
			{ items: Array.from({ length: 20 }, () => ({ kind: 'text', markdown: 'x'.repeat(20_000) })) },
			{ code: 'collection_too_large' }
		],
		[
			'an exercise twice',
			{ items: ['first', 'second', 'first'].map((slug) => ({ kind: 'exercise', slug })) },
			{ code: 'collection_exercise_repeated', slug: 'first', position: 3 }
		]
	])('does not take %s', async (_, changes, fault) => {
		const { services, ada } = await studio();
		const made = kept(await createCollection(services, ada, { title: 'One', slug: 'one' }));

		expect(await save(services, ada, made, changes)).toMatchObject({ ok: false, fault });
	});

	test('is not published without an exercise, nor without a word about it', async () => {
		const { services, ada } = await studio();
		const made = kept(await createCollection(services, ada, { title: 'One', slug: 'one' }));
		expect(await publishCollection(services, ada, made)).toMatchObject({
			fault: { code: 'collection_facts_invalid', field: 'summary' }
		});

		const items: CollectionContent['items'] = [{ kind: 'text', markdown: 'Only words.' }];
		const saved = kept(await save(services, ada, made, { items }));

		expect(await publishCollection(services, ada, saved)).toEqual({
			ok: false,
			fault: { code: 'collection_without_exercises' }
		});
	});

	test('has an address of its own, which can be written and is taken once', async () => {
		const { services, ada, bob } = await studio();
		kept(await createCollection(services, ada, { title: 'One', slug: 'mine' }));

		expect(await createCollection(services, bob, { title: 'Two', slug: 'mine' })).toEqual({
			ok: false,
			fault: { code: 'collection_slug_taken', slug: 'mine' }
		});
		for (const slug of ['../admin', 'Big', 'a--b', 'x'.repeat(81), '-'])
			expect(await createCollection(services, bob, { title: 'Two', slug })).toMatchObject({
				fault: { code: 'collection_facts_invalid', field: 'slug' }
			});
		expect(await createCollection(services, bob, { title: '日本', slug: '' })).toMatchObject({
			fault: { code: 'collection_facts_invalid', field: 'slug' }
		});
	});

	test('is gone for readers when it is unpublished or deleted; the audit trail names who did what', async () => {
		const { services, ada, root } = await studio();
		const made = await published(services, ada);

		const back = kept(await unpublishCollection(services, root, made));
		expect(back.publication).toBeNull();
		expect(await findPublishedCollection(services, made.slug)).toBeNull();
		kept(await deleteCollection(services, ada, made.id));
		expect(await findCollection(services, ada, made.id)).toMatchObject({ ok: false });

		const events = await auditEvents.list(services.db, { action: null, before: null, limit: 10 });
		expect(
			events.map(({ action, actorId, target, detail }) => [action, actorId, target, detail]).toSorted()
		).toEqual([
			['collection_created', ada.id, made.id, made.slug],
			['collection_deleted', ada.id, made.id, made.slug],
			['collection_published', ada.id, made.id, made.slug],
			['collection_unpublished', root.id, made.id, made.slug]
		]);
	});

	test('is not made without an end, nor saved faster than anybody types', async () => {
		const { services, ada } = await studio();
		const made = kept(await createCollection(services, ada, { title: 'One', slug: 'one' }));
		for (let turn = 1; turn < COLLECTIONS.collectionsMaxCount; turn += 1)
			kept(await createCollection(services, ada, { title: 'One', slug: `one-${turn}` }));
		expect(await createCollection(services, ada, { title: 'One', slug: 'more' })).toMatchObject({
			fault: { code: 'collections_too_many' }
		});

		let current = made;
		for (let turn = 0; turn < THROTTLE.collectionSavesPerMinute; turn += 1)
			current = kept(await save(services, ada, current));
		expect(await save(services, ada, current)).toMatchObject({ fault: { code: 'saving_too_fast' } });
	});

	test('stays for its readers when its owner deletes the account; what nobody saw goes', async () => {
		const { services, root } = await studio();
		const { account: dora } = await signedUp(services, 'dora@example.org');
		const shown = await published(services, dora);
		kept(await save(services, dora, shown, { title: 'My secret second edition' }));
		const hidden = kept(await createCollection(services, dora, { title: 'Hidden', slug: 'hidden' }));
		let exported = '';
		for await (const piece of exportData(services, dora)) exported += piece;
		expect(exported).toContain('My secret second edition');

		kept(await deleteAccount(services, dora, PASSWORD));

		expect(await findPublishedCollection(services, shown.slug)).toMatchObject({ title: 'Retries' });
		expect(kept(await findCollection(services, root, shown.id))).toMatchObject({
			ownerId: null,
			title: 'Retries'
		});
		expect(await findCollection(services, root, hidden.id)).toMatchObject({ ok: false });
	});
});

/** A save as the editor sends it: a text and an exercise, but for what a test changes. */
function save(
	services: Services,
	account: Account,
	{ id, version }: Pick<Collection, 'id' | 'version'>,
	changes: Partial<CollectionContent> = {}
): Promise<Result<Collection, CollectionFault>> {
	const content: CollectionContent = {
		title: 'Retries',
		summary: SUMMARY,
		items: [
			{ kind: 'text', markdown: 'Begin *here*.' },
			{ kind: 'exercise', slug: 'first' }
		],
		...changes
	};
	return saveCollection(services, account, { id, baseVersion: version, content });
}

async function published(services: Services, account: Account): Promise<Collection> {
	const made = kept(await createCollection(services, account, { title: 'Retries', slug: 'retries' }));
	return kept(await publishCollection(services, account, kept(await save(services, account, made))));
}

function kept<Value>(result: Result<Value, unknown>): Value {
	assert(result.ok, `it is not refused: ${JSON.stringify(result)}`);
	return result.value;
}
