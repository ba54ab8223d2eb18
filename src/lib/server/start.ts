import { createFirstAdminLink } from './auth/first-admin.ts';
import { forgetPassed } from './auth/housekeeping.ts';
import type { Config } from './config.ts';
import { migrate, type Migrations } from './db/migrations.ts';
import { publishAll, type PublishProgress } from './publishing/2-publish.ts';
import { engineHashIn } from './sandbox-pool/engine-hash.ts';
import { createCachedVerify } from './publishing/verification-cache.ts';
import { createServices, type Overrides, type Services } from './services.ts';

const HOUSEKEEPING_EVERY_MS = 60 * 60_000;

export interface Site {
	services: Services;
	/** Ends what was started; resolves when the judge has recorded what it had in hand. */
	stop: () => Promise<void>;
}

/** Brings the database up to date, keeps it tidy, and tells how to become the first admin. */
export async function startSite(
	config: Config,
	migrations: Migrations,
	overrides: Overrides = {},
	say: (line: string) => void = console.log
): Promise<Site> {
	const services = await createServices(config, overrides);
	try {
		const applied = await migrate(services.db, migrations);
		services.log.info({ applied }, 'the database is up to date');
		const link = await createFirstAdminLink(services);
		if (link) say(`Nobody is admin yet. Become the first one, within a day: ${link}`);
	} catch (error) {
		await services.close();
		throw error;
	}

	const housekeeping = setInterval(() => {
		forgetPassed(services).catch((error: unknown) =>
			services.log.error({ err: error }, 'housekeeping failed')
		);
	}, HOUSEKEEPING_EVERY_MS);
	housekeeping.unref();

	return {
		services,
		stop: async () => {
			clearInterval(housekeeping);
			await services.close();
		}
	};
}

/**
 * Publishes the exercises that have changed, then judges what is queued, also by a process that died.
 * A site whose exercises cannot be published still shows its lessons, so this is said, not thrown.
 */
export async function startWork(
	services: Services,
	say: (line: string) => void = console.log
): Promise<void> {
	const { log } = services;
	try {
		const done = await publishExercises(services, (progress) => {
			if (progress.outcome === 'published')
				say(`Published the exercise ${progress.slug}, revision ${progress.number}.`);
			if (progress.outcome === 'refused')
				say(`Not published: ${progress.slug}. Why: npm run verify -- ${progress.slug}`);
		});
		const slugs = (outcome: string) =>
			done.filter((each) => each.outcome === outcome).map(({ slug }) => slug);
		log.info(
			{ published: slugs('published'), refused: slugs('refused'), retired: slugs('retired') },
			'exercises'
		);
	} catch (error) {
		log.error({ err: error }, 'the exercises could not be published; they stay as they were');
	}
	services.judge.wake();
}

/** Publishes what has changed in the folder of exercises, proved by the machine of this site. */
export async function publishExercises(
	services: Services,
	onProgress?: (progress: PublishProgress) => void
): Promise<PublishProgress[]> {
	const { config } = services;
	const engineHash = await engineHashIn(config.machineFolder);
	const verify = createCachedVerify({
		runJob: (job) => services.sandboxPool.run(job, 'publishing'),
		checkTypes: (request) => services.typeChecker.check(request),
		engineHash,
		folder: config.verificationsFolder
	});
	return publishAll(services, { folder: config.exercisesFolder, verify, engineHash, onProgress });
}
