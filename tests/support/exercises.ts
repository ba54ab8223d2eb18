import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { assert } from '../../src/lib/domain/assert.ts';
import type { ExerciseSource } from '../../src/lib/domain/exercise.ts';
import type { FileTree } from '../../src/lib/domain/files.ts';
import type { CheckResult, Report } from '../../src/lib/domain/report.ts';
import { readExerciseFolder } from '../../src/lib/server/publishing/1-read.ts';
import { publishRevision } from '../../src/lib/server/publishing/2-publish.ts';
import { contentHashOf, type Verification } from '../../src/lib/authoring/verification.ts';
import type { Services } from '../../src/lib/server/services.ts';
import { ROOT } from './source-files.ts';

/** A folder of exercises that holds copies of the template; gone when the test is over. */
export function exercisesFolder(...slugs: string[]): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'hotpath-exercises-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	for (const slug of slugs) copyTemplate(folder, slug);
	return folder;
}

export function copyTemplate(folder: string, slug: string): string {
	const target = path.join(folder, slug);
	cpSync(path.join(ROOT, 'exercises', '_template'), target, { recursive: true });
	return target;
}

/** The template as a source of that name, with whatever a test changes. */
export async function templateSource(
	slug = 'backoff',
	changes: Partial<ExerciseSource> = {}
): Promise<ExerciseSource> {
	const read = await readExerciseFolder(path.join(ROOT, 'exercises', '_template'));
	const faults = read.ok ? [] : read.fault.filter(({ message }) => !message.includes("folder's name"));
	assert(faults.length === 0, `the template can be read: ${JSON.stringify(faults)}`);
	const folder = mkdtempSync(path.join(tmpdir(), 'hotpath-exercises-'));
	const source = await readExerciseFolder(copyTemplate(folder, slug));
	rmSync(folder, { recursive: true, force: true });
	assert(source.ok, 'the template can be read under another name');
	return { ...source.value, ...changes };
}

export const VISIBLE_CHECK_IDS = [
	'retryDelays > waits as long as asked before the first retry',
	'retryDelays > doubles the wait after each failure'
];
export const HIDDEN_CHECK_IDS = ['retryDelays > never waits longer than the cap'];

/** What verifying the template finds, for tests that are not about verifying. */
export function verificationOf(source: ExerciseSource): Verification {
	return {
		contentHash: contentHashOf(source),
		engineHash: 'engine',
		visibleCheckIds: VISIBLE_CHECK_IDS,
		hiddenCheckIds: HIDDEN_CHECK_IDS,
		typeCheckIds: [],
		signatures: [],
		stepsMax: 1,
		runsCount: 1
	};
}

/** Publishes the template under a name. */
export async function publishTemplate(services: Services, slug = 'backoff'): Promise<ExerciseSource> {
	const source = await templateSource(slug);
	await publishRevision(services, source, verificationOf(source));
	return source;
}

/** The files of one of the template's samples. */
export function sampleFiles(source: ExerciseSource, name: string): FileTree {
	const sample = source.samples.find((each) => each.name === name);
	assert(sample, `the template has a sample ${name}`);
	return sample.files;
}

/** Files that nobody else sends: right code with a remark of one's own. */
export function filesNoted(source: ExerciseSource, note: string): FileTree {
	const text = sampleFiles(source, 'loop')['backoff.ts'] ?? '';
	return { 'backoff.ts': text.replace('// endregion', `// ${note}\n// endregion`) };
}

export function checkResult(id: string, facts: Partial<CheckResult> = {}): CheckResult {
	const groups = id.split(' > ');
	const title = groups.pop() ?? id;
	return {
		id,
		title,
		groups,
		path: HIDDEN_CHECK_IDS.includes(id) ? 'checks/hidden.ts' : 'checks/visible.ts',
		outcome: 'accepted',
		message: null,
		expected: null,
		actual: null,
		error: null,
		virtualMs: 0,
		...facts
	};
}

/** A report in which all checks of the template pass, but for what a test changes. */
export function reportOf(facts: Partial<Report> = {}): Report {
	return {
		jobId: 'job',
		stopped: null,
		checks: [...VISIBLE_CHECK_IDS, ...HIDDEN_CHECK_IDS].map((id) => checkResult(id)),
		output: [],
		outputTruncated: false,
		drawings: [],
		usage: { steps: 1, jobs: 0, timers: 0, virtualMs: 0, memoryBytes: 1, wallMs: 1 },
		engineHash: 'engine',
		...facts
	};
}
