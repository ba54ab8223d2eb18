import { checkHintLeaks } from '../../authoring/gates/hint-leaks.ts';
import { tryMutants, type MutantScore } from '../../authoring/gates/mutants.ts';
import { runSamples, samplesFaults, stepsOf, type SampleRun } from '../../authoring/gates/samples.ts';
import { lintExercise } from '../../authoring/lint/lint-exercise.ts';
import { exerciseSourceFrom } from '../../authoring/reading/exercise-source.ts';
import { sampleFolder } from '../../authoring/reading/parse-samples.ts';
import type { SourceFault } from '../../authoring/source-fault.ts';
import type { Prover } from '../../authoring/verify-exercise.ts';
import { limitsOf, type ExerciseSource } from '../../domain/exercise.ts';
import type { FileTree } from '../../domain/files.ts';
import type { Report } from '../../domain/report.ts';
import { verdictOf, type Verdict } from '../../domain/verdict.ts';

/** What of a source could be read: enough for a page to show it as learners would see it. */
export interface ReadSource {
	title: string;
	/** `submissions/wrong_answer/no-cap`, with the files a learner would have. */
	samples: { folder: string; verdict: Verdict; files: FileTree }[];
}

/** A sample, or the starter, and what judging it says. */
export interface ProvedSample {
	/** `submissions/wrong_answer/no-cap`, or `starter`. */
	folder: string;
	/** Null for the starter, which must only not be accepted. */
	expected: Verdict | null;
	verdict: Verdict;
	/** The first check that failed, and what a learner would read. */
	failure: { title: string; message: string } | null;
	steps: number;
}

/** A check, and the samples that fail it: without any it proves nothing. */
export interface ProvedCheck {
	id: string;
	path: string;
	failedBy: string[];
}

/** What a proof has found so far; each part replaces the same part of the proof before it. */
export interface Findings {
	/** Null where the source could not be read. */
	source: ReadSource | null;
	/** By the part of the proof that found them. */
	faults: Record<ProofPart, SourceFault[]>;
	samples: ProvedSample[];
	checks: ProvedCheck[];
	/** Of the slowest right sample, and how many a run may use. */
	steps: { used: number; max: number };
	/** Null while they are not tried: right samples that fail say nothing about small mistakes. */
	mutants: MutantScore | null;
}

export const PROOF_PARTS = ['reading', 'samples', 'types', 'mutants', 'hints'] as const;
export type ProofPart = (typeof PROOF_PARTS)[number];

export interface ProofListener {
	/** Some findings are there. */
	onfound: (found: Partial<Omit<Findings, 'faults'>>) => void;
	/** A part has ended, with what is to be mended. */
	onpart: (part: ProofPart, faults: SourceFault[]) => void;
	onprogress: (done: number, total: number) => void;
}

/**
 * The gates of verification in the order in which an author wants to hear of them, each as soon as it is
 * known, and going on where `verifyExercise` would refuse: who is in the middle of a word still learns
 * what their samples do. That the same report comes three times is left to the server.
 */
export async function prove(
	slug: string,
	texts: FileTree,
	prover: Prover,
	listener: ProofListener
): Promise<void> {
	const read = exerciseSourceFrom(slug, texts);
	if (!read.ok) {
		listener.onfound({ source: null });
		return listener.onpart('reading', read.fault);
	}
	const source = read.value;
	listener.onfound({ source: readSource(source) });
	listener.onpart('reading', lintExercise(source));

	const ran: SampleRun[] = [];
	const runs = await runSamples(source, prover, (run) => {
		ran.push(run);
		listener.onfound({ samples: inOrder(source, ran) });
	});
	listener.onfound({
		samples: [starterOf(runs.starter), ...inOrder(source, runs.samples)],
		checks: checksOf(runs.samples),
		steps: { used: stepsOf(runs.samples), max: limitsOf(source.facts).stepsMax }
	});
	const faults = samplesFaults(source, runs);
	listener.onpart('samples', faults);
	listener.onpart('types', await prover.typeFaults(source));

	if (faults.some(({ gate }) => gate === 4)) return;
	const mutants = await tryMutants(prover.runJob, source, listener.onprogress);
	listener.onfound({ mutants: mutants.score });
	listener.onpart('mutants', mutants.faults);
	listener.onpart('hints', await checkHintLeaks(prover.runJob, source));
}

function readSource({ facts, samples }: ExerciseSource): ReadSource {
	return {
		title: facts.title,
		samples: samples.map((sample) => ({
			folder: sampleFolder(sample),
			verdict: sample.verdict,
			files: sample.files
		}))
	};
}

function starterOf(report: Report): ProvedSample {
	return provedFrom('starter', null, report);
}

/** As the instructor ordered them, whichever ended first. */
function inOrder({ samples }: ExerciseSource, ran: readonly SampleRun[]): ProvedSample[] {
	return samples.flatMap((sample) => {
		const run = ran.find((each) => each.sample === sample);
		return run ? [provedFrom(sampleFolder(sample), sample.verdict, run.report)] : [];
	});
}

function provedFrom(folder: string, expected: Verdict | null, report: Report): ProvedSample {
	const failed = report.checks.find(({ outcome }) => outcome !== 'accepted' && outcome !== 'skipped');
	const failure = failed
		? { title: failed.title, message: failed.message ?? failed.error?.message ?? '' }
		: report.stopped && { title: '', message: report.stopped.message };
	const verdict = verdictOf(
		report,
		report.checks.map(({ id }) => id)
	);
	return { folder, expected, verdict, failure, steps: report.usage.steps };
}

function checksOf(samples: readonly SampleRun[]): ProvedCheck[] {
	const seen = new Map<string, ProvedCheck>();
	for (const { sample, report } of samples) {
		for (const { id, path, outcome } of report.checks) {
			const check = seen.get(id) ?? { id, path, failedBy: [] };
			seen.set(id, check);
			const isFailed = outcome !== 'accepted' && outcome !== 'skipped';
			if (isFailed && sample.verdict !== 'accepted') check.failedBy.push(sampleFolder(sample));
		}
	}
	return [...seen.values()];
}
