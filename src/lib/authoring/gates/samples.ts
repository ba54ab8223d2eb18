import { limitsOf, type ExerciseSource, type SampleSubmission } from '../../domain/exercise.ts';
import type { FileTree } from '../../domain/files.ts';
import type { CheckResult, Report } from '../../domain/report.ts';
import { verdictOf } from '../../domain/verdict.ts';
import { findMisconception } from '../misconceptions.ts';
import { sampleFolder } from '../reading/parse-samples.ts';
import {
	exploredSeeds,
	HIDDEN_CHECKS,
	judgingSeeds,
	runSubmission,
	type CheckTypes,
	type RunJob
} from '../run-submission.ts';
import type { SourceFault } from '../source-fault.ts';
import { TYPE_CHECKS } from '../types/type-report.ts';
import { contentHashOf, type MisconceptionSignature, type Verification } from '../verification.ts';

/** A sample and what judging it would say. */
export interface SampleRun {
	sample: SampleSubmission;
	report: Report;
}

/** What the starter and each sample got. */
export interface SampleRuns {
	starter: Report;
	samples: SampleRun[];
}

/** Judges the starter and every sample, right ones under explored seeds as well. */
export async function runSamples(
	source: ExerciseSource,
	{ runJob, checkTypes }: { runJob: RunJob; checkTypes?: CheckTypes },
	onRun: (run: SampleRun) => void = () => undefined
): Promise<SampleRuns> {
	const run = (name: string, files: FileTree, seeds: readonly number[]) =>
		runSubmission(runJob, source, files, {
			jobId: `${source.slug}/${name}`,
			seeds,
			checkTypes,
			endsAtFirstFailure: true
		});
	const judged = judgingSeeds(source);
	const runSample = async (sample: SampleSubmission): Promise<SampleRun> => {
		const seeds = sample.verdict === 'accepted' ? [...judged, ...exploredSeeds(source)] : judged;
		const ran = { sample, report: await run(sampleFolder(sample), sample.files, seeds) };
		onRun(ran);
		return ran;
	};
	const [starter, samples] = await Promise.all([
		run('starter', source.starter, judged),
		Promise.all(source.samples.map(runSample))
	]);
	return { starter, samples };
}

/** Gates 3 to 6: whether each sample got what it must, and by which checks. */
export function samplesFaults(source: ExerciseSource, { starter, samples }: SampleRuns): SourceFault[] {
	const { accepted, wrong } = bySide(samples);
	const checks = checksOf(accepted);
	const checkIds = checks.map(({ id }) => id);
	const signatures = wrong.map(signatureOf);
	return [
		...starterFaults(starter, checkIds),
		...accepted.flatMap((each) => acceptedFaults(each, checkIds, source)),
		...wrong.flatMap((each) => wrongFaults(each, checkIds, signatures)),
		...uselessChecks(checks, wrong),
		...typeCheckFaults(source, checks)
	];
}

/** What is kept of samples without a fault. */
export function verificationOf(source: ExerciseSource, { starter, samples }: SampleRuns): Verification {
	const { accepted, wrong } = bySide(samples);
	const checks = checksOf(accepted);
	const idsIn = (isThere: (path: string) => boolean) =>
		checks.filter(({ path }) => isThere(path)).map(({ id }) => id);
	const judgedCount = judgingSeeds(source).length;
	return {
		contentHash: contentHashOf(source),
		engineHash: starter.engineHash,
		visibleCheckIds: idsIn((path) => path !== HIDDEN_CHECKS && path !== TYPE_CHECKS),
		hiddenCheckIds: idsIn((path) => path === HIDDEN_CHECKS),
		typeCheckIds: idsIn((path) => path === TYPE_CHECKS),
		signatures: wrong.map(signatureOf),
		stepsMax: stepsOf(samples),
		runsCount:
			(1 + wrong.length) * judgedCount + accepted.length * (judgedCount + exploredSeeds(source).length)
	};
}

/** Of the slowest right sample under any seed. */
export function stepsOf(samples: readonly SampleRun[]): number {
	return Math.max(0, ...bySide(samples).accepted.map(({ report }) => report.usage.steps));
}

function bySide(samples: readonly SampleRun[]): { accepted: SampleRun[]; wrong: SampleRun[] } {
	return {
		accepted: samples.filter(({ sample }) => sample.verdict === 'accepted'),
		wrong: samples.filter(({ sample }) => sample.verdict !== 'accepted')
	};
}

/** What the exercise demands: the checks that ran for right code, whichever sample saw most of them. */
function checksOf(accepted: readonly SampleRun[]): CheckResult[] {
	return accepted.map(({ report }) => report.checks).toSorted((a, b) => b.length - a.length)[0] ?? [];
}

/** Gate 3: the starter is not accepted, and its first failure speaks of the task. */
function starterFaults(report: Report, checkIds: readonly string[]): SourceFault[] {
	const fault = (message: string): SourceFault => ({ gate: 3, file: 'starter', line: null, message });
	if (report.stopped) {
		return [
			fault(
				`the starter does not get as far as a check (${report.stopped.verdict}: ${report.stopped.message})`
			)
		];
	}
	if (verdictOf(report, checkIds) === 'accepted')
		return [fault('the starter is accepted: nothing is left to do')];

	const first = report.checks.find(({ outcome }) => outcome !== 'accepted');
	const isAccident = first?.outcome === 'runtime_error' && ACCIDENTS.test(first.error?.name ?? '');
	return isAccident
		? [
				fault(
					`the first failure says "${first.message ?? first.error?.message}", which says nothing about the task: ` +
						'let the starter return something wrong, or throw an Error that says what is to be written'
				)
			]
		: [];
}

const ACCIDENTS = /^(TypeError|ReferenceError|SyntaxError|RangeError)$/;

/** Gate 4: right code passes under all seeds, with half of each limit to spare. */
function acceptedFaults(
	{ sample, report }: SampleRun,
	checkIds: readonly string[],
	source: ExerciseSource
): SourceFault[] {
	const fault = (message: string): SourceFault => ({
		gate: 4,
		file: sampleFolder(sample),
		line: null,
		message
	});
	if (report.stopped) return [fault(`it is stopped (${report.stopped.verdict}: ${report.stopped.message})`)];

	const failed = report.checks.filter(({ outcome }) => outcome !== 'accepted');
	if (failed.length > 0) {
		return failed.map(({ id, outcome, message }) =>
			fault(`"${id}" ends in ${outcome} under some seed: ${message ?? ''}`)
		);
	}
	const missing = checkIds.filter((id) => !report.checks.some((check) => check.id === id));
	if (missing.length > 0 || checkIds.length === 0) {
		return [fault(`it never runs ${quoted(missing) || 'any check'}: titles must not depend on the seed`)];
	}

	const limits = limitsOf(source.facts);
	const shares = [
		{ of: 'steps', used: report.usage.steps, max: limits.stepsMax },
		{ of: 'bytes of memory', used: report.usage.memoryBytes, max: limits.memoryBytesMax },
		{ of: 'promise jobs', used: report.usage.jobs, max: limits.jobsMax },
		{ of: 'timers', used: report.usage.timers, max: limits.timersMax }
	];
	return shares
		.filter(({ used, max }) => used > max / 2)
		.map(({ of, used, max }) =>
			fault(`it needs ${used} of ${max} ${of}: leave half to slower learners' code, or raise the limit`)
		);
}

/** A file of which nothing is demanded is a mistake in writing it; a name taken twice would hide one of both. */
function typeCheckFaults({ typeChecks }: ExerciseSource, checks: readonly CheckResult[]): SourceFault[] {
	if (typeChecks === '') return [];
	const fault = (message: string) => ({ gate: 4 as const, file: TYPE_CHECKS, line: null, message });
	const ours = checks.filter(({ path }) => path === TYPE_CHECKS);
	if (ours.length === 0) return [fault("it holds no check: write test('…', () => { … })")];
	return ours
		.filter((check) => checks.some((other) => other !== check && other.id === check.id))
		.map(({ id }) => fault(`two checks are called "${id}": give this one another title`));
}

/** Gate 5: each mistake gets its verdict, by the check it names, and the learner gets its message. */
function wrongFaults(
	{ sample, report }: SampleRun,
	checkIds: readonly string[],
	signatures: readonly MisconceptionSignature[]
): SourceFault[] {
	const fault = (message: string): SourceFault => ({
		gate: 5,
		file: sampleFolder(sample),
		line: null,
		message
	});
	const verdict = verdictOf(report, checkIds);
	if (verdict !== sample.verdict) {
		const why = report.stopped?.message ?? report.checks.find(({ outcome }) => outcome === verdict)?.message;
		return [fault(`it gets ${verdict} instead of ${sample.verdict}${why ? `: ${why}` : ''}`)];
	}

	const title = sample.misconception?.failsCheckTitle ?? '';
	const failed = failedChecks({ sample, report }, checkIds);
	if (verdict !== 'compile_error' && checkTitled(title, checkIds) === null) {
		return [fault(`@fails "${title}" names no check, or more than one: write one of ${quoted(checkIds)}`)];
	}
	if (verdict !== 'compile_error' && !failed.includes(checkTitled(title, checkIds) ?? '')) {
		return [fault(`it passes "${title}"; what it fails is ${quoted(failed) || 'no check'}`)];
	}

	const found = findMisconception(signatures, report, verdict);
	if (found?.message === sample.misconception?.message) return [];
	const others = signatures.filter(
		(each) => each.sample !== nameOf(sample) && findMisconception([each], report, verdict)
	);
	return [
		fault(
			`it behaves exactly like ${others.map((each) => each.sample).join(', ')}: add a check that tells them apart, or join them`
		)
	];
}

/** Gate 6: a check that nobody can fail proves nothing. */
function uselessChecks(checks: readonly CheckResult[], wrong: readonly SampleRun[]): SourceFault[] {
	const checkIds = checks.map(({ id }) => id);
	const failed = new Set(wrong.flatMap((each) => failedChecks(each, checkIds)));
	return checks
		.filter(({ id }) => !failed.has(id))
		.map(({ id, path }) => ({
			gate: 6,
			file: path,
			line: null,
			message: `no wrong sample fails "${id}": add the mistake it is there for, or remove it`
		}));
}

/** When a run is stopped, the check it stopped in may not report: the sample says which one that is. */
function failedChecks({ sample, report }: SampleRun, checkIds: readonly string[]): string[] {
	const failed = report.checks
		.filter(({ outcome }) => outcome !== 'accepted' && outcome !== 'skipped')
		.map(({ id }) => id);
	const named = checkTitled(sample.misconception?.failsCheckTitle ?? '', checkIds);
	const hasPassed = report.checks.some(({ id, outcome }) => id === named && outcome === 'accepted');
	return report.stopped && named !== null && !hasPassed ? [...new Set([...failed, named])] : failed;
}

/** By its whole id, or by its own title where that is enough to tell it from the others. */
function checkTitled(title: string, checkIds: readonly string[]): string | null {
	if (checkIds.includes(title)) return title;
	const [only, ...others] = checkIds.filter((id) => id.endsWith(` > ${title}`));
	return only !== undefined && others.length === 0 ? only : null;
}

function quoted(checkIds: readonly string[]): string {
	return checkIds.map((id) => `"${id}"`).join(', ');
}

function signatureOf({ sample, report }: SampleRun): MisconceptionSignature {
	return {
		sample: nameOf(sample),
		verdict: sample.verdict,
		checks: report.checks.map(({ id, outcome, message }) => ({ id, outcome, message })),
		message: sample.misconception?.message ?? '',
		idea: sample.misconception?.text ?? ''
	};
}

function nameOf({ verdict, name }: SampleSubmission): string {
	return `${verdict}/${name}`;
}
