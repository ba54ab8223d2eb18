import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../src/lib/server/db/database.ts';
import { isDatabaseUnavailable, isUniqueViolation } from '../../../src/lib/server/db/errors.ts';
import { accountIn, databases, testServices } from '../../support/services.ts';
import { ROOT } from '../../support/source-files.ts';

describe.each(databases)('the database, on %s', (database) => {
	test('gives plain rows, with counts as numbers', async () => {
		const { services } = await testServices(database);
		await accountIn(services);

		const row = await services.db
			.selectFrom('account')
			.select(({ fn }) => [fn.countAll().as('count'), fn.sum('created_at').as('sum')])
			.executeTakeFirstOrThrow();

		expect(row).toStrictEqual({ count: 1, sum: services.clock.now().getTime() });
	});

	test('tells a broken unique constraint from other errors', async () => {
		const { services } = await testServices(database);
		const insert = () => services.db.insertInto('exercise').values({ slug: 'one' }).execute();
		await insert();

		const again = await insert().catch((error: unknown) => error);
		const nonsense = await sql`select * from nowhere`.execute(services.db).catch((error: unknown) => error);

		expect([isUniqueViolation(again), isDatabaseUnavailable(again)]).toEqual([true, false]);
		expect([isUniqueViolation(nonsense), isDatabaseUnavailable(nonsense)]).toEqual([false, false]);
	});

	test('undoes a transaction that throws', async () => {
		const { services } = await testServices(database);

		await services.db
			.transaction()
			.execute(async (tx) => {
				await tx.insertInto('exercise').values({ slug: 'one' }).execute();
				throw new Error('no');
			})
			.catch(() => undefined);

		expect(await services.db.selectFrom('exercise').selectAll().execute()).toEqual([]);
	});
});

describe('a database that is in trouble', () => {
	test('is recognised when PostgreSQL is not there', async () => {
		const error = await openDatabase('postgres://nobody@127.0.0.1:1/none').catch((reason: unknown) => reason);

		expect(isDatabaseUnavailable(error)).toBe(true);
	});

	test('is recognised when SQLite cannot write', async () => {
		const db = await openDatabase(temporaryFile());
		onTestFinished(() => db.destroy());
		await sql`create table t (x text) strict`.execute(db);
		await sql`pragma query_only = on`.execute(db);

		const error = await sql`insert into t values ('x')`.execute(db).catch((reason: unknown) => reason);

		expect(isDatabaseUnavailable(error)).toBe(true);
	});
});

describe('SQLite', () => {
	test('is opened so that what was acknowledged survives a power cut', async () => {
		const db = await openDatabase(temporaryFile());
		onTestFinished(() => db.destroy());

		const { rows: journal } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db);
		const { rows: synchronous } = await sql<{ synchronous: number }>`pragma synchronous`.execute(db);
		const { rows: keys } = await sql<{ foreign_keys: number }>`pragma foreign_keys`.execute(db);

		expect(journal).toEqual([{ journal_mode: 'wal' }]);
		expect(synchronous).toEqual([{ synchronous: 2 }]);
		expect(keys).toEqual([{ foreign_keys: 1 }]);
	});

	test('lets two processes read and then write without losing an update', async () => {
		const file = temporaryFile();
		const db = await openDatabase(file);
		onTestFinished(() => db.destroy());
		await sql`create table counter (value integer not null) strict`.execute(db);
		await sql`insert into counter values (0)`.execute(db);

		await Promise.all([countUpElsewhere(file), countUpElsewhere(file)]);

		const { rows } = await sql<{ value: number }>`select value from counter`.execute(db);
		expect(rows).toEqual([{ value: 2 * TIMES }]);
	});

	test('refuses what PostgreSQL would refuse: text in a number, and values of other kinds', async () => {
		const { services } = await testServices('sqlite');

		await expect(sql`insert into rate_limit values ('k', ${'soon'})`.execute(services.db)).rejects.toThrow(
			/INTEGER/
		);
		await expect(sql`select ${true}`.execute(services.db)).rejects.toThrow(/convert this boolean/);
	});
});

const TIMES = 200;

/** In a process of its own: reads, then writes what it read plus one, in one transaction. */
function countUpElsewhere(file: string) {
	const script = `
		import { sql } from 'kysely';
		import { openDatabase } from './src/lib/server/db/database.ts';
		const db = await openDatabase(${JSON.stringify(file)});
		for (let times = 0; times < ${TIMES}; times++) {
			await db.transaction().execute(async (tx) => {
				const { rows } = await sql\`select value from counter\`.execute(tx);
				await sql\`update counter set value = \${rows[0].value + 1}\`.execute(tx);
			});
		}
	`;
	return promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT });
}

function temporaryFile(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'hotpath-db-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return path.join(folder, 'hotpath.db');
}
