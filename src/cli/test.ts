import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { JsonTestResults } from 'vitest/node';
import { buildApp } from './setup/build-app.ts';
import { findOrInstallChromium } from './setup/chromium.ts';
import { findOrInstallRedisServer } from './setup/redis-server.ts';
import { ROOT, tryTool } from './setup/step.ts';

/**
 * `npm test [-- suite…]`: sets up and runs every suite, or the named ones. Ends with what failed, what
 * each took and, on the last line, how many tests passed and failed.
 */
interface Suite {
	name: string;
	run: () => Outcome;
}

interface Outcome {
	passed: number;
	failed: number;
	/** What failed and how, said again at the end: it is what is kept of a long log. */
	failures: string[];
}

/** Lines of an error's message that are said again. */
const LINES_OF_A_FAILURE = 25;

const SUITES: Suite[] = [
	{
		name: 'types',
		run: () =>
			asOneTest(
				tryTool('node_modules/svelte-check/bin/svelte-check', ['--threshold', 'error', '--output', 'human'])
			)
	},
	{
		name: 'lint',
		run: () => asOneTest(tryTool('node_modules/eslint/bin/eslint.js', ['.']))
	},
	...['tidy', 'domain', 'sandbox', 'lab', 'server', 'exercises'].map((name) => ({
		name,
		run: () => vitest(name)
	})),
	{
		name: 'verify',
		// What it has proved is remembered: the sites of the journeys then publish without proving it again.
		run: () => asOneTest(tryTool('src/cli/verify.ts', []))
	},
	{ name: 'journeys', run: () => vitest('journeys') }
];

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !SUITES.some((suite) => suite.name === name));
if (unknown) {
	console.error(`There is no suite ${unknown}. Suites: ${SUITES.map(({ name }) => name).join(', ')}.`);
	process.exit(1);
}

const startedAt = performance.now();
await buildApp();
tryTool('node_modules/@sveltejs/kit/svelte-kit.js', ['sync']);
if (wanted.length === 0 || wanted.includes('journeys'))
	process.env['CHROMIUM_PATH'] = findOrInstallChromium();
if (wanted.length === 0 || wanted.includes('lab'))
	process.env['REDIS_SERVER_PATH'] = findOrInstallRedisServer();
const rows: (Outcome & { name: string; seconds: number })[] = [
	{ name: 'set-up', seconds: secondsSince(startedAt), passed: 0, failed: 0, failures: [] }
];

for (const suite of SUITES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
	const suiteStartedAt = performance.now();
	console.log(`\n── ${suite.name}`);
	rows.push({ name: suite.name, ...suite.run(), seconds: secondsSince(suiteStartedAt) });
}

const failures = rows.flatMap((row) => row.failures);
if (failures.length > 0) console.log(`\n── failed\n\n${failures.join('\n\n')}`);

console.log(`\n${'suite'.padEnd(12)}${'seconds'.padStart(9)}${'passed'.padStart(9)}${'failed'.padStart(9)}`);
for (const { name, seconds, passed, failed } of rows) {
	console.log(
		`${name.padEnd(12)}${seconds.toFixed(1).padStart(9)}${String(passed).padStart(9)}${String(failed).padStart(9)}`
	);
}
const total = rows.reduce(
	(sum, row) => ({ passed: sum.passed + row.passed, failed: sum.failed + row.failed }),
	{ passed: 0, failed: 0 }
);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

function asOneTest(status: number): Outcome {
	return status === 0
		? { passed: 1, failed: 0, failures: [] }
		: { passed: 0, failed: 1, failures: [`It ended with ${status}; what it said stands above.`] };
}

/** A project without tests, or one that died before it wrote its results, has failed. */
function vitest(project: string): Outcome {
	const results = path.join(ROOT, '.cache', 'tests', `${project}.json`);
	mkdirSync(path.dirname(results), { recursive: true });
	rmSync(results, { force: true });
	const status = tryTool('node_modules/vitest/vitest.mjs', [
		'run',
		'--project',
		project,
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${results}`
	]);
	if (!existsSync(results)) return asOneTest(status === 0 ? 1 : status);
	const counted: JsonTestResults = JSON.parse(readFileSync(results, 'utf8'));
	const failures = counted.testResults.flatMap((file) => [
		...(file.message ? [`${path.relative(ROOT, file.name)}\n${shortened(file.message)}`] : []),
		...file.assertionResults
			.filter((result) => result.status === 'failed')
			.map(
				(result) =>
					`${path.relative(ROOT, file.name)} › ${result.fullName}\n${shortened((result.failureMessages ?? []).join('\n'))}`
			)
	]);
	// A file that could not be read has no test that failed.
	const failed = status === 0 ? counted.numFailedTests : Math.max(1, counted.numFailedTests);
	return { passed: counted.numPassedTests, failed, failures };
}

function shortened(message: string): string {
	return message.split('\n').slice(0, LINES_OF_A_FAILURE).join('\n');
}

function secondsSince(moment: number): number {
	return (performance.now() - moment) / 1000;
}
