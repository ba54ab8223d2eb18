import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '#lib/sandbox/engine.ts';
import type { Machine } from '#lib/sandbox/machine.ts';
import { printedBy, programJob } from '../../support/jobs.ts';
import { openMachine } from '../../support/machine.ts';
import { startPostgres, type RealPostgres } from '../../support/real-postgres.ts';

const PROGRAMS = ['queries', 'values', 'errors', 'pools', 'notifications', 'connections'];

/** What the documentation of node-postgres does, in our own words: once in the lab, once with the package and a real server. */
describe('programs of node-postgres print in the lab what they print with the real package and server', () => {
	let machine: Machine;
	let postgres: RealPostgres;

	beforeAll(async () => {
		machine = await openMachine();
		postgres = await startPostgres();
	});
	afterAll(() => postgres.stop());

	/** In a process of its own, on a database of its own. Warnings go to the other output. */
	async function inNode(name: string, file: string): Promise<string> {
		const { PGHOST: host, PGUSER: user, PGDATABASE: database } = postgres.environment;
		const client = new Client({ host, user, database });
		await client.connect();
		await client.query(`CREATE DATABASE ${name}`);
		await client.end();
		const env = { ...process.env, ...postgres.environment, PGDATABASE: name, TZ: 'UTC' };
		const { stdout } = await promisify(execFile)(process.execPath, [file], { env });
		return stdout.replace(/\n$/, '');
	}

	async function inTheLab(file: string): Promise<string> {
		const report = await runJob(machine, programJob(readFileSync(file, 'utf8')));
		expect(report.stopped).toBeNull();
		return printedBy({ ...report, output: report.output.filter(({ level }) => level !== 'error') }).join(
			'\n'
		);
	}

	test.each(PROGRAMS)('%s', async (name) => {
		const file = path.join(import.meta.dirname, `programs/${name}.ts`);
		const real = await inNode(name, file);

		expect(real).not.toBe('');
		expect((await inTheLab(file)).split('\n')).toEqual(real.split('\n'));
	});
});
