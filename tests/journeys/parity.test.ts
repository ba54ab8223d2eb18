import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assert } from '../../src/lib/domain/assert.ts';
import type { Job } from '../../src/lib/domain/job.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { judgingSeeds, runSubmission, type RunJob } from '../../src/lib/authoring/run-submission.ts';
import { readExerciseFolder } from '../../src/lib/server/publishing/1-read.ts';
import { openBrowserMachine, type BrowserMachine } from '../support/browser-machine.ts';
import { hostileCases, repeatable } from '../support/hostile.ts';
import { programJob } from '../support/jobs.ts';
import { inTurn, openMachine } from '../support/machine.ts';
import { ROOT } from '../support/source-files.ts';

/**
 * The same job gives the same report in the worker of a page and on the server: verdict, messages,
 * output, places, steps, memory; all but the clock of the wall.
 */
let machine: Machine;
let browser: BrowserMachine;

beforeAll(async () => {
	machine = await openMachine();
	browser = await openBrowserMachine();
});

afterAll(() => browser?.close());

const inNode: RunJob = inTurn((job) => runJob(machine, job));
const inBrowser: RunJob = (job) => browser.run(job);
/** As it is after it has crossed from one thread to another, and from one process to another. */
const reportOf = async (run: RunJob, job: Job) => repeatable(await run(job));

describe('a hostile program', () => {
	test.each(hostileCases())('$name is reported alike in Node and in Chromium', async ({ job }) => {
		expect(await reportOf(inBrowser, job)).toEqual(await reportOf(inNode, job));
	});
});

describe('a program with libraries', () => {
	const folder = path.join(ROOT, 'tests/sandbox/libraries');

	test.each(readdirSync(folder))('%s is reported alike in Node and in Chromium', async (name) => {
		const job = programJob(readFileSync(path.join(folder, name), 'utf8'));

		expect(await reportOf(inBrowser, job)).toEqual(await reportOf(inNode, job));
	});
});

const SQL = `create table accounts (id int primary key, balance int);
insert into accounts select i, 100 from generate_series(1, 500) i;
\\draw accounts, accounts_pkey
update accounts set balance = balance - 1 where id % 7 = 0;
explain (analyze, buffers) select sum(balance) from accounts where id < 40;
select random(), now(), gen_random_uuid(), xmin from accounts where id = 7;
begin; update accounts set balance = 0; prepare transaction 'parked';
update accounts set balance = 1 where id = 1;
do $$ declare i int := 0; begin loop i := i + 1; end loop; end $$;`;

/** Two transfers in opposite directions, in a database for many sessions: one of them is the victim. */
const SESSIONS = `import { lab } from 'lab';
import pg from 'pg';
const db = lab.postgres({ engine: 'sessions', setup: 'create table t (id int primary key, v int); insert into t values (1, 10), (2, 20)' });
for (const [name, from, to] of [['one', 1, 2], ['other', 2, 1]] as const)
	lab.process(name, async () => {
		const client = new pg.Client({ host: 'postgres' });
		await client.connect();
		await client.query('begin');
		await client.query('update t set v = v - 1 where id = $1', [from]);
		await new Promise((done) => setTimeout(done, 50));
		await client.query('update t set v = v + 1 where id = $1', [to]).catch((error) => console.log(name, error.code));
		await client.query('commit');
	});
await lab.run({ forMs: 5_000 });
console.log(db.query('select * from t order by id'));`;

describe('a program with a database', () => {
	test.each([
		['a file of SQL', { ...programJob(''), files: { 'main.sql': SQL }, entries: ['main.sql'] }],
		['many sessions', programJob(SESSIONS)]
	])('%s is reported alike in Node and in Chromium', async (_name, job) => {
		const traced = { ...job, limits: { ...job.limits, stepsMax: 40_000_000 }, isTraced: true };
		const here = await reportOf(inNode, traced);

		expect(here.output.length).toBeGreaterThan(1);
		expect(await reportOf(inBrowser, traced)).toEqual(here);
	});
});

describe('a sample submission', () => {
	const slugs = readdirSync(path.join(ROOT, 'exercises'), { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
		.map(({ name }) => name);

	test.each(slugs)(
		'of %s is judged alike in Node and in Chromium',
		async (slug) => {
			const read = await readExerciseFolder(path.join(ROOT, 'exercises', slug));
			assert(read.ok, `the exercise ${slug} can be read`);
			// Of the schedules a few: the judge's two hundred are the same machine two hundred times.
			const { facts } = read.value;
			const source = { ...read.value, facts: { ...facts, schedules: Math.min(facts.schedules, 4) } };
			const judged = { jobId: slug, seeds: judgingSeeds(source).slice(0, 1), endsAtFirstFailure: true };

			for (const { name, files } of source.samples) {
				const [here, there] = [
					await runSubmission(inNode, source, files, judged),
					await runSubmission(inBrowser, source, files, judged)
				];
				expect(repeatable(there), name).toEqual(repeatable(here));
			}
		},
		90_000
	);
});
