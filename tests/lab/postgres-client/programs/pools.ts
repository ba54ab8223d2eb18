import pg, { Pool } from 'pg';

const pool = new Pool({ max: 2, idleTimeoutMillis: 0 });
for (const name of ['connect', 'acquire', 'remove'] as const)
	pool.on(name, () => console.log(`event ${name}`));
pool.on('release', (error) => console.log('event release', error instanceof Error ? error.message : error));
const counts = () => [pool.totalCount, pool.idleCount, pool.waitingCount];
console.log(counts());
console.log((await pool.query('SELECT $1::int AS n', [1])).rows, counts());

await pool.query('DROP TABLE IF EXISTS accounts');
await pool.query('CREATE TABLE accounts (id int PRIMARY KEY, balance int NOT NULL CHECK (balance >= 0))');
await pool.query('INSERT INTO accounts VALUES (1, 100), (2, 0)');

async function transfer(from: number, to: number, amount: number): Promise<string> {
	const client = await pool.connect();
	try {
		await client.query('BEGIN');
		await client.query('UPDATE accounts SET balance = balance - $1 WHERE id = $2', [amount, from]);
		await client.query('UPDATE accounts SET balance = balance + $1 WHERE id = $2', [amount, to]);
		await client.query('COMMIT');
		return 'done';
	} catch (error) {
		await client.query('ROLLBACK');
		return `rolled back: ${Object(error).code} ${Object(error).constraint}`;
	} finally {
		client.release();
	}
}
console.log(await transfer(1, 2, 30));
console.log(await transfer(1, 2, 300));
console.log((await pool.query('SELECT id, balance FROM accounts ORDER BY id')).rows);

const first = await pool.connect();
const second = await pool.connect();
console.log(counts());
const third = pool.connect();
console.log(counts());
first.release();
const client = await third;
console.log(client === first, counts());
try {
	first.release();
	first.release();
} catch (error) {
	console.log(Object(error).message);
}
second.release(true);
await new Promise((resolve) => pool.once('remove', resolve));
console.log(counts());
const removed = new Promise((resolve) => pool.once('remove', resolve));
await pool.query('SELECT nothing').catch((error: Error) => console.log(error.message));
await removed;
await new Promise<void>((resolve) => {
	pool.connect((error, callbackClient, done) => {
		console.log(error, typeof callbackClient?.query);
		done();
		resolve();
	});
});
await new Promise<void>((resolve) => {
	pool.query('SELECT 3 AS n', (error, result) => {
		console.log(error, result.rows);
		resolve();
	});
});
await pool.end();
console.log(counts(), pool.ended);
await pool.query('SELECT 1').catch((error: Error) => console.log(error.message));
await pool.end().catch((error: Error) => console.log(error.message));

const small = new Pool({ max: 1, connectionTimeoutMillis: 500, application_name: 'small' });
const held = await small.connect();
await small.connect().catch((error: Error) => console.log(error.message));
await small.query('SELECT 1').catch((error: Error) => console.log(error.message, small.waitingCount));
held.release();
console.log((await small.query("SELECT current_setting('application_name') AS name")).rows);
await small.end();

const worn = new Pool({ max: 1, maxUses: 2, idleTimeoutMillis: 10, min: 0 });
const seen = new Set<unknown>();
worn.on('connect', (each) => seen.add(each));
for (let at = 0; at < 4; at++) await worn.query('SELECT 1');
console.log('clients', seen.size);
await worn.query('SELECT 1');
console.log(worn.totalCount);
await new Promise((resolve) => setTimeout(resolve, 60));
console.log(worn.totalCount);
await worn.end();

const ready = new Pool({
	max: 1,
	onConnect: async (each) => {
		await each.query('SET search_path TO pg_catalog');
	},
	verify: (each, done) => {
		console.log('verified', typeof each.query);
		done();
	}
});
console.log((await ready.query('SHOW search_path')).rows);
await ready.end();

const brief = new pg.Pool({ max: 1, maxLifetimeSeconds: 0.5, allowExitOnIdle: true });
await brief.query('SELECT 1');
console.log(brief.totalCount, brief.expiredCount);
await new Promise((resolve) => setTimeout(resolve, 700));
console.log(brief.totalCount);
await brief.end();
