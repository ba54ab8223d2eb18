import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildMachine, GENERATED } from '../lib/sandbox/build/build-machine.ts';
import { exerciseSlugsIn } from '../lib/server/publishing/2-publish.ts';
import { inLanes } from '../lib/authoring/lanes.ts';
import { createCachedVerify, GATES_VERSION } from '../lib/server/publishing/verification-cache.ts';
import {
	readLessons,
	verifyLesson,
	verifyLessonOnce,
	type LessonSource
} from '../lib/server/publishing/verify-lesson.ts';
import { createSandboxPool } from '../lib/server/sandbox-pool/sandbox-pool.ts';
import { createTypeChecker } from '../lib/server/type-check/type-checker.ts';
import { ROOT } from './setup/step.ts';
import { progressLine } from './verify/progress.ts';
import { linesOf, msSince, verifyExerciseFolder, type Verified } from './verify/verify-item.ts';

const HELP = `npm run verify [-- names…] [--force] [--json]

Proves exercises by their own samples, and lessons by running their code. Without a name: all of them.

  hash-and-link                           an exercise
  from-scratch/blockchain-from-scratch    a lesson, by its series and its name
  --exercises <folder>                    where exercises are, instead of exercises/
  --force                                 verifies what is unchanged, too
  --json                                  prints one JSON object a line:
                                          {slug, ok, remembered, faults[], mutants, stepsMax, ms}

Ends with 0 when all is well, 1 when something has to be mended, 2 when asked for what there is not.`;

const EXERCISES_AT_ONCE = 2;
const CACHE = path.join(ROOT, '.cache', 'verify');
const SERIES = path.join(ROOT, 'content', 'series');

const asked = readArguments();
const folder = path.resolve(asked.exercises ?? path.join(ROOT, 'exercises'));
const slugs = await exerciseSlugsIn(folder).catch(() => refuse(`There is no folder ${folder}.`));
const lessons = asked.exercises === undefined ? await readLessons(SERIES) : [];
const known = [...slugs, ...lessons.map(({ name }) => name)];
const unknown = asked.names.find((name) => !known.includes(name));
if (unknown) refuse(`There is no exercise or lesson ${unknown}. There are: ${known.join(', ')}.`);
const wanted = asked.names.length > 0 ? known.filter((name) => asked.names.includes(name)) : known;

await buildMachine(null);
const { engineHash }: { engineHash: string } = JSON.parse(
	await readFile(path.join(GENERATED, 'engine.json'), 'utf8')
);
const pool = createSandboxPool({ machineFolder: GENERATED, size: Math.max(2, availableParallelism()) });
const types = createTypeChecker({ machineFolder: GENERATED });
const verify = createCachedVerify({
	runJob: (job) => pool.run(job),
	checkTypes: types.check,
	engineHash,
	folder: CACHE,
	isForced: asked.isForced
});
const progress = progressLine();
const startedAt = performance.now();
let doneCount = 0;

const all = await inLanes(wanted, EXERCISES_AT_ONCE, async (name) => {
	const lesson = lessons.find((each) => each.name === name);
	progress.show(`${doneCount} of ${wanted.length} · ${name}`);
	const item = lesson
		? await lessonItem(lesson)
		: await verifyExerciseFolder(path.join(folder, name), verify, (done, total) =>
				progress.show(`${doneCount} of ${wanted.length} · ${name}: mutants ${done} of ${total}`)
			);
	doneCount += 1;
	const place = path.relative(process.cwd(), lesson ? SERIES : path.join(folder, name));
	const lines = asked.isJson ? [JSON.stringify(item)] : linesOf(item, place);
	for (const line of lines) progress.print(line);
	return item;
});
await Promise.all([pool.close(), types.close()]);
progress.clear();

const refusedCount = all.filter(({ ok }) => !ok).length;
if (!asked.isJson) {
	const seconds = (msSince(startedAt) / 1_000).toFixed(1);
	const answer = refusedCount === 0 ? 'All verified' : `${refusedCount} of ${all.length} refused,`;
	console.log(`${answer} in ${seconds} s.`);
}
process.exit(refusedCount === 0 ? 0 : 1);

async function lessonItem(lesson: LessonSource): Promise<Verified> {
	const began = performance.now();
	const { faults, isRemembered } = asked.isForced
		? { faults: await verifyLesson((job) => pool.run(job), lesson), isRemembered: false }
		: await verifyLessonOnce((job) => pool.run(job), lesson, {
				folder: CACHE,
				engineHash,
				version: GATES_VERSION
			});
	return {
		slug: lesson.name,
		ok: faults.length === 0,
		remembered: isRemembered,
		faults,
		mutants: null,
		stepsMax: null,
		ms: msSince(began)
	};
}

function readArguments() {
	try {
		const { values, positionals } = parseArgs({
			allowPositionals: true,
			options: {
				help: { type: 'boolean', short: 'h' },
				json: { type: 'boolean' },
				force: { type: 'boolean' },
				exercises: { type: 'string' }
			}
		});
		if (values.help) {
			console.log(HELP);
			process.exit(0);
		}
		return {
			names: positionals,
			isJson: values.json === true,
			isForced: values.force === true,
			exercises: values.exercises
		};
	} catch (error) {
		return refuse(error instanceof Error ? error.message : String(error));
	}
}

function refuse(message: string): never {
	console.error(message);
	process.exit(2);
}
