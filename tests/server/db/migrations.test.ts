import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../src/lib/server/db/database.ts';
import type { AnyKysely } from '../../../src/lib/server/db/ddl.ts';
import { migrate, migrationsIn, type Migrations } from '../../../src/lib/server/db/migrations.ts';
import { databases, untouchedDatabase } from '../../support/services.ts';
import { ROOT } from '../../support/source-files.ts';

const run = promisify(execFile);
const known = await migrationsIn(path.join(ROOT, 'migrations'));

describe.each(databases)('migrating, on %s', (database) => {
	test('is done once when six processes start together', async () => {
		const url = await untouchedDatabase(database);

		const starts = await Promise.all(
			Array.from({ length: 6 }, () =>
				run(process.execPath, ['src/cli/migrate.ts'], {
					cwd: ROOT,
					env: { ...process.env, DATABASE_URL: url }
				})
			)
		);

		const said = starts.map(({ stdout }) => stdout.trim());
		expect(said.filter((line) => line === `Applied ${Object.keys(known).join(', ')}.`)).toHaveLength(1);
		expect(said.filter((line) => line === 'The database is up to date.')).toHaveLength(5);
	});

	test('leaves the schema as it was when a migration fails, and can be tried again', async () => {
		const db = await open(await untouchedDatabase(database));
		await migrate(db, known);

		await expect(migrate(db, { ...known, '9000-half': half(true) })).rejects.toThrow('half-way');
		expect(await tablesOf(db)).not.toContain('half_made');

		expect(await migrate(db, { ...known, '9000-half': half(false) })).toEqual(['9000-half']);
		expect(await tablesOf(db)).toContain('half_made');
	});

	test('refuses a database that a newer version has migrated', async () => {
		const db = await open(await untouchedDatabase(database));
		await migrate(db, { ...known, '9000-half': half(false) });

		await expect(migrate(db, known)).rejects.toThrow(/newer version.*9000-half/);
	});

	test('can be undone down to an empty database', async () => {
		const db = await open(await untouchedDatabase(database));
		await migrate(db, known);

		for (const migration of Object.values(known).toReversed()) await migration.down?.(db);

		expect(await tablesOf(db)).toEqual([]);
	});
});

function half(fails: boolean): Migrations[string] {
	return {
		up: async (db: AnyKysely) => {
			await db.schema.createTable('half_made').addColumn('id', 'text').execute();
			if (fails) throw new Error('stopped half-way');
		}
	};
}

async function tablesOf(db: AnyKysely): Promise<string[]> {
	return (await db.introspection.getTables()).map(({ name }) => name);
}

async function open(url: string) {
	const db = await openDatabase(url);
	onTestFinished(() => db.destroy());
	return db;
}
