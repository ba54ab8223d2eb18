import { limitsOf, type ExerciseSource } from '../domain/exercise.ts';
import type { FileTree } from '../domain/files.ts';
import type { Job } from '../domain/job.ts';
import { LAB } from '../domain/limits.ts';
import type { Report } from '../domain/report.ts';
import { sha256 } from '../domain/sha256.ts';
import { completeFiles } from '../domain/submittable-files.ts';
import { explore } from '../sandbox/explore.ts';
import type { TypeReport, TypeRequest } from './types/type-report.ts';
import { mergeReports, withSchedules, withTypes } from './merge-reports.ts';

export const VISIBLE_CHECKS = 'checks/visible.ts';
export const HIDDEN_CHECKS = 'checks/hidden.ts';
/** Run once under each schedule of the lab. */
export const SCHEDULE_CHECKS = 'checks/schedules.ts';

/** A pool of machines, or one: takes a job and reports. */
export type RunJob = (job: Job) => Promise<Report>;

/** A compiler: says which checks of types hold. */
export type CheckTypes = (request: TypeRequest) => Promise<TypeReport>;

/**
 * Runs submitted files against all checks under each seed, and says it in one report: a check
 * passes only when it passes under every seed. The first seed under which a run is stopped is the
 * last one tried, because a stopped run has its verdict. Types are looked at once and meanwhile,
 * because no seed changes them.
 */
export async function runSubmission(
	runJob: RunJob,
	source: ExerciseSource,
	submitted: FileTree,
	{
		jobId,
		seeds,
		checkTypes = noCompiler,
		endsAtFirstFailure = false
	}: {
		jobId: string;
		seeds: readonly number[];
		checkTypes?: CheckTypes;
		/** Of the schedules: for who asks whether the program is right, not how it is wrong. */
		endsAtFirstFailure?: boolean;
	}
): Promise<Report> {
	const files = completeFiles(source.starter, submitted);
	const [report, types] = await Promise.all([
		runUnderSeeds(runJob, source, files, { jobId, seeds }),
		source.typeChecks === '' ? null : checkTypes({ files, checks: source.typeChecks })
	]);
	const ran = report.stopped
		? report
		: await runUnderSchedules(runJob, source, files, { jobId, report, endsAtFirstFailure });
	return types === null ? ran : withTypes(ran, types);
}

/** Of one schedule; its seed decides what happens in the lab. */
export function scheduleJob(source: ExerciseSource, files: FileTree, jobId: string): Job {
	return {
		id: jobId,
		files,
		harnessFiles: { [SCHEDULE_CHECKS]: source.scheduleChecks },
		entries: [SCHEDULE_CHECKS],
		seed: source.facts.seeds.visible?.[0] ?? 1,
		limits: limitsOf(source.facts)
	};
}

/** Only of what was not stopped before: a program that does not end would not end two hundred times. */
async function runUnderSchedules(
	runJob: RunJob,
	source: ExerciseSource,
	files: FileTree,
	{ jobId, report, endsAtFirstFailure }: { jobId: string; report: Report; endsAtFirstFailure: boolean }
): Promise<Report> {
	const seeds = scheduleSeeds(source, jobId);
	if (seeds.length === 0) return report;
	const { exploration, reports } = await explore(runJob, scheduleJob(source, files, jobId), seeds, {
		lanesCount: LAB.explorationLanesCount,
		endsAtFirstFailure
	});
	return { ...withSchedules(report, mergeReports(reports)), exploration };
}

/** Half of them a learner has on the page; the others are fresh for each submission, and the same when it is judged again. */
export function scheduleSeeds({ slug, facts }: ExerciseSource, jobId: string): number[] {
	const openCount = Math.ceil(facts.schedules / 2);
	const open = Array.from({ length: openCount }, (_, index) => index + 1);
	return [...open, ...derivedSeeds(`${slug}/${jobId}`, 'schedule', facts.schedules - openCount)];
}

function noCompiler(): never {
	throw new Error('An exercise with checks of types needs a compiler beside the machine.');
}

async function runUnderSeeds(
	runJob: RunJob,
	source: ExerciseSource,
	files: FileTree,
	{ jobId, seeds }: { jobId: string; seeds: readonly number[] }
): Promise<Report> {
	const reports: Report[] = [];
	for (const seed of seeds) {
		const report = await runJob({
			id: jobId,
			files,
			harnessFiles: { [VISIBLE_CHECKS]: source.visibleChecks, [HIDDEN_CHECKS]: source.hiddenChecks },
			entries: [VISIBLE_CHECKS, HIDDEN_CHECKS],
			seed,
			limits: limitsOf(source.facts)
		});
		reports.push(report);
		if (report.stopped !== null) break;
	}
	return mergeReports(reports);
}

/** Those a learner can run under come first, so that what they saw is what they are told. */
export function judgingSeeds({ slug, facts }: ExerciseSource): number[] {
	return [...(facts.seeds.visible ?? [1]), ...derivedSeeds(slug, 'hidden', facts.seeds.hidden ?? 1)];
}

export function exploredSeeds({ slug, facts }: ExerciseSource): number[] {
	return derivedSeeds(slug, 'explored', facts.seeds.explore ?? 20);
}

/** The same exercise has the same seeds on every machine, and they cannot be guessed from another's. */
function derivedSeeds(slug: string, kind: 'hidden' | 'explored' | 'schedule', count: number): number[] {
	return Array.from({ length: count }, (_, index) => {
		const firstBytes = Number.parseInt(sha256(`${slug}/${kind}/${index}`).slice(0, 8), 16);
		return 1 + (firstBytes % 2_147_483_646);
	});
}
