import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '#lib/sandbox/engine.ts';
import type { Machine } from '#lib/sandbox/machine.ts';
import { printedBy, programJob } from '../../support/jobs.ts';
import { openMachine } from '../../support/machine.ts';

let machine: Machine;
beforeAll(async () => {
	machine = await openMachine();
});

const SETUP =
	'CREATE TABLE accounts (id int PRIMARY KEY, balance int NOT NULL); INSERT INTO accounts VALUES (1, 100)';

const job = (code: string) =>
	programJob(`import { Client, Pool } from 'pg';
		import { lab } from 'lab';
		const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
		const told = (name: string) => (error: any) => console.log(name, error.code ?? '', error.message);
		${code}`);

/** What a scenario prints. */
async function printed(code: string): Promise<string[]> {
	const report = await runJob(machine, job(code));
	expect(report.stopped).toBeNull();
	return printedBy(report);
}

describe('a server that crashes', () => {
	test('in the middle of a transaction keeps what was committed and nothing else', async () => {
		expect(
			await printed(`
				const db = lab.postgres({ setup: ${JSON.stringify(SETUP)}, restartAfterMs: 200 });
				lab.process('app', async () => {
					const client = new Client({ host: 'postgres' });
					client.on('error', told('error'));
					client.on('end', () => console.log('end'));
					await client.connect();
					await client.query('UPDATE accounts SET balance = 90');
					await client.query('BEGIN');
					await client.query('UPDATE accounts SET balance = 0');
					await wait(100);
					await client.query('COMMIT').catch(told('commit'));
					await wait(300);
					const again = await new Client({ host: 'postgres' }).connect();
					console.log((await again.query('SELECT balance FROM accounts')).rows);
					await again.end();
				});
				lab.crash('postgres', { at: 50 });
				await lab.run({ forMs: 1_000 });
				console.log(db.isUp, db.query('SELECT balance FROM accounts'));`)
		).toEqual([
			'error  Connection terminated unexpectedly',
			'end',
			'commit  Client has encountered a connection error and is not queryable',
			'[ { balance: 90 } ]',
			'true [ { balance: 90 } ]'
		]);
	});

	test('ends what was under way, and the pool makes new clients when it is back', async () => {
		expect(
			await printed(`
				const db = lab.postgres({ setup: ${JSON.stringify(SETUP)} });
				lab.process('app', async () => {
					const pool = new Pool({ host: 'postgres', max: 2, connectionTimeoutMillis: 100 });
					pool.on('error', told('pool'));
					await Promise.all([pool.query('SELECT 1'), pool.query('SELECT 2')]);
					console.log(pool.totalCount, pool.idleCount);
					await pool.query('SELECT pg_sleep(1)').catch(told('under way'));
					await wait(20);
					console.log(pool.totalCount, pool.idleCount);
					await pool.query('SELECT 1').catch(told('down'));
					await wait(500);
					console.log((await pool.query('SELECT balance FROM accounts')).rows);
					await pool.end();
				});
				lab.crash('postgres', { at: 100, downMs: 300 });
				await lab.run({ forMs: 2_000 });`)
		).toEqual([
			'2 2',
			'under way  Connection terminated unexpectedly',
			'pool  Connection terminated unexpectedly',
			'0 0',
			'down ECONNREFUSED connect ECONNREFUSED postgres:5432',
			'[ { balance: 100 } ]'
		]);
	});

	test('without a listener for the error ends the program, as in Node', async () => {
		const report = await runJob(
			machine,
			job(`
				lab.postgres();
				const app = lab.process('app', async () => {
					await new Client({ host: 'postgres' }).connect();
				});
				lab.crash('postgres', { at: 100 });
				await lab.run({ forMs: 500 });
				console.log(app.isUp);`)
		);

		expect(printedBy(report).at(-1)).toBe('false');
	});
});

describe('a client that crashes', () => {
	test('with an open transaction is rolled back, and its place is free again', async () => {
		expect(
			await printed(`
				const db = lab.postgres({ setup: ${JSON.stringify(SETUP)}, maxConnections: 1 });
				lab.process('holder', async () => {
					const client = await new Client({ host: 'postgres' }).connect();
					await client.query('BEGIN');
					await client.query('UPDATE accounts SET balance = 1');
					await wait(10_000);
				});
				lab.process('next', async () => {
					await wait(50);
					await new Client({ host: 'postgres' }).connect().catch(told('full'));
					await wait(100);
					const client = await new Client({ host: 'postgres' }).connect();
					console.log((await client.query('SELECT balance FROM accounts')).rows);
				});
				lab.crash('holder', { at: 100 });
				await lab.run({ forMs: 1_000 });`)
		).toEqual(['full 53300 sorry, too many clients already', '[ { balance: 100 } ]']);
	});
});

describe('a network that is cut', () => {
	test('lets a client wait; its timeouts say so, and what the server did is done', async () => {
		expect(
			await printed(`
				const db = lab.postgres({ setup: ${JSON.stringify(SETUP)} });
				lab.process('app', async () => {
					const client = new Client({ host: 'postgres', query_timeout: 300 });
					client.on('error', told('error'));
					await client.connect();
					await wait(95);
					await client.query('UPDATE accounts SET balance = balance - 10').catch(told('update'));
					await new Client({ host: 'postgres', connectionTimeoutMillis: 200 }).connect().catch(told('connect'));
					await new Pool({ host: 'postgres', connectionTimeoutMillis: 200 }).query('SELECT 1').catch(told('pool'));
				});
				lab.link('app', 'postgres', { latency: 5 });
				lab.partition(['app'], ['postgres'], { at: 122, forMs: 1_500 });
				await lab.run({ forMs: 1_500 });
				console.log(db.query('SELECT balance FROM accounts'));`)
		).toEqual([
			'update  Query read timeout',
			'connect  timeout expired',
			'pool  Connection terminated due to connection timeout',
			'[ { balance: 90 } ]'
		]);
	});
});

describe('one session for all', () => {
	test('lets the statements of others wait for the end of a transaction', async () => {
		expect(
			await printed(`
				lab.postgres({ setup: ${JSON.stringify(SETUP)} });
				const [a, b] = [await new Client().connect(), await new Client().connect()];
				await a.query('BEGIN');
				await a.query('UPDATE accounts SET balance = 0');
				const seen = b.query('SELECT balance FROM accounts').then(({ rows }) => console.log('b sees', rows));
				await wait(100);
				console.log('a commits');
				await a.query('COMMIT');
				await seen;`)
		).toEqual(['a commits', 'b sees [ { balance: 0 } ]']);
	});

	test('tells who waits for ever why, and what to use instead', async () => {
		expect(
			await printed(`
				const [a, b] = [await new Client().connect(), await new Client().connect()];
				await a.query('BEGIN');
				await b.query('SELECT 1').catch(told('b'));
				console.log((await a.query('SELECT 1 AS n')).rows);`)
		).toEqual([
			'b 55P03 this PostgreSQL has one session, in which another client has left a transaction open: until COMMIT ' +
				"or ROLLBACK what others say waits. For transactions side by side use lab.postgres({ engine: 'sessions' }).",
			'[ { n: 1 } ]'
		]);
	});

	test('forgets what a client has set when the last one has gone', async () => {
		expect(
			await printed(`
				const client = await new Client().connect();
				const [usual] = (await client.query('SHOW search_path')).rows;
				await client.query("SET search_path TO pg_catalog; CREATE TEMP TABLE mine (id int)");
				await client.end();
				const next = await new Client().connect();
				const [found] = (await next.query('SHOW search_path')).rows;
				console.log(found.search_path === usual.search_path);
				await next.query('SELECT * FROM mine').catch(told('next'));`)
		).toEqual(['true', 'next 42P01 relation "mine" does not exist']);
	});
});

describe('what the server ends', () => {
	test('is a statement that another client cancels', async () => {
		expect(
			await printed(`
				const [a, b] = [await new Client().connect(), await new Client().connect()];
				await a.query('BEGIN');
				const query = new (await import('pg')).Query('SELECT 1', (error) => told('canceled')(error));
				b.query(query);
				await wait(20);
				new Client().cancel(b, query);
				await wait(20);
				console.log((await a.query('ROLLBACK')).command, (await b.query('SELECT 2 AS n')).rows);`)
		).toEqual([
			expect.stringContaining('activeQuery is deprecated'),
			'canceled 57014 canceling statement due to user request',
			'ROLLBACK [ { n: 2 } ]'
		]);
	});

	test('is a session that is idle in a transaction for too long', async () => {
		expect(
			await printed(`
				const client = new Client({ idle_in_transaction_session_timeout: 100 });
				client.on('error', told('error'));
				await client.connect();
				await client.query('BEGIN');
				await wait(60);
				await client.query('SELECT 1');
				await wait(60);
				console.log(client.getTransactionStatus());
				await wait(60);
				await client.query('COMMIT').catch(told('commit'));`)
		).toEqual([
			'T',
			'error 25P03 terminating connection due to idle-in-transaction timeout',
			'error  Connection terminated unexpectedly',
			'commit  Client has encountered a connection error and is not queryable'
		]);
	});
});

describe('the picture of it', () => {
	test('labels each message in a word or two, and answers recede', async () => {
		const report = await runJob(machine, {
			...job(`
				const client = await new Client({ host: 'localhost' }).connect();
				await client.query('CREATE TABLE orders (id int PRIMARY KEY)');
				await client.query('INSERT INTO orders VALUES ($1), (2)', [1]);
				await client.query('SELECT * FROM orders');
				await client.query('INSERT INTO orders VALUES (1)').catch(() => {});
				await client.query('BEGIN');
				await client.query('LISTEN news');
				await client.query("NOTIFY news, 'x'; COMMIT");
				await client.end();`),
			isTraced: true
		});
		const traces = report.traces ?? [];
		const sent = traces.flatMap(({ trace }) => trace.events).filter((event) => event.kind === 'send');

		expect(
			sent.map(({ node, label, answers }) => `${node} ${answers === null ? '' : '<- '}${label}`)
		).toEqual([
			'main Startup',
			'postgres <- ready',
			'main CREATE TABLE orders',
			'postgres <- CREATE TABLE',
			'main INSERT orders',
			'postgres <- INSERT 2',
			'main SELECT orders',
			'postgres <- 2 rows',
			'main INSERT orders',
			'postgres <- ERROR 23505',
			'main BEGIN',
			'postgres <- BEGIN',
			'main LISTEN news',
			'postgres <- LISTEN',
			'main NOTIFY news',
			'postgres NOTIFY news',
			'postgres <- COMMIT',
			'main Terminate'
		]);
		expect(traces[0]?.trace.lanes.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
			'main process',
			'postgres postgres'
		]);
	});
});

describe('many sessions', () => {
	const MANY = `{ engine: 'sessions', setup: ${JSON.stringify(SETUP)} }`;

	test('go on side by side, and wait for the rows that others have locked', async () => {
		expect(
			await printed(`
				const db = lab.postgres(${MANY});
				const [a, b] = [await new Client().connect(), await new Client().connect()];
				await a.query('BEGIN');
				await a.query('UPDATE accounts SET balance = balance - $1 WHERE id = $2', [10, 1]);
				console.log((await b.query('SELECT balance FROM accounts')).rows, db.query('SELECT balance FROM accounts'));
				const update = b.query('UPDATE accounts SET balance = balance - 5 WHERE id = 1').then(({ rowCount }) => console.log('b', rowCount));
				await wait(100);
				console.log('a commits');
				await a.query('COMMIT');
				await update;
				console.log(db.query('SELECT balance FROM accounts WHERE id = $1', [1]));
				await a.query("INSERT INTO accounts VALUES (1, 1)").catch((error) => console.log(error.code, error.constraint, error.detail));`)
		).toEqual([
			'[ { balance: 100 } ] [ { balance: 100 } ]',
			'a commits',
			'b 1',
			'[ { balance: 85 } ]',
			'23505 accounts_pkey Key (id)=(1) already exists.'
		]);
	});

	test('are rolled back by a crash, and two servers are two', async () => {
		expect(
			await printed(`
				const [db, other] = [lab.postgres(${MANY}), lab.postgres({ ...${MANY}, name: 'other' })];
				lab.process('app', async () => {
					const client = new Client({ host: 'postgres', lock_timeout: 50 });
					client.on('error', told('app'));
					await client.connect();
					await client.query('UPDATE accounts SET balance = 70');
					await client.query('BEGIN');
					await client.query('UPDATE accounts SET balance = 0');
					const second = await new Client({ host: 'postgres', lock_timeout: 50 }).connect();
					second.on('error', told('second'));
					await second.query('DELETE FROM accounts').catch(told('second'));
				});
				lab.crash('postgres', { at: 200, downMs: 100 });
				await lab.run({ forMs: 1_000 });
				console.log(db.query('SELECT balance FROM accounts'), other.query('SELECT balance FROM accounts'));`)
		).toEqual([
			'second 55P03 canceling statement due to lock timeout',
			'app  Connection terminated unexpectedly',
			'second  Connection terminated unexpectedly',
			'[ { balance: 70 } ] [ { balance: 100 } ]'
		]);
	});

	test('end with what the model of them ends them for', async () => {
		expect(
			await printed(`
				lab.postgres(${MANY});
				const client = new Client();
				client.on('error', told('error'));
				await client.connect();
				await client.query('SET idle_in_transaction_session_timeout = 100');
				await client.query('BEGIN');
				await wait(200);
				await client.query('SELECT 1').catch(told('query'));
				await wait(10);
				await client.query('SELECT 1').catch(told('query'));`)
		).toEqual([
			'query 25P03 terminating connection due to idle-in-transaction timeout',
			'error  Connection terminated unexpectedly',
			'query  Client has encountered a connection error and is not queryable'
		]);
	});

	test('are drawn, but for those that only look', async () => {
		const report = await runJob(machine, {
			...job(`
				const db = lab.postgres(${MANY});
				const client = await new Client({ application_name: 'shop' }).connect();
				await client.query('BEGIN; UPDATE accounts SET balance = 1; COMMIT');
				console.log(db.query('SELECT balance FROM accounts'));
				await client.end();`),
			isTraced: true
		});
		const events = (report.traces ?? []).flatMap(({ trace }) => trace.events);
		const keys = new Set(events.flatMap((event) => (event.kind === 'state' ? [event.key] : [])));

		expect(printedBy(report)).toEqual(['[ { balance: 1 } ]']);
		expect([...keys]).toContain('session/postgres/shop');
		expect([...keys].filter((key) => key.startsWith('session/'))).toEqual(['session/postgres/shop']);
		expect([...keys].some((key) => key.startsWith('heap/postgres/accounts/'))).toBe(true);
	});
});
