import path from 'node:path';
import { configFrom } from '../lib/server/config.ts';
import { migrate, migrationsIn } from '../lib/server/db/migrations.ts';
import { faultLine } from '../lib/authoring/source-fault.ts';
import { createServices } from '../lib/server/services.ts';
import { publishExercises } from '../lib/server/start.ts';
import { ROOT } from './setup/step.ts';

/** `npm run publish:exercises`: publishes what has changed in exercises/. Starting the site does it, too. */
const services = await createServices(configFrom());
await migrate(services.db, await migrationsIn(path.join(ROOT, 'migrations')));
const done = await publishExercises(services, (progress) => {
	console.log(`${progress.outcome === 'refused' ? '✗' : '✓'} ${progress.slug}: ${progress.outcome}`);
	if (progress.outcome !== 'refused') return;
	for (const fault of progress.faults) {
		console.log(`  ${faultLine(path.join('exercises', progress.slug), fault)}`);
	}
}).finally(() => services.close());
process.exit(done.some(({ outcome }) => outcome === 'refused') ? 1 : 0);
