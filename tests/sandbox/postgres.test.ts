import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { OutputEntry } from '../../src/lib/domain/report.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import { Machine } from '../../src/lib/sandbox/machine.ts';
import { PostgresServer } from '../../src/lib/sandbox/postgres/server.ts';
import { readPostgres } from '../../src/lib/sandbox/postgres/read-parts.ts';
import { createSandboxPool } from '../../src/lib/server/sandbox-pool/sandbox-pool.ts';
import { programJob } from '../support/jobs.ts';
import { machineFolder, machineParts } from '../support/machine.ts';

const NOW_MS = Date.UTC(2026, 0, 1);
const FUEL = 300_000_000;
const SETUP = [
	'create table accounts (id int primary key, balance int not null)',
	'insert into accounts select i, 100 from generate_series(1, 50) i'
];

let server: PostgresServer;

beforeAll(async () => {
	server = await PostgresServer.open(await readPostgres(await machineFolder()));
});

const begin = ({ setup = SETUP, seed = 1 } = {}) => server.begin({ setup, nowMs: NOW_MS, seed, fuel: FUEL });
const run = (text: string, values: (string | null)[] | null = null, fuel = FUEL) =>
	server.run({ text, values }, NOW_MS, fuel);
const rows = (text: string) => run(text).results.at(-1)?.rows;

describe('the PostgreSQL beside the machine', () => {
	test('answers as the real one does, because it is the real one', () => {
		begin();

		expect(rows('show server_version_num')).toEqual([['180006']]);
		expect(run('insert into accounts values ($1, $2)', ['1', '5']).error).toEqual({
			severity: 'ERROR',
			code: '23505',
			message: 'duplicate key value violates unique constraint "accounts_pkey"',
			detail: 'Key (id)=(1) already exists.',
			schema: 'public',
			table: 'accounts',
			constraint: 'accounts_pkey'
		});
		expect(run('select balance from nothing').error).toMatchObject({ code: '42P01', position: 21 });
		expect(run('select id from accounts limit 1').results[0]?.fields).toEqual([
			{ name: 'id', dataTypeID: 23, tableID: expect.any(Number), columnID: 1 }
		]);
	});

	test('begins each run at the same moment: same transactions, same clock, same randomness, same work', () => {
		const script = [
			'update accounts set balance = balance - 1 where id <= 10 returning xmin, ctid',
			'create table fresh (at timestamptz default now(), id uuid default gen_random_uuid())',
			'insert into fresh default values returning *',
			'select random(), txid_current(), clock_timestamp()',
			'vacuum accounts',
			'drop table fresh'
		];
		const runs = [1, 2, 3].map(() => {
			begin();
			return script.map((text) => run(text));
		});

		expect(runs[0]?.every(({ error }) => error === null)).toBe(true);
		expect(runs[1]).toEqual(runs[0]);
		expect(runs[2]).toEqual(runs[0]);
	});

	test('draws other random numbers with another seed, for the program and not for what it begins with', () => {
		const setup = ['create table dice as select (random() * 1e6)::int as eyes from generate_series(1, 5)'];
		const [first, second] = [1, 2].map((seed) => {
			begin({ setup, seed });
			return { dice: rows('select eyes from dice'), drawn: rows('select random()') };
		});

		expect(second?.dice).toEqual(first?.dice);
		expect(second?.drawn).not.toEqual(first?.drawn);
	});

	test('is set up at the beginning of virtual time, whenever it is opened', () => {
		const setup = ['create table made as select now() as at, clock_timestamp() as clock'];
		const [first, later] = [NOW_MS, NOW_MS + 3_600_000].map((nowMs) => {
			server.begin({ setup, nowMs, seed: 1, fuel: FUEL });
			return server.run({ text: 'select at, now() from made', values: null }, nowMs, FUEL).results[0]?.rows;
		});

		expect(first).toEqual([['2023-11-14 22:13:20+00', '2026-01-01 00:00:00+00']]);
		expect(later).toEqual([['2023-11-14 22:13:20+00', '2026-01-01 01:00:00+00']]);
	});

	test('says why the set-up of an exercise failed, and which work it was', () => {
		const answer = begin({ setup: ['create table a (id int); insert into b values (1)'] });

		expect(answer.error).toMatchObject({ code: '42P01', message: 'relation "b" does not exist' });
	});

	test('ends a statement that would wait for a lock for ever, with the reason, and goes on', () => {
		begin();
		run("begin; update accounts set balance = 0 where id = 1; prepare transaction 'transfer-1'");

		expect(run('update accounts set balance = 1 where id = 1').error).toMatchObject({
			code: '55P03',
			message: expect.stringContaining('waits for a lock that nobody can release'),
			hint: expect.stringContaining('COMMIT PREPARED')
		});
		expect(run('select balance from accounts where id = 1 for update nowait').error?.code).toBe('55P03');
		expect(rows('select id from accounts order by id for update skip locked limit 2')).toEqual([
			['2'],
			['3']
		]);
		run("commit prepared 'transfer-1'");
		expect(rows('update accounts set balance = balance + 7 where id = 1 returning balance')).toEqual([['7']]);
	});

	test('ends a wait after it has slept, too', () => {
		begin();
		run('select pg_sleep(1)');
		run("begin; lock table accounts; prepare transaction 'migration'");

		expect(run('select * from accounts').error?.code).toBe('55P03');
	});

	test('ends a statement that works without end, when its steps are used up, and goes on', () => {
		begin();
		const endless = run(
			'do $$ declare i int := 0; begin loop i := i + 1; end loop; end $$',
			null,
			20_000_000
		);

		expect(endless).toMatchObject({ error: { code: '57014' }, fuel: 20_000_000 });
		expect(rows('select 1')).toEqual([['1']]);
	});

	test('sleeps in virtual time', () => {
		begin();
		const slept = run('select pg_sleep(3600)');

		expect(slept).toMatchObject({ error: null, sleptMs: 3_600_000 });
	});

	test('sets no alarm by the real clock, also when the run begins before the server did', () => {
		const nowMs = Date.UTC(2023, 10, 14);
		const setTimeout = vi.spyOn(globalThis, 'setTimeout');
		server.begin({ setup: SETUP, nowMs, seed: 1, fuel: FUEL });

		for (const minute of [1, 2, 3])
			server.run(
				{ text: 'update accounts set balance = balance + 1', values: null },
				nowMs + minute * 60_000,
				FUEL
			);

		expect(setTimeout).not.toHaveBeenCalled();
		setTimeout.mockRestore();
	});

	test('refuses COPY through the connection by name', () => {
		begin();

		expect(run('copy accounts from stdin').error).toMatchObject({ code: '0A000' });
		expect(rows('select count(*) from accounts')).toEqual([['50']]);
	});

	test('shows its pages: a HOT chain, and what VACUUM leaves of it', () => {
		begin();
		run('update accounts set balance = 1 where id = 1');
		run('update accounts set balance = 2 where id = 1');
		const pointers = () =>
			rows(
				`select lp, lp_flags, t_ctid, 'HEAP_HOT_UPDATED' = any((heap_tuple_infomask_flags(t_infomask, t_infomask2)).raw_flags)
				from heap_page_items(get_raw_page('accounts', 0)) where lp in (1, 51, 52)`
			);

		expect(pointers()).toEqual([
			['1', '1', '(0,51)', 't'],
			['51', '1', '(0,52)', 't'],
			['52', '1', '(0,52)', 'f']
		]);
		run('vacuum accounts');
		expect(pointers()).toEqual([
			['1', '2', null, null],
			['51', '0', null, null],
			['52', '1', '(0,52)', 'f']
		]);
	});

	test('notifies who listens', () => {
		begin();
		run('listen jobs');

		expect(run("notify jobs, 'new'").notifications).toMatchObject([{ channel: 'jobs', payload: 'new' }]);
	});
});

describe('a thread of the server', () => {
	test('has a PostgreSQL for the first program that reaches one, and the same for those after it', async () => {
		const pool = createSandboxPool({ machineFolder: await machineFolder(), size: 1 });
		const job = { ...programJob(''), files: { 'main.sql': SETUP.join(';\n') }, entries: ['main.sql'] };
		const [first, second] = [await pool.run(job), await pool.run(job)];
		await pool.close();

		expect(first.stopped).toBeNull();
		expect(first.output.map(({ values }) => values[0]?.text)).toEqual(['CREATE TABLE', 'INSERT 0 50']);
		expect({ ...second, usage: { ...second.usage, wallMs: 0 } }).toEqual({
			...first,
			usage: { ...first.usage, wallMs: 0 }
		});
	});
});

describe('a program that reaches PostgreSQL', () => {
	test('prints each line once, although it is begun again when the server has been loaded', async () => {
		const parts = await machineParts();
		let loadings = 0;
		const machine = await Machine.open({
			...parts,
			postgres: () => {
				loadings++;
				return parts.postgres();
			}
		});
		const program = `import pg from 'pg';
			console.log('before');
			const client = new pg.Client();
			await client.connect();
			console.log((await client.query('select 1 as one')).rows);`;
		const heard: string[] = [];
		const onOutput = ({ values }: OutputEntry) => heard.push(values[0]?.text ?? '');
		const told: string[] = [];
		const report = await runJob(machine, programJob(program), {
			onOutput,
			onLoading: () => told.push('loading'),
			onLoaded: () => told.push('loaded')
		});

		expect(heard).toEqual(['before', '[ { one: 1 } ]']);
		expect(report.output).toHaveLength(2);
		expect(told).toEqual(['loading', 'loaded']);
		await runJob(machine, programJob(program));
		expect(loadings).toBe(1);
	});

	test('is told when it cannot be fetched, and the next one tries again', async () => {
		const parts = await machineParts();
		let isOffline = true;
		const machine = await Machine.open({
			...parts,
			postgres: () => (isOffline ? Promise.reject(new Error('offline')) : parts.postgres())
		});
		const job = { ...programJob(''), files: { 'main.sql': 'select 1' }, entries: ['main.sql'] };

		await expect(runJob(machine, job)).rejects.toThrow('offline');
		isOffline = false;
		expect((await runJob(machine, job)).stopped).toBeNull();
	});
});
