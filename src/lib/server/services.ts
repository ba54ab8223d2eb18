import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Catalog } from '../domain/catalog.ts';
import type { Replay } from '../domain/source-draft.ts';
import { createPasswords, type Passwords } from './auth/passwords.ts';
import { createSessions, type Sessions } from './auth/sessions.ts';
import type { Config } from './config.ts';
import { openDatabase } from './db/database.ts';
import type { Tables } from './db/tables.ts';
import { createJudge, type Judge } from './judging/judge.ts';
import { createLog } from './log.ts';
import { createSandboxPool, type SandboxPool } from './sandbox-pool/sandbox-pool.ts';
import { createLongWork, type LongWork } from './studio/long-work.ts';
import { createTypeChecker, type TypeChecker } from './type-check/type-checker.ts';

/** Everything the server's operations need, built once by the composition root and passed in. */
export interface Services {
	config: Config;
	log: Logger;
	clock: Clock;
	newId: NewId;
	db: Kysely<Tables>;
	catalog: Catalog;
	sessions: Sessions;
	passwords: Passwords;
	/** Started when it is first asked for. */
	readonly sandboxPool: SandboxPool;
	/** Started when it is first asked for. */
	readonly typeChecker: TypeChecker;
	/** Started when it is first asked for. */
	readonly judge: Judge;
	/** Proofs of drafts, by the hash of what is proved; what they found is in the database. */
	verifications: LongWork<null>;
	/** By the hash of the draft by which submissions are judged again. */
	replays: LongWork<Replay>;
	/** Lets the judge finish what it has in hand, then closes what was opened. */
	close: () => Promise<void>;
}

export interface Clock {
	now: () => Date;
}

export type IdPrefix = 'acc' | 'ses' | 'sub' | 'rev' | 'dra' | 'col' | 'aud' | 'req';

/** A readable prefix and 128 random bits: `sub_3f…`. */
export type NewId = (prefix: IdPrefix) => string;

/** What a test, or the site, brings instead of the usual. */
export interface Overrides {
	db?: Kysely<Tables>;
	log?: Logger;
	clock?: Clock;
	catalog?: Catalog;
	sandboxPool?: () => SandboxPool;
	judge?: (services: Services) => Judge;
}

/** The composition root. Opens the database, but neither migrates it nor starts a judge. */
export async function createServices(config: Config, overrides: Overrides = {}): Promise<Services> {
	const db = overrides.db ?? (await openDatabase(config.databaseUrl));
	const clock = overrides.clock ?? { now: () => new Date() };
	const sandboxPool = onceAsked(
		overrides.sandboxPool ??
			(() => createSandboxPool({ machineFolder: config.machineFolder, size: config.judgeWorkersCount }))
	);
	const typeChecker = onceAsked(() => createTypeChecker({ machineFolder: config.machineFolder }));
	const judge = onceAsked(() => (overrides.judge ?? createJudge)(services));

	const log = overrides.log ?? createLog(config);
	const services: Services = {
		config,
		log,
		clock,
		newId,
		db,
		catalog: overrides.catalog ?? { series: [] },
		sessions: createSessions(db, clock, newId, config),
		passwords: createPasswords(),
		verifications: createLongWork(log),
		replays: createLongWork(log),
		get sandboxPool() {
			return sandboxPool.get();
		},
		get typeChecker() {
			return typeChecker.get();
		},
		get judge() {
			return judge.get();
		},
		async close() {
			await judge.made()?.stop();
			await Promise.all([sandboxPool.made()?.close(), typeChecker.made()?.close()]);
			await db.destroy();
		}
	};
	return services;
}

export const newId: NewId = (prefix) => `${prefix}_${randomBytes(16).toString('hex')}`;

function onceAsked<Value>(create: () => Value): { get: () => Value; made: () => Value | null } {
	let made: { value: Value } | null = null;
	return {
		get: () => (made ??= { value: create() }).value,
		made: () => made?.value ?? null
	};
}
