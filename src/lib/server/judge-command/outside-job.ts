import * as v from 'valibot';
import type { Job } from '../../domain/job.ts';
import { RUN_LIMITS, type RunLimits } from '../../domain/limits.ts';
import type { CheckResult, Report } from '../../domain/report.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { verdictOf, type Verdict } from '../../domain/verdict.ts';

/**
 * Jobs from elsewhere: any files and any checks, as `npm run judge -- --batch` reads them, one JSON
 * object a line. The one who asks is trusted with the limits; the code is not.
 */
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const tree = v.record(v.string(), v.string());

const outsideJobSchema = v.strictObject({
	id: v.union([v.string(), v.number()]),
	/** What is judged, text by path. May be empty: then the checks check themselves. */
	files: v.optional(tree, {}),
	/** The checks, text by path. Their imports are resolved from where they stand among the files. */
	checks: tree,
	seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2_147_483_647)), 1),
	limits: v.optional(
		v.strictObject({
			stepsMax: v.optional(v.pipe(count, v.maxValue(2_000_000_000))),
			wallMsMax: v.optional(v.pipe(count, v.maxValue(600_000))),
			memoryBytesMax: v.optional(v.pipe(count, v.maxValue(RUN_LIMITS.memoryBytesMax * 2))),
			outputBytesMax: v.optional(count),
			outputEntriesMax: v.optional(count),
			jobsMax: v.optional(count),
			timersMax: v.optional(count)
		}),
		{}
	)
});

/** What comes back for one job, as one JSON object a line. */
export interface OutsideReport {
	id: string | number;
	verdict: Verdict;
	/** Why the run ended early, and where; left out when it came to its end. */
	message?: string;
	location?: { path: string; line: number; column: number };
	/** Set when the clock stopped it, not the count of steps: another computer might say otherwise. */
	byClock?: true;
	checks: OutsideCheck[];
	/** What was printed, a text a call. */
	console: string[];
	/** Work done: the same on every machine. */
	steps: number;
	wallMs: number;
}

export interface OutsideCheck {
	/** The titles from the outermost group to the test, joined by ` > `. */
	name: string;
	outcome: CheckResult['outcome'];
	message?: string;
	/** Of virtual time. */
	durationMs: number;
}

export interface OutsideFault {
	id: string | number | null;
	error: string;
}

/** More than learners have: other people's exercises were written for engines that compile. */
const OUTSIDE_LIMITS: RunLimits = { ...RUN_LIMITS, stepsMax: 1_000_000_000, wallMsMax: 60_000 };

export function parseOutsideJob(line: string): Result<Job, OutsideFault> {
	const parsed = v.safeParse(outsideJobSchema, jsonOf(line));
	if (!parsed.success) {
		const [issue] = parsed.issues;
		const where = v.getDotPath(issue);
		return refuse({ id: idIn(line), error: `${where === null ? 'the line' : where}: ${issue.message}` });
	}
	const { id, files, checks, seed, limits } = parsed.output;
	return jobFrom(id, { files, checks, seed, limits });
}

export interface OutsideParts {
	files: Readonly<Record<string, string>>;
	checks: Readonly<Record<string, string>>;
	seed: number;
	limits?: v.InferOutput<typeof outsideJobSchema>['limits'];
}

export function jobFrom(
	id: string | number,
	{ files, checks, seed, limits = {} }: OutsideParts
): Result<Job, OutsideFault> {
	if (Object.keys(checks).length === 0)
		return refuse({ id, error: 'checks: at least one file of checks is needed' });
	const unclean = [...Object.keys(files), ...Object.keys(checks)].find((path) => cleanPath(path) === null);
	if (unclean !== undefined)
		return refuse({ id, error: `${unclean}: a path goes down from the root, like src/main.ts` });
	const harnessFiles = withCleanPaths(checks);
	return ok({
		id: String(id),
		files: withCleanPaths(files),
		harnessFiles,
		entries: Object.keys(harnessFiles),
		seed,
		limits: { ...OUTSIDE_LIMITS, ...limits }
	});
}

export function outsideReport(id: string | number, report: Report): OutsideReport {
	const { stopped, checks, output, usage } = report;
	return {
		id,
		verdict: outsideVerdict(report),
		...(stopped ? { message: stopped.message } : checks.length === 0 ? { message: NO_CHECKS } : {}),
		...(stopped?.location ? { location: stopped.location } : {}),
		...(stopped?.byClock ? { byClock: true } : {}),
		checks: checks.map(({ id: name, outcome, message, virtualMs }) => ({
			name,
			outcome,
			...(message === null ? {} : { message }),
			durationMs: virtualMs
		})),
		console: output.map(({ values }) => values.map(({ text }) => text).join(' ')),
		steps: usage.steps,
		wallMs: Math.round(usage.wallMs * 100) / 100
	};
}

const NO_CHECKS = 'There is not one check in these files.';

/** Nobody says which checks must run, so those that ran decide; skipped ones were skipped by their author. */
function outsideVerdict(report: Report): Verdict {
	if (report.stopped === null && report.checks.length === 0) return 'runtime_error';
	const isAllSkipped = report.stopped === null && report.checks.every(({ outcome }) => outcome === 'skipped');
	return isAllSkipped ? 'accepted' : verdictOf(report, []);
}

function jsonOf(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return null;
	}
}

function idIn(line: string): string | number | null {
	const parsed = v.safeParse(v.object({ id: v.union([v.string(), v.number()]) }), jsonOf(line));
	return parsed.success ? parsed.output.id : null;
}

/** `./a//b.ts` is `a/b.ts`; null for what leaves the root. */
function cleanPath(path: string): string | null {
	const parts = path
		.replaceAll('\\', '/')
		.split('/')
		.filter((part) => part !== '.' && part !== '');
	return path.startsWith('/') || parts.length === 0 || parts.includes('..') ? null : parts.join('/');
}

function withCleanPaths(files: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(Object.entries(files).map(([path, text]) => [cleanPath(path) ?? path, text]));
}
