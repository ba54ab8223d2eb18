import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Job } from '../../src/lib/domain/job.ts';
import { RUN_LIMITS } from '../../src/lib/domain/limits.ts';
import type { Report } from '../../src/lib/domain/report.ts';
import { isVerdict, verdictOf, type Verdict } from '../../src/lib/domain/verdict.ts';

/**
 * The hostile corpus: programs that try to hang, exhaust, deceive or escape the machine.
 *
 * A case is a file of tests/sandbox/hostile/, its class the first word of its name. It begins with
 * comments: `expect:` the exact verdict, `says:` a regular expression for what the report says of it,
 * `steps:` the millions of steps it may use. Then comes `main.ts`; a line `// file: sum.ts` begins
 * another file. A file under checks/ is the one that is run instead, with the rest as a learner's.
 */
export interface HostileCase {
	name: string;
	verdict: Verdict;
	says: RegExp | null;
	job: Job;
}

export const HOSTILE_FOLDER = path.resolve(import.meta.dirname, '../sandbox/hostile');
const CHECKS = 'checks/hidden.ts';
const DEFAULT_STEPS_MILLIONS = 20;

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
		const [, key, value] = /^\/\/ (expect|says|steps): (.+)$/.exec(line) ?? [];
		if (key === undefined || value === undefined) break;
		header.set(key, value);
		lines.shift();
	}
	const verdict = header.get('expect') ?? '';
	if (!isVerdict(verdict))
		throw new Error(`${file} must begin with the verdict it ends with, not ${verdict}.`);
	const says = header.get('says');
	const millions = Number(header.get('steps') ?? DEFAULT_STEPS_MILLIONS);
	return {
		name,
		verdict,
		says: says === undefined ? null : new RegExp(says),
		job: jobOf(name, lines, millions * 1_000_000)
	};
}

function jobOf(name: string, lines: readonly string[], stepsMax: number): Job {
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
		seed: 1,
		limits: { ...RUN_LIMITS, stepsMax }
	};
}

/** How a case ended: a program that came to its end is accepted, checks are as their gravest outcome. */
export function endOf(report: Report): Verdict {
	if (report.stopped === null && report.checks.length === 0) return 'accepted';
	return verdictOf(
		report,
		report.checks.map(({ id }) => id)
	);
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
