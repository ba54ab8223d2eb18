import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assert } from '../../src/lib/domain/assert.ts';
import type { Job } from '../../src/lib/domain/job.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { judgingSeeds, runSubmission, type RunJob } from '../../src/lib/server/judging/3-run.ts';
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

describe('a sample submission', () => {
	const slugs = readdirSync(path.join(ROOT, 'exercises'), { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
		.map(({ name }) => name);

	test.each(slugs)('of %s is judged alike in Node and in Chromium', async (slug) => {
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
	}, 90_000);
});
