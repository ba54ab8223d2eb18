import { createFirstAdminLink } from './auth/first-admin.ts';
import { forgetPassed } from './auth/housekeeping.ts';
import type { Config } from './config.ts';
import { migrate, type Migrations } from './db/migrations.ts';
import { createServices, type Overrides, type Services } from './services.ts';

const HOUSEKEEPING_EVERY_MS = 60 * 60_000;

export interface Site {
	services: Services;
	/** Ends what was started; resolves when the judge has recorded what it had in hand. */
	stop: () => Promise<void>;
}

/** Brings the database up to date, starts what works in the background, and tells how to become the first admin. */
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
