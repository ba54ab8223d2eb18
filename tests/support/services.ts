import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { inject, onTestFinished } from 'vitest';
import type { Account } from '../../src/lib/domain/account.ts';
import { configFrom, type Config } from '../../src/lib/server/config.ts';
import * as accounts from '../../src/lib/server/db/accounts.ts';
import { openDatabase } from '../../src/lib/server/db/database.ts';
import type { Database } from '../../src/lib/server/db/ddl.ts';
import { migrate, migrationsIn } from '../../src/lib/server/db/migrations.ts';
import { createServices, type Overrides, type Services } from '../../src/lib/server/services.ts';
import { ROOT } from './source-files.ts';

/** Every server test runs on each: `describe.each(databases)('…, on %s', (database) => …)`. */
export const databases = ['sqlite', 'postgres'] as const;

export interface TestServices {
	services: Services;
	clock: TestClock;
	/** What was logged so far, one parsed line each. */
	logged: () => Record<string, unknown>[];
	/** Called by itself at the end of a test; whoever opens services outside a test calls it. */
	close: () => Promise<void>;
}

export interface TestClock {
	now: () => Date;
	set: (moment: Date) => void;
	advance: (ms: number) => void;
}

export interface TestServicesOptions extends Omit<Overrides, 'db' | 'log' | 'clock'> {
	now?: Date;
	config?: Partial<Config>;
}

/** Services of their own, over a migrated and empty database. */
export async function testServices(
	database: Database,
	options: TestServicesOptions = {}
): Promise<TestServices> {
	const { now, config, ...overrides } = options;
	const clock = testClock(now ?? new Date('2026-03-01T09:00:00Z'));
	const { url, drop } = await emptyDatabase(database);
	const db = await openDatabase(url);
	if (database === 'sqlite') await migrate(db, await migrationsIn(path.join(ROOT, 'migrations')));

	const lines: string[] = [];
	const services = await createServices(
		{ ...configFrom({ LOG_LEVEL: 'debug', DATABASE_URL: url }), ...config },
		{
			...overrides,
			db,
			clock,
			log: pino({ level: 'debug', base: null }, { write: (line) => lines.push(line) })
		}
	);

	let isClosed = false;
	const close = async () => {
		if (isClosed) return;
		isClosed = true;
		await services.close();
		await drop();
	};
	closeWithTest(close);
	return { services, clock, close, logged: () => lines.map((line) => JSON.parse(line)) };
}

/** An account as signing up leaves it, without the work of hashing; its password is nobody's. */
export async function accountIn(services: Services, facts: Partial<Account> = {}): Promise<Account> {
	const id = facts.id ?? services.newId('acc');
	const account: Account = {
		id,
		email: `${id}@example.org`,
		displayName: 'Ada',
		role: 'learner',
		createdAt: services.clock.now(),
		...facts
	};
	await accounts.insert(services.db, account, 'none');
	return account;
}

export function testClock(start: Date): TestClock {
	let now = start.getTime();
	return {
		now: () => new Date(now),
		set: (moment) => (now = moment.getTime()),
		advance: (ms) => (now += ms)
	};
}

/** A database nobody else uses: in memory, or cloned from the template in milliseconds. */
export async function emptyDatabase(database: Database): Promise<{ url: string; drop: () => Promise<void> }> {
	if (database === 'sqlite') return { url: ':memory:', drop: async () => {} };
	return postgresDatabase('hotpath_template');
}

/** A PostgreSQL database made from another; `template0` has no tables. */
export async function postgresDatabase(
	template: 'hotpath_template' | 'template0'
): Promise<{ url: string; drop: () => Promise<void> }> {
	const adminUrl = inject('postgresUrl');
	const name = `t_${randomBytes(8).toString('hex')}`;
	const admin = await openDatabase(adminUrl);
	await sql`create database ${sql.id(name)} template ${sql.id(template)} strategy file_copy`.execute(admin);
	return {
		url: adminUrl.replace('/postgres?', `/${name}?`),
		drop: async () => {
			await sql`drop database ${sql.id(name)} with (force)`.execute(admin);
			await admin.destroy();
		}
	};
}

/** Without any table, gone after the test; SQLite's in a file, because processes share it. */
export async function untouchedDatabase(database: Database): Promise<string> {
	if (database === 'postgres') {
		const { url, drop } = await postgresDatabase('template0');
		onTestFinished(drop);
		return url;
	}
	const folder = mkdtempSync(path.join(tmpdir(), 'hotpath-db-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return path.join(folder, 'hotpath.db');
}

/** In `beforeAll` there is no test to end with, and the caller closes. */
function closeWithTest(close: () => Promise<void>): void {
	try {
		onTestFinished(close);
	} catch {
		return;
	}
}
