import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '#lib/sandbox/engine.ts';
import type { Machine } from '#lib/sandbox/machine.ts';
import { printedBy, programJob } from '../../support/jobs.ts';
import { openMachine } from '../../support/machine.ts';

let machine: Machine;
beforeAll(async () => {
	machine = await openMachine();
});

/** Without warnings, which go to the other output. */
async function printed(code: string): Promise<string[]> {
	const report = await runJob(machine, programJob(code));
	expect(report.stopped).toBeNull();
	return printedBy({ ...report, output: report.output.filter(({ level }) => level !== 'error') });
}

/** The names that objects of the real package have. */
function namesOf(object: object): string[] {
	const names = new Set<string>();
	for (let at: unknown = object; at instanceof Object; at = Object.getPrototypeOf(at)) {
		if (at === Object.prototype || at.constructor.name === 'EventEmitter') break;
		for (const name of Object.getOwnPropertyNames(at)) names.add(name);
	}
	return [...names].filter((name) => /^[a-zA-Z]/.test(name) && name !== 'domain').toSorted();
}

/** The real client's way to its socket; below it the lab has its own. */
const OF_THE_WIRE = new Set(
	(
		'attachListeners endCopyFrom password requestSsl sendCopyFail sendCopyFromChunk sendSASLInitialResponseMessage ' +
		'sendSCRAMClientFinalMessage sslNegotiation upgradeToSSL'
	).split(' ')
);

describe('every name of node-postgres', () => {
	const real = {
		pg,
		'new pg.Client()': new pg.Client(),
		'new pg.Pool()': new pg.Pool(),
		"new pg.Query('SELECT 1')": new pg.Query('SELECT 1'),
		'new pg.Client().connection': new pg.Client().connection,
		'pg.defaults': pg.defaults,
		'pg.types': pg.types,
		'pg.types.builtins': pg.types.builtins,
		"new pg.Result('', pg.types)": new pg.Result('', pg.types),
		'new pg.TypeOverrides()': new pg.TypeOverrides()
	};

	test.each(Object.keys(real))('of %s is there, or refused', async (subject) => {
		const object = Object.entries(real).find(([name]) => name === subject)?.[1] ?? {};
		const names = namesOf(object).filter((name) => !subject.endsWith('connection') || !OF_THE_WIRE.has(name));

		expect(names.length).toBeGreaterThan(2);
		expect(
			await printed(`import pg from 'pg';
				const subject: object = ${subject};
				const missing: string[] = [];
				for (const name of ${JSON.stringify(names)}) {
					try {
						if (!(name in subject)) missing.push(name);
						else Reflect.get(subject, name);
					} catch (error) {
						if (error.name !== 'LabUnsupportedError') missing.push(name);
					}
				}
				console.log(missing.join(' '));`)
		).toEqual(['']);
	});

	test('can be imported by itself as from the package', async () => {
		const names = Object.keys(await import('pg')).toSorted();

		expect(
			await printed(`import * as all from 'pg'; console.log(Object.keys(all).toSorted().join(' '));`)
		).toEqual([names.join(' ')]);
	});
});

describe('a refusal', () => {
	test('names the option, or the part of the protocol, that the lab does not have', async () => {
		expect(
			await printed(`import pg, { Client, Pool } from 'pg';
				import { lab } from 'lab';
				const client = await new Client().connect();
				const refusals = [
					() => new Client({ ssl: true }),
					() => new Client('postgres://localhost/shop?sslmode=require'),
					() => new Pool({ ssl: { rejectUnauthorized: false } }),
					() => new Client({ stream: () => null }),
					() => new Client({ binary: true }),
					() => new Client({ replication: 'database' }),
					() => new Client({ client_encoding: 'latin1' }),
					() => new Client({ keepAliveInitialDelayMillis: 1_000 }),
					() => new Client({ host: '/var/run/postgresql' }).connect(),
					() => client.query({ text: 'SELECT 1', rows: 10 }),
					() => pg.native,
					() => lab.postgres({ replicas: 2 }),
					() => lab.postgres({ name: 'second' })
				];
				for (const refusal of refusals) {
					try {
						await refusal();
						console.log('not refused', String(refusal));
					} catch (error) {
						console.log(error.name + ': ' + error.message);
					}
				}`)
		).toEqual(
			[
				'pg option "ssl" is not simulated by the lab. Connect without it.',
				'pg option "ssl" is not simulated by the lab. Connect without it.',
				'pg option "ssl" is not simulated by the lab. Connect without it.',
				'pg option "stream" is not simulated by the lab.',
				'pg option "binary" is not simulated by the lab. Values come as texts.',
				'pg option "replication" is not simulated by the lab.',
				'pg option "client_encoding" is not simulated by the lab. It is UTF8.',
				'pg option "keepAliveInitialDelayMillis" is not simulated by the lab.',
				'a Unix socket of PostgreSQL is not simulated by the lab. Connect to a host.',
				'pg query option "rows" is not simulated by the lab. All rows come at once.',
				'pg.native is not simulated by the lab. The client in JavaScript does the same.',
				'lab.postgres option "replicas" is not simulated by the lab.',
				'a second PostgreSQL with the engine "pglite" is not simulated by the lab. ' +
					"Give the others lab.postgres({ engine: 'sessions' })."
			].map((message) => `LabUnsupportedError: ${message}`)
		);
	});

	test('of lab.postgres says which package it comes with', async () => {
		expect(
			await printed(`import { lab } from 'lab';
				try {
					lab.postgres();
				} catch (error) {
					console.log(error.message);
				}`)
		).toEqual([
			"lab.postgres() comes with the package pg: let a file of this program import it, as in import pg from 'pg'."
		]);
	});
});

describe("what is the package's", () => {
	test('is a program to replace on its own client, and on no other', async () => {
		expect(
			await printed(`import pg, { Client, DatabaseError } from 'pg';
				const [mine, other] = [new Client(), new Client()];
				mine.query = async () => 'mine';
				for (const [object, name] of [
					[Client.prototype, 'query'],
					[Object.getPrototypeOf(Client.prototype), 'query'],
					[pg.Connection.prototype, 'emit'],
					[pg.Pool.prototype, 'connect'],
					[pg.Result.prototype, 'parseRow'],
					[DatabaseError, 'prototype'],
					[pg.types, 'getTypeParser'],
					[pg, 'Client']
				]) {
					try {
						object[name] = () => 'forged';
						console.log('changed', name);
					} catch (error) {
						console.log(error.name, name);
					}
				}
				await other.connect();
				console.log(await mine.query('SELECT 1'), (await other.query('SELECT 1 AS n')).rows);`)
		).toEqual([
			'TypeError query',
			'TypeError query',
			'TypeError emit',
			'TypeError connect',
			'TypeError parseRow',
			'TypeError prototype',
			'TypeError getTypeParser',
			'TypeError Client',
			'mine [ { n: 1 } ]'
		]);
	});

	test('type parsers are those of one process, and never those of a check', async () => {
		expect(
			await printed(`import { types, Client } from 'pg';
				import { lab } from 'lab';
				const db = lab.postgres({ setup: 'CREATE TABLE stock (n int8); INSERT INTO stock VALUES (7)' });
				const read = async () => {
					const client = await new Client({ host: 'postgres' }).connect();
					const { rows } = await client.query('SELECT n FROM stock');
					await client.end();
					return rows;
				};
				lab.process('forger', async () => {
					types.setTypeParser(20, () => 'a lie');
					console.log('forger', await read());
				});
				lab.process('honest', async () => {
					await new Promise((resolve) => setTimeout(resolve, 100));
					console.log('honest', await read());
				});
				await lab.run({ forMs: 500 });
				types.setTypeParser(20, () => 'another');
				console.log('check', db.query('SELECT n FROM stock'), db.query('SELECT $1::int[] AS a', [[1, 2]]));`)
		).toEqual([
			"forger [ { n: 'a lie' } ]",
			"honest [ { n: '7' } ]",
			"check [ { n: '7' } ] [ { a: [ 1, 2 ] } ]"
		]);
	});
});
