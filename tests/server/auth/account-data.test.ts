import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Account } from '../../../src/lib/domain/account.ts';
import { deleteAccount, exportData } from '../../../src/lib/server/auth/account-data.ts';
import { signUp } from '../../../src/lib/server/auth/accounts.ts';
import type { Services } from '../../../src/lib/server/services.ts';
import { databases, testServices } from '../../support/services.ts';
import { adasForm, PASSWORD, signedUp, visitorAt, whoIs } from './forms.ts';

/** A copy of these would only help a thief, or show what hidden checks compared. */
const NEVER_EXPORTED = ['account.password_hash', 'session.token_hash', 'submission.report_json'];

/** How a row says whose it is. */
const OWNER_COLUMNS = ['account_id', 'learner_id', 'owner_id', 'actor_id'];

describe.each(databases)("an account's data, on %s", (database) => {
	test('are exported from every table that is about accounts, every column', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);
		await leaveWork(services, ada.account);

		const exported = await exportOf(services, ada.account);

		const tables = await tablesAboutAccounts(services);
		expect(Object.keys(exported).toSorted()).toEqual(
			['exportedAt', ...tables.map(({ name }) => name)].toSorted()
		);
		for (const { name, columns } of tables) {
			const wanted = columns.filter((column) => !NEVER_EXPORTED.includes(`${name}.${column}`));
			expect(Object.keys(exported[name]?.[0] ?? {}), name).toEqual(expect.arrayContaining(wanted));
		}
	});

	test('are exported without secrets and without the work of others', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);
		const bob = await signedUp(services, 'bob@example.org');
		await leaveWork(services, ada.account);
		await leaveWork(services, bob.account);

		const text = JSON.stringify(await exportOf(services, ada.account));

		expect(text).toContain('export const mine');
		expect(text).toContain('ada@example.org');
		for (const secret of [
			'argon2',
			'what a hidden check compared',
			bob.account.id,
			'bob@example.org',
			ada.cookie.value
		]) {
			expect(text).not.toContain(secret);
		}
	});

	test('are exported whole, however long the history', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);
		const answers = Array.from({ length: 120 }, (_, index) => ({
			account_id: ada.account.id,
			lesson_slug: `lesson-${index % 7}`,
			prediction_id: `prediction-${index}`,
			choice_id: 'a',
			answered_at: index
		}));
		await services.db.insertInto('prediction_answer').values(answers).execute();

		const exported = await exportOf(services, ada.account);

		expect(exported['prediction_answer']).toHaveLength(120);
		expect(new Set(exported['prediction_answer']?.map((row) => row['prediction_id']))).toHaveLength(120);
	});

	test('are gone from every table when the account is deleted, and nothing else is', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);
		const bob = await signedUp(services, 'bob@example.org');
		await leaveWork(services, ada.account);
		await leaveWork(services, bob.account);
		const bobsBefore = await exportOf(services, bob.account);

		expect(await deleteAccount(services, ada.account, PASSWORD)).toEqual({ ok: true, value: null });

		const everything = await everyRow(services);
		expect(everything).not.toContain(ada.account.id);
		expect(everything).not.toContain('ada@example.org');
		expect(everything).not.toContain("const mine = 'Ada'");
		expect(await exportOf(services, bob.account)).toEqual(bobsBefore);
		expect([await whoIs(services, ada), await whoIs(services, bob)]).toEqual([null, bob.account]);
	});

	test('leave files that somebody else sent, too', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);
		const bob = await signedUp(services, 'bob@example.org');
		await leaveWork(services, ada.account, 'the same words');
		await leaveWork(services, bob.account, 'the same words');

		await deleteAccount(services, ada.account, PASSWORD);
		expect(await services.db.selectFrom('file_snapshot').selectAll().execute()).toHaveLength(1);

		await deleteAccount(services, bob.account, PASSWORD);
		expect(await services.db.selectFrom('file_snapshot').selectAll().execute()).toEqual([]);
	});

	test('stay when the password is wrong', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);

		expect(await deleteAccount(services, ada.account, 'not it')).toEqual({
			ok: false,
			fault: { code: 'password_wrong' }
		});
		expect(await whoIs(services, ada)).not.toBeNull();
	});

	test('are nobody’s after deletion: the address is free again', async () => {
		const { services } = await testServices(database);
		const ada = await signedUp(services);
		await deleteAccount(services, ada.account, PASSWORD);

		expect(await signUp(services, adasForm, visitorAt())).toMatchObject({ ok: true });
	});
});

async function exportOf(
	services: Services,
	account: Account
): Promise<Record<string, Record<string, unknown>[]>> {
	let text = '';
	for await (const piece of exportData(services, account)) text += piece;
	return JSON.parse(text);
}

/** `account`, and every table with a column that names one. */
async function tablesAboutAccounts({ db }: Services): Promise<{ name: string; columns: string[] }[]> {
	const tables = await db.introspection.getTables();
	return tables
		.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) }))
		.filter(
			({ name, columns }) => name === 'account' || OWNER_COLUMNS.some((owner) => columns.includes(owner))
		);
}

async function everyRow({ db }: Services): Promise<string> {
	const tables = await db.introspection.getTables();
	const rows = tables.map(async ({ name }) => (await sql`select * from ${sql.table(name)}`.execute(db)).rows);
	return JSON.stringify(await Promise.all(rows));
}

/** One row in every table that can have one about an account. */
async function leaveWork(
	{ db, newId, clock }: Services,
	account: Account,
	words = `${account.displayName} ${account.id}`
) {
	const at = clock.now().getTime();
	const files = JSON.stringify({ 'main.ts': `export const mine = '${words}'` });
	const snapshotId = `fil_${words.replaceAll(' ', '_')}`;
	await db
		.insertInto('exercise')
		.values({ slug: 'one' })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await db
		.insertInto('exercise_revision')
		.values({
			id: 'rev_one',
			exercise_slug: 'one',
			number: 1,
			content_hash: 'h',
			source_json: '{}',
			verification_json: '{}',
			published_at: at
		})
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await db
		.insertInto('file_snapshot')
		.values({ id: snapshotId, files_json: files })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await db
		.insertInto('submission')
		.values({
			id: newId('sub'),
			client_key: 'key',
			learner_id: account.id,
			exercise_slug: 'one',
			exercise_revision_id: 'rev_one',
			file_snapshot_id: snapshotId,
			submitted_at: at,
			state: 'judged',
			tries_count: 1,
			judged_at: at,
			verdict: 'accepted',
			report_json: '{"message":"what a hidden check compared"}'
		})
		.execute();
	await db
		.insertInto('draft')
		.values({
			account_id: account.id,
			workspace_key: 'exercise/one',
			files_json: files,
			version: 1,
			updated_at: at
		})
		.execute();
	await db
		.insertInto('prediction_answer')
		.values({ account_id: account.id, lesson_slug: 'l', prediction_id: 'p', choice_id: 'c', answered_at: at })
		.execute();
	await db
		.insertInto('lesson_visit')
		.values({ account_id: account.id, lesson_slug: 'l', section_id: null, visited_at: at })
		.execute();
	const draft = {
		id: `drf_${account.id}`,
		slug: `of-${account.id.replaceAll('_', '-')}`,
		owner_id: account.id,
		texts_json: files,
		title: words,
		content_hash: null,
		version: 1,
		created_at: at,
		updated_at: at,
		updated_by: account.id
	};
	await db.insertInto('exercise_draft').values(draft).execute();
	await db
		.insertInto('exercise_draft_version')
		.values({ draft_id: draft.id, version: 1, texts_json: files, saved_at: at, saved_by: account.id })
		.execute();
	await db
		.insertInto('exercise_draft_share')
		.values({ draft_id: draft.id, account_id: account.id, shared_at: at })
		.execute();
	await db
		.insertInto('collection')
		.values({
			id: newId('col'),
			slug: draft.slug,
			owner_id: account.id,
			title: words,
			summary: words,
			items_json: '[]',
			version: 1,
			published_at: null,
			published_json: null,
			created_at: at,
			updated_at: at
		})
		.execute();
	await db
		.insertInto('audit_event')
		.values({ id: newId('aud'), at, actor_id: null, action: 'role_granted', target: account.id })
		.execute();
	await db
		.insertInto('rate_limit')
		.values({ key: `submit/${account.id}`, theoretical_arrival_at: at + 1_000 })
		.execute();
}
