import { readFileSync, statSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { runJob } from '../src/lib/sandbox/engine.ts';
import { POSTGRES_FILES } from '../src/lib/sandbox/postgres/parts.ts';
import { readPostgres } from '../src/lib/sandbox/postgres/read-parts.ts';
import { PostgresServer } from '../src/lib/sandbox/postgres/server.ts';
import { programJob } from '../tests/support/jobs.ts';
import { machineFolder, openMachine } from '../tests/support/machine.ts';
import { startPostgres } from '../tests/support/real-postgres.ts';
import { median, printTable } from './support.ts';

/**
 * What PostgreSQL beside the machine costs, and the same on a real server: a database of 100,000 rows at the
 * beginning of a run, a round trip of the client, and what a page fetches.
 */
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7);
const ROUND_TRIPS = 1_000;
const FUEL = 2_000_000_000;
const NOW_MS = Date.UTC(2026, 0, 1);
const SETUP = [
	'create table orders (id bigserial primary key, user_id int, total numeric, note text)',
	"insert into orders (user_id, total, note) select i % 1000, i, repeat('x', 50) from generate_series(1, 100000) i",
	'create index on orders (user_id)',
	'vacuum analyze orders'
];

const folder = await machineFolder();
console.log(`load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`);
const { url, stop } = await startPostgres();
await beginnings();
await roundTrips();
weights();
await stop();
process.exit(0);

/** Beside it what one would do without: a copy of a template database. */
async function beginnings(): Promise<void> {
	const [opened, server] = await milliseconds(async () => PostgresServer.open(await readPostgres(folder)));
	const begin = () => server.begin({ setup: SETUP, nowMs: NOW_MS, seed: 1, fuel: FUEL });
	const [made] = await milliseconds(begin);
	const [memory] = [process.memoryUsage().arrayBuffers / 2 ** 20];
	const restored = await medianOf(async () => {
		server.run({ text: 'update orders set total = total + 1 where id <= 1000', values: null }, NOW_MS, FUEL);
		return (await milliseconds(begin))[0];
	});

	const admin = new pg.Client({ connectionString: url });
	await admin.connect();
	await admin.query('create database made');
	const template = new pg.Client({ connectionString: url.replace('/postgres?', '/made?') });
	await template.connect();
	for (const text of SETUP) await template.query(text);
	await template.end();
	const copied = await medianOf(async () => {
		const [took] = await milliseconds(() => admin.query('create database copy template made'));
		await admin.query('drop database copy');
		return took;
	});
	await admin.end();
	printTable([
		{ what: 'opened, with its WASM compiled', ms: rounded(opened) },
		{ what: '100,000 rows made, the first time', ms: rounded(made) },
		{ what: 'put back before a run', ms: rounded(restored) },
		{ what: 'a real server: create database … template', ms: rounded(copied) },
		{ what: 'real server / put back', ms: rounded(copied / restored) },
		{ what: 'MiB in buffers of this process', ms: rounded(memory) }
	]);
}

/** The same loop: in the machine over the network of the lab, and in Node over a Unix socket. */
async function roundTrips(): Promise<void> {
	const loop = `for (let i = 0; i < ${ROUND_TRIPS}; i++) await client.query('select $1::int', [i]);`;
	const machine = await openMachine();
	const programs = { pglite: '', sessions: "lab.postgres({ engine: 'sessions' });" };
	const rows: Record<string, string | number>[] = [];
	for (const [engine, scenario] of Object.entries(programs)) {
		const program = (body: string) =>
			programJob(`import { lab } from 'lab'; import pg from 'pg'; ${scenario}
				const client = new pg.Client({ host: '${scenario ? 'postgres' : 'localhost'}' });
				await client.connect(); ${body} await client.end();`);
		await runJob(machine, program(''));
		const idle = await medianOf(async () => (await milliseconds(() => runJob(machine, program(''))))[0]);
		const busy = await medianOf(async () => (await milliseconds(() => runJob(machine, program(loop))))[0]);
		rows.push({
			'round trip of node-postgres': `the lab, ${engine}`,
			µs: rounded(((busy - idle) / ROUND_TRIPS) * 1_000)
		});
	}
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const real = await medianOf(async () => {
		const [took] = await milliseconds(async () => {
			for (let i = 0; i < ROUND_TRIPS; i++) await client.query('select $1::int', [i]);
		});
		return took;
	});
	await client.end();
	rows.push({
		'round trip of node-postgres': 'a real server, Unix socket',
		µs: rounded((real / ROUND_TRIPS) * 1_000)
	});
	printTable(rows);
}

/** Fetched with the first program that asks, then kept by the browser. */
function weights(): void {
	const rows = Object.values(POSTGRES_FILES).map((name) => ({
		file: name,
		KB: Math.round(statSync(path.join(folder, name)).size / 1_000),
		'KB brotli': Math.round(readFileSync(path.join(folder, `${name}.br`)).length / 1_000)
	}));
	printTable([
		...rows,
		{
			file: 'all',
			KB: rows.reduce((sum, row) => sum + row.KB, 0),
			'KB brotli': rows.reduce((sum, row) => sum + row['KB brotli'], 0)
		}
	]);
}

async function milliseconds<Result>(work: () => Result | Promise<Result>): Promise<[number, Result]> {
	const begun = performance.now();
	const result = await work();
	return [performance.now() - begun, result];
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
	const values: number[] = [];
	for (let round = 0; round < ROUNDS; round++) values.push(await measure());
	return median(values);
}

function rounded(value: number): number {
	return Math.round(value * 10) / 10;
}
