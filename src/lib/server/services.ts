import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Catalog } from '../domain/catalog.ts';
import type { Config } from './config.ts';
import type { Tables } from './db/tables.ts';
import type { Judge } from './judging/judge.ts';
import type { SandboxPool } from './sandbox-pool/sandbox-pool.ts';
import type { Sessions } from './auth/sessions.ts';

/** Everything the server's operations need, built once by the composition root and passed in. */
export interface Services {
	config: Config;
	log: Logger;
	clock: Clock;
	/** A readable prefix and 128 random bits: `sub_3f…`. */
	newId: (prefix: IdPrefix) => string;
	db: Kysely<Tables>;
	catalog: Catalog;
	sessions: Sessions;
	sandboxPool: SandboxPool;
	judge: Judge;
}

export interface Clock {
	now: () => Date;
}

export type IdPrefix = 'acc' | 'ses' | 'sub' | 'rev' | 'aud' | 'req';
