import type ts from 'typescript';
import type { ExerciseSource, SampleSubmission } from '../../domain/exercise.ts';
import type { Job } from '../../domain/job.ts';
import { MUTANTS } from '../../domain/limits.ts';
import type { Report } from '../../domain/report.ts';
import { sha256 } from '../../domain/sha256.ts';
import { HIDDEN_CHECKS, judgingSeeds, scheduleJob, VISIBLE_CHECKS, type RunJob } from '../run-submission.ts';
import { completeFiles } from '../../domain/submittable-files.ts';
import { hasFailure } from '../merge-reports.ts';
import { inLanes } from '../lanes.ts';
import { equivalentsIn, isAbout, type Equivalent } from '../mutation/equivalents.ts';
import { mutantsOf, type Mutant } from '../mutation/mutants-of.ts';
import { sampleFolder } from '../reading/parse-samples.ts';
import type { SourceFault } from '../source-fault.ts';
import { checksJob } from './checks-job.ts';

/** How many small mistakes the checks notice. */
export interface MutantScore {
	killed: number;
	/** Without those that are noted as equivalent. */
	total: number;
	equivalent: number;
}

/** One that no check noticed. */
export interface Survivor {
	file: string;
	line: number;
	column: number;
	from: string;
	to: string;
}

export interface MutantOutcome {
	score: MutantScore;
	survivors: Survivor[];
	faults: SourceFault[];
}

/**
 * Gate 7: makes one small mistake after the other in the right samples. Each must be noticed by some
 * check under some judging seed, or be noted as a mistake that changes nothing. A note that excuses
 * nothing is a fault, too, because it would hide the survivor of tomorrow.
 */
export async function tryMutants(
	runJob: RunJob,
	source: ExerciseSource,
	onProgress: (done: number, total: number) => void = () => undefined
): Promise<MutantOutcome> {
	const { default: typescript } = await import('typescript');
	const accepted = source.samples.filter(({ verdict }) => verdict === 'accepted');
	const trials = await Promise.all(accepted.map((sample) => trialOf(runJob, source, sample)));
	// Where nothing is run, as in an exercise about types alone, no mistake can show.
	const candidates = trials
		.filter(({ jobs }) => jobs.length > 0)
		.flatMap((trial) => candidatesIn(typescript, trial.sample).map((candidate) => ({ ...candidate, trial })));

	let doneCount = 0;
	const tried = await inLanes(candidates, MUTANTS.lanesCount, async (candidate) => {
		const fate = await fateOf(runJob, candidate.trial, candidate);
		onProgress((doneCount += 1), candidates.length);
		return { ...candidate, fate };
	});
	const mutants = tried.filter(({ fate }) => fate === 'killed' || fate === 'survived');
	const alive = mutants.filter(({ fate }) => fate === 'survived');
	const excused = alive.filter(({ notes, mutant }) => notes.some((note) => isAbout(note, mutant)));
	const survivors = alive.filter((each) => !excused.includes(each)).map(survivorOf);
	const killedCount = mutants.length - alive.length;
	return {
		survivors,
		score: {
			killed: killedCount,
			total: mutants.length - excused.length,
			equivalent: excused.length
		},
		faults: [
			...survivors.map(survivorFault),
			...tried.filter(({ fate }) => fate === 'untried').map(untriedFault),
			...accepted.flatMap((sample) => noteFaults(sample, excused))
		]
	};
}

interface Candidate {
	sample: SampleSubmission;
	path: string;
	mutant: Mutant;
	notes: readonly Equivalent[];
}

/** `untried`: the machine failed, which is no word about the mutant. */
type Fate = 'killed' | 'survived' | 'no program' | 'untried';

/** At most so many of a sample, chosen by their own text, so that the same ones are chosen each time. */
function candidatesIn(typescript: typeof ts, sample: SampleSubmission): Candidate[] {
	return Object.entries(sample.files)
		.flatMap(([path, text]) => {
			const notes = equivalentsIn(text).flatMap(({ note }) => note ?? []);
			return mutantsOf(typescript, text).map((mutant) => ({ sample, path, mutant, notes }));
		})
		.map((candidate) => ({ candidate, rank: rankOf(candidate) }))
		.toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
		.slice(0, MUTANTS.perSampleMax)
		.map(({ candidate }) => candidate)
		.toSorted((a, b) => a.mutant.line - b.mutant.line || a.mutant.column - b.mutant.column);
}

function rankOf({ path, mutant, notes }: Candidate): string {
	// Those somebody wrote about are always tried, or their notes would look idle.
	if (notes.some((note) => isAbout(note, mutant))) return '';
	const text = [path, mutant.line, mutant.column, mutant.from, mutant.to].join('\n');
	return sha256(text);
}

/** A sample and the runs that each of its mutants goes through until one fails: the cheapest first. */
interface Trial {
	sample: SampleSubmission;
	jobs: Job[];
}

async function trialOf(runJob: RunJob, source: ExerciseSource, sample: SampleSubmission): Promise<Trial> {
	const [first = 1, ...others] = judgingSeeds(source);
	const parts = [
		{ entries: [VISIBLE_CHECKS], seed: first },
		{ entries: [HIDDEN_CHECKS], seed: first },
		...others.map((seed) => ({ seed }))
	];
	const checks = parts.map((part) => checksJob(source, sample.files, part));
	const scheduled = scheduleJob(source, completeFiles(source.starter, sample.files), `verify/${source.slug}`);
	const schedules = Array.from(
		{ length: Math.min(source.facts.schedules, MUTANTS.schedulesCount) },
		(_, index) => ({
			...scheduled,
			schedule: { seed: index + 1 }
		})
	);
	const jobs = [...checks, ...schedules].map((each) => ({ ...each, endsAtFirstFailure: true }));

	const measured = await Promise.all(jobs.map(async (each) => ({ job: each, report: await runJob(each) })));
	return {
		sample,
		// Checks that need the other file to have run say nothing alone.
		jobs: measured
			.filter(({ report }) => !hasFailure(report) && report.checks.length > 0)
			.map(({ job: each, report }) => ({
				...each,
				limits: { ...each.limits, stepsMax: stepsFor(report, each) }
			}))
	};
}

/** A mutant that runs for ever is known soon. */
function stepsFor({ usage }: Report, { limits }: Job): number {
	return Math.min(limits.stepsMax, usage.steps * MUTANTS.stepsFactor + MUTANTS.stepsMin);
}

async function fateOf(runJob: RunJob, { jobs }: Trial, { path, mutant }: Candidate): Promise<Fate> {
	for (const job of jobs) {
		const report = await runJob({ ...job, files: { ...job.files, [path]: mutant.text } });
		if (report.stopped?.verdict === 'compile_error') return 'no program';
		if (report.stopped?.verdict === 'internal_error') return 'untried';
		if (hasFailure(report)) return 'killed';
	}
	return 'survived';
}

function survivorOf({ sample, path, mutant: { line, column, from, to } }: Candidate): Survivor {
	return { file: `${sampleFolder(sample)}/${path}`, line, column, from, to };
}

function survivorFault({ file, line, column, from, to }: Survivor): SourceFault {
	return {
		gate: 7,
		file,
		line,
		column,
		message:
			`no check notices that ${quoted(from)} became ${quoted(to)}: add a check, or note above the line ` +
			`// equivalent: ${from} → ${to} because …`
	};
}

function untriedFault(candidate: Candidate): SourceFault {
	const { from, to, ...place } = survivorOf(candidate);
	return { gate: 7, ...place, message: `a machine failed on ${quoted(from)} as ${quoted(to)}: verify again` };
}

function quoted(code: string): string {
	return code === 'nothing' ? code : `\`${code}\``;
}

function noteFaults(sample: SampleSubmission, excused: readonly Candidate[]): SourceFault[] {
	return Object.entries(sample.files).flatMap(([path, text]) =>
		equivalentsIn(text).flatMap(({ line, note }): SourceFault[] => {
			const fault = (message: string) => [
				{ gate: 7 as const, file: `${sampleFolder(sample)}/${path}`, line, message }
			];
			if (note === null)
				return fault('a note reads // equivalent: what stood there → what became of it because …');
			const excuses = excused.some(
				(each) => each.sample === sample && each.path === path && isAbout(note, each.mutant)
			);
			return excuses
				? []
				: fault(
						`no mutant that survives is ${note.from} → ${note.to} at line ${note.codeLine}: remove this note`
					);
		})
	);
}
