import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { refuse } from '../lib/domain/result.ts';
import {
	jobFrom,
	outsideReport,
	parseOutsideJob,
	type OutsideReport
} from '../lib/server/judge-command/outside-job.ts';
import { readOutsideFiles } from '../lib/server/judge-command/read-outside-files.ts';
import { createSandboxPool, type SandboxPool } from '../lib/server/sandbox-pool/sandbox-pool.ts';
import { buildMachine, GENERATED } from '../lib/sandbox/build/build-machine.ts';

const USAGE = `Runs checks written for Vitest or Jest in the machine that judges submissions.

  npm run --silent judge -- --files <folder> --checks <file>… [--seed N] [--json]
  npm run --silent judge -- --batch [--workers N] < jobs.jsonl > reports.jsonl

--files    what is judged: a folder of TypeScript, JavaScript and JSON; may be left out
--checks   a file of checks; may be given several times, or several at once
--seed     fixes randomness; 1 when left out
--json     the report as one JSON object instead of lines to read
--batch    reads one JSON job a line from standard input, and writes one JSON report a line in the same order:
           {"id", "files": {path: text}, "checks": {path: text}, "seed"?, "limits"?}
--workers  how many machines work at once in a batch; as many as the computer has cores when left out

Ends with 0 when all is accepted (in a batch: when each line was a job, whatever its verdict), 1 when not,
2 when the command or a job cannot be understood, 3 when the machine failed.`;

const MARKS = { accepted: '✓', skipped: '-' };
/** In hand at once, so that no machine waits for a line. */
const LINES_PER_WORKER = 8;
const EXIT = { accepted: 0, notAccepted: 1, misunderstood: 2, broken: 3 };

async function main(): Promise<number> {
	const options = optionsFrom(process.argv.slice(2));
	if (typeof options === 'string') {
		console.error(options);
		return EXIT.misunderstood;
	}
	if (options.help) {
		console.log(USAGE);
		return EXIT.accepted;
	}
	await buildMachine(null);
	const pool = createSandboxPool({ machineFolder: GENERATED, size: options.batch ? options.workers : 1 });
	try {
		return options.batch ? await judgeLines(pool, options.workers) : await judgeFiles(pool, options);
	} finally {
		await pool.close();
	}
}

interface Options {
	help: boolean;
	batch: boolean;
	json: boolean;
	files: string | null;
	checks: string[];
	seed: number;
	workers: number;
}

/** A sentence when they cannot be understood. */
function optionsFrom(args: readonly string[]): Options | string {
	try {
		const { values, positionals } = parseArgs({
			args: [...args],
			allowPositionals: true,
			options: {
				help: { type: 'boolean', short: 'h', default: false },
				batch: { type: 'boolean', default: false },
				json: { type: 'boolean', default: false },
				files: { type: 'string' },
				checks: { type: 'string', multiple: true, default: [] },
				seed: { type: 'string', default: '1' },
				workers: { type: 'string', default: String(availableParallelism()) }
			}
		});
		const { help, batch, json, files = null } = values;
		const checks = [...values.checks, ...positionals];
		const [seed, workers] = [Number(values.seed), Number(values.workers)];
		if (!Number.isInteger(seed) || seed < 0) return `--seed takes a whole number, not ${values.seed}.`;
		if (!Number.isInteger(workers) || workers < 1 || workers > 64)
			return `--workers takes a whole number from 1 to 64, not ${values.workers}.`;
		if (!help && !batch && checks.length === 0) return `--checks is missing.\n\n${USAGE}`;
		return { help, batch, json, files, checks, seed, workers };
	} catch (error) {
		return `${error instanceof Error ? error.message : error}\n\n${USAGE}`;
	}
}

async function judgeFiles(pool: SandboxPool, { files, checks, seed, json }: Options): Promise<number> {
	const read = await readOutsideFiles(files, checks);
	const job = read.ok ? jobFrom('judge', { ...read.value, seed }) : refuse({ id: null, error: read.fault });
	if (!job.ok) {
		console.error(job.fault.error);
		return EXIT.misunderstood;
	}
	const report = outsideReport('judge', await pool.run(job.value));
	console.log(json ? JSON.stringify(report) : inLines(report));
	return report.verdict === 'accepted'
		? EXIT.accepted
		: report.verdict === 'internal_error'
			? EXIT.broken
			: EXIT.notAccepted;
}

function inLines({
	verdict,
	message,
	location,
	checks,
	console: printed,
	steps,
	wallMs
}: OutsideReport): string {
	const where = location ? ` (${location.path}:${location.line}:${location.column})` : '';
	return [
		...printed,
		...checks.flatMap(({ name, outcome, message: why = '' }) => [
			`${outcome === 'accepted' || outcome === 'skipped' ? MARKS[outcome] : '✗'} ${name}`,
			...why
				.split('\n')
				.filter(Boolean)
				.map((line) => `    ${line}`)
		]),
		...(message === undefined ? [] : [`${message}${where}`]),
		`${verdict}: ${checks.filter(({ outcome }) => outcome === 'accepted').length} of ${checks.length} checks passed, ${steps} steps, ${wallMs} ms`
	].join('\n');
}

/** As many lines are in hand as keep the machines busy; reports leave in the order of the lines. */
async function judgeLines(pool: SandboxPool, workers: number): Promise<number> {
	const inHand: Promise<{ line: string; exit: number }>[] = [];
	let exit = EXIT.accepted;
	const write = async () => {
		const done = await inHand.shift();
		if (!done) return;
		exit = Math.max(exit, done.exit);
		if (!process.stdout.write(`${done.line}\n`)) await new Promise((go) => process.stdout.once('drain', go));
	};
	for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
		if (line.trim() === '') continue;
		inHand.push(judgeLine(pool, line));
		if (inHand.length >= workers * LINES_PER_WORKER) await write();
	}
	while (inHand.length > 0) await write();
	return exit;
}

async function judgeLine(pool: SandboxPool, line: string): Promise<{ line: string; exit: number }> {
	const job = parseOutsideJob(line);
	if (!job.ok) return { line: JSON.stringify(job.fault), exit: EXIT.misunderstood };
	const { id } = JSON.parse(line);
	const report = outsideReport(id, await pool.run(job.value));
	return {
		line: JSON.stringify(report),
		exit: report.verdict === 'internal_error' ? EXIT.broken : EXIT.accepted
	};
}

process.exitCode = await main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	return EXIT.broken;
});
