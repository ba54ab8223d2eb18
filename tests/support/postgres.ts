import path from 'node:path';
import { sql } from 'kysely';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/lib/server/db/database.ts';
import { migrate, migrationsIn } from '../../src/lib/server/db/migrations.ts';
import { startPostgres } from './real-postgres.ts';
import { ROOT } from './source-files.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Of a real PostgreSQL that lives as long as the run; its database `hotpath_template` is migrated and empty. */
		postgresUrl: string;
	}
}

/** One real PostgreSQL for the server's tests. Never skips: a server that is only tested on SQLite is not tested. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const { url, stop } = await startPostgres();
	await createTemplate(url);
	project.provide('postgresUrl', url);
	return stop;
}

async function createTemplate(url: string): Promise<void> {
	const admin = await openDatabase(url);
	await sql`create database hotpath_template`.execute(admin);
	await admin.destroy();

	const template = await openDatabase(url.replace('/postgres?', '/hotpath_template?'));
	await migrate(template, await migrationsIn(path.join(ROOT, 'migrations')));
	await template.destroy();
}
