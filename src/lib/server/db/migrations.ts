import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { FileMigrationProvider, Migrator, type Migration } from 'kysely/migration';
import type { AnyKysely } from './ddl.ts';

/** By file name without its ending, which is also their order. */
export type Migrations = Readonly<Record<string, Migration>>;

/**
 * Brings the schema up to date and returns the names of what it applied. All or nothing; when
 * several processes start together, one migrates and the others wait. Refuses a database that
 * a newer version has migrated, because this version would write rows the newer one cannot trust.
 */
export async function migrate(db: AnyKysely, migrations: Migrations): Promise<string[]> {
	await refuseNewerSchema(db, migrations);
	const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
	const { error, results } = await migrator.migrateToLatest();
	if (error) throw error;
	return (results ?? []).map(({ migrationName }) => migrationName);
}

/** The migrations in a folder, for commands and tests. The built site carries its own, see hooks.server.ts. */
export function migrationsIn(folder: string): Promise<Migrations> {
	return new FileMigrationProvider({
		fs: { readdir },
		path,
		migrationFolder: folder,
		import: (file) => import(/* @vite-ignore */ pathToFileURL(file).href)
	}).getMigrations();
}

async function refuseNewerSchema(db: AnyKysely, migrations: Migrations): Promise<void> {
	const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
	if (!tables.some(({ name }) => name === 'kysely_migration')) return;

	const applied: { name: string }[] = await db
		.selectFrom('kysely_migration')
		.select('name')
		.orderBy('name')
		.execute();
	const unknown = applied.map(({ name }) => name).filter((name) => !Object.hasOwn(migrations, name));
	if (unknown.length === 0) return;
	throw new Error(
		`A newer version of Hotpath has migrated this database (${unknown.join(', ')}). ` +
			'Start that version, or restore a backup made before it.'
	);
}
