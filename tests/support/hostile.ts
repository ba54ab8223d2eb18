import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Job } from '../../src/lib/domain/job.ts';
import { RUN_LIMITS, type RunLimits } from '../../src/lib/domain/limits.ts';
import type { Report } from '../../src/lib/domain/report.ts';
import { isVerdict, verdictOf, type Verdict } from '../../src/lib/domain/verdict.ts';

/**
 * The hostile corpus: programs that try to hang, exhaust, deceive or escape the machine.
 *
 * A case is a file of tests/sandbox/hostile/, its class the first word of its name. It begins with
 * comments: `expect:` the exact verdict, and `says:` a regular expression for what the report tells,
 * where that is not the usual. Then comes `main.ts`; a line `// file: sum.ts` begins another file. A
 * file under checks/ is the one that is run instead, with the rest as a learner's.
 */
export interface HostileCase {
	name: string;
	verdict: Verdict;
	says: RegExp;
	job: Job;
}

export const HOSTILE_FOLDER = path.resolve(import.meta.dirname, '../sandbox/hostile');
const CHECKS = 'checks/hidden.ts';
const USUAL_WORDS: Record<Verdict, RegExp> = {
	internal_error: /our fault/,
	compile_error: /does not compile|There is no|belongs to the checks|only by the file of checks/,
	time_limit_exceeded: /used up its .* steps|promise callbacks|timers fired/,
	memory_limit_exceeded: /used up its memory|out of memory/,
	output_limit_exceeded: /printed more than/,
	runtime_error: /too deeply|never settled|Error|Thrown/,
	wrong_answer: /expected|not done after/,
	accepted: /^/
};
/** Less than a program has otherwise, where it does nothing but use them up. */
const STEPS_TO_USE_UP = 10_000_000;
const MEMORY_TO_USE_UP_BYTES = 24 * 1024 * 1024;

export function hostileCases(): HostileCase[] {
	return readdirSync(HOSTILE_FOLDER)
		.toSorted()
		.map((file) => hostileCase(file, readFileSync(path.join(HOSTILE_FOLDER, file), 'utf8')));
}

export function hostileCase(file: string, text: string): HostileCase {
	const name = path.basename(file, '.ts');
	const header = new Map<string, string>();
	const lines = text.split('\n');
	for (let line = lines[0]; line !== undefined; line = lines[0]) {
		const [, key, value] = /^\/\/ (expect|says): (.+)$/.exec(line) ?? [];
		if (key === undefined || value === undefined) break;
		header.set(key, value);
		lines.shift();
	}
	const verdict = header.get('expect') ?? '';
	if (!isVerdict(verdict))
		throw new Error(`${file} must begin with the verdict it ends with, not ${verdict}.`);
	const says = header.get('says');
	return {
		name,
		verdict,
		says: says === undefined ? USUAL_WORDS[verdict] : new RegExp(says),
		job: { ...jobOf(name, lines), limits: limitsFor(verdict) }
	};
}

function limitsFor(verdict: Verdict): RunLimits {
	if (verdict === 'time_limit_exceeded') return { ...RUN_LIMITS, stepsMax: STEPS_TO_USE_UP };
	if (verdict === 'memory_limit_exceeded') return { ...RUN_LIMITS, memoryBytesMax: MEMORY_TO_USE_UP_BYTES };
	return RUN_LIMITS;
}

function jobOf(name: string, lines: readonly string[]): Omit<Job, 'limits'> {
	const files: Record<string, string[]> = {};
	let current: string[] = (files['main.ts'] = []);
	for (const line of lines) {
		const [, path] = /^\/\/ file: (\S+)$/.exec(line) ?? [];
		if (path === undefined) current.push(line);
		else current = files[path] = [];
	}
	const texts = Object.entries(files).map(([path, content]) => [path, content.join('\n')] as const);
	const isChecks = ([path]: readonly [string, string]) => path.startsWith('checks/');
	return {
		id: name,
		files: Object.fromEntries(texts.filter((file) => !isChecks(file))),
		harnessFiles: Object.fromEntries(texts.filter(isChecks)),
		entries: texts.some(isChecks) ? [CHECKS] : ['main.ts'],
		seed: 1
	};
}

/** How a case ended: a program that came to its end is accepted, checks are as their gravest outcome. */
export function endOf(report: Report, job: Job): Verdict {
	const ids = report.checks.map(({ id }) => id);
	const hasNothingToPass = Object.keys(job.harnessFiles).length === 0 && ids.length === 0;
	if (report.stopped === null && hasNothingToPass) return 'accepted';
	return verdictOf(report, ids.length > 0 ? ids : ['any check']);
}

/** What a person would read about the end, for `says:`. */
export function wordsOf(report: Report): string {
	const messages = report.checks.map(({ message }) => message);
	const printed = report.output.map(({ values }) => values.map(({ text }) => text).join(' '));
	return [report.stopped?.message, ...messages, ...printed]
		.filter((words) => typeof words === 'string')
		.join('\n');
}

/** Everything that must repeat: the report without the clock of the wall. */
export function repeatable(report: Report): Report {
	return { ...report, usage: { ...report.usage, wallMs: 0 } };
}
