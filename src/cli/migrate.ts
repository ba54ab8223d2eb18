import path from 'node:path';
import { configFrom } from '../lib/server/config.ts';
import { openDatabase } from '../lib/server/db/database.ts';
import { migrate, migrationsIn } from '../lib/server/db/migrations.ts';
import { ROOT } from './setup/step.ts';

/** `npm run migrate`: brings the schema of DATABASE_URL up to date. Starting the site does it, too. */
const db = await openDatabase(configFrom().databaseUrl);
const applied = await migrate(db, await migrationsIn(path.join(ROOT, 'migrations'))).finally(() =>
	db.destroy()
);
console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`);
