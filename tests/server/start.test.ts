import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { configFrom } from '../../src/lib/server/config.ts';
import type { Database } from '../../src/lib/server/db/ddl.ts';
import { migrationsIn, type Migrations } from '../../src/lib/server/db/migrations.ts';
import { startSite, startWork } from '../../src/lib/server/start.ts';
import { accountIn, databases, testServices, untouchedDatabase } from '../support/services.ts';
import { ROOT } from '../support/source-files.ts';

const known = await migrationsIn(path.join(ROOT, 'migrations'));

describe.each(databases)('starting, on %s', (database) => {
	test('migrates an untouched database and says how to become the first admin', async () => {
		const { start, said } = await starting(database);

		const { services } = await start(known);

		expect(await services.db.selectFrom('account').selectAll().execute()).toEqual([]);
		expect(said).toEqual([
			expect.stringMatching(/Become the first one, within a day: http:\/\/localhost:3000\/setup\/\S{43}$/)
		]);
	});

	test('says nothing once somebody is admin', async () => {
		const { start, said } = await starting(database);
		const { services } = await start(known);
		await accountIn(services, { role: 'admin' });

		await start(known);

		expect(said).toHaveLength(1);
	});

	test('refuses a schema that it does not know, and says so', async () => {
		const { start } = await starting(database);
		await start({ ...known, '9000-later': { up: async () => {} } });

		await expect(start(known)).rejects.toThrow(
			'A newer version of Hotpath has migrated this database (9000-later)'
		);
	});
});

describe('starting to work', () => {
	test('goes on without a machine, and says how to build one', async () => {
		const { services, logged } = await testServices('sqlite', { config: { machineFolder: '/nowhere' } });

		await startWork(services);

		expect(logged()).toContainEqual(
			expect.objectContaining({
				level: 50,
				err: expect.objectContaining({ message: expect.stringContaining('node src/cli/build-machine.ts') })
			})
		);
	});
});

/** One database, which each start finds as the one before left it. */
async function starting(database: Database) {
	const url = await untouchedDatabase(database);
	const said: string[] = [];
	const start = async (migrations: Migrations) => {
		const config = configFrom({ LOG_LEVEL: 'silent', DATABASE_URL: url });
		const site = await startSite(config, migrations, {}, (line) => said.push(line));
		onTestFinished(site.stop);
		return site;
	};
	return { start, said };
}
