import {
	interactiveFences,
	predictionOf,
	snippetFiles,
	snippetPath,
	type FencedBlock,
	type ReadAsset
} from '../../../lesson-pipeline/fences.ts';
import type { ExerciseSource } from '../../domain/exercise.ts';
import type { FileTree } from '../../domain/files.ts';
import { RUN_LIMITS } from '../../domain/limits.ts';
import type { Report } from '../../domain/report.ts';
import { completeFiles } from '../../domain/submittable-files.ts';
import type { RunJob } from '../run-submission.ts';
import type { SourceFault } from '../source-fault.ts';

/** A text whose code is run: a lesson, a statement, a hint. */
export interface Prose {
	/** What a fault names: `statement.md`. */
	file: string;
	text: string;
	/** Files the code may import beside those its fence names. */
	files: FileTree;
	readAsset: ReadAsset;
}

/** Gate 10, for an exercise: the code of its statement and its hints may import a right solution. */
export async function checkExerciseProse(runJob: RunJob, source: ExerciseSource): Promise<SourceFault[]> {
	const sample = source.samples.find(({ verdict }) => verdict === 'accepted');
	const shared = {
		files: completeFiles(source.starter, sample?.files ?? {}),
		readAsset: (name: string) => source.starter[name] ?? ''
	};
	const faults = await checkProse(runJob, { file: 'statement.md', text: source.statement, ...shared });
	for (const { task, rungs } of source.hints) {
		for (const { kind, text } of rungs) {
			const ofRung = await checkProse(runJob, { file: 'hints.md', text, ...shared });
			// A rung does not know where in its file it stands.
			const named = ofRung.map((each) => ({
				...each,
				line: null,
				message: `task ${task}, [${kind}]: ${each.message}`
			}));
			faults.push(...named);
		}
	}
	return faults;
}

/**
 * Gate 10: fences marked `run` are run, and what the text says they print is what they print. So it
 * is with the answers of its predictions.
 */
export async function checkProse(runJob: RunJob, prose: Prose): Promise<SourceFault[]> {
	const fences = interactiveFences(prose.text);
	const outputs = fences.filter(({ language }) => language === 'output');
	const snippets = fences.filter(({ options }) => 'run' in options);
	const predictions = fences.filter(({ language }) => language === 'predict');
	const faultAt = (line: number, message: string): SourceFault => ({
		gate: 10,
		file: prose.file,
		line,
		message
	});

	const found = await Promise.all([
		...snippets.map(async (fence) => {
			const shown = outputs.find(({ options }) => options['of'] === fence.options['id']);
			return snippetFaults(await runSnippet(runJob, prose, fence), fence, shown, faultAt);
		}),
		...predictions.map((fence) => predictionFaults(runJob, prose, fence, faultAt))
	]);
	const ids = snippets.map(({ options }) => options['id']);
	const orphans = outputs
		.filter(({ options }) => !ids.includes(options['of']))
		.map(({ line, options }) =>
			faultAt(line, `there is no fence "ts run id=${options['of'] ?? '…'}" that prints this`)
		);
	return [...found.flat(), ...orphans];
}

type FaultAt = (line: number, message: string) => SourceFault;

function snippetFaults(
	report: Report,
	fence: FencedBlock,
	shown: FencedBlock | undefined,
	faultAt: FaultAt
): SourceFault[] {
	const breaks = 'breaks' in fence.options;
	if (report.stopped && !breaks)
		return [faultAt(fence.line, `its code is stopped: ${report.stopped.message}`)];
	if (!report.stopped && breaks) return [faultAt(fence.line, 'it is said to break, and it runs to its end')];
	const printed = linesOf(report);
	const promised = shown ? shown.body.trimEnd().split('\n') : [];
	const wrongAt = Array.from({ length: Math.max(printed.length, promised.length) }, (_, index) => index).find(
		(index) => printed[index] !== promised[index]
	);
	const faults: SourceFault[] = [];
	if (wrongAt !== undefined) {
		const line = shown ? shown.line + 1 + wrongAt : fence.line;
		faults.push(
			faultAt(
				line,
				`its code prints ${words(printed[wrongAt])} where the text says ${words(promised[wrongAt])}`
			)
		);
	}
	if (report.drawings.length !== (fence.options['figure'] ? 1 : 0)) {
		faults.push(
			faultAt(fence.line, `its code draws ${report.drawings.length} pictures: name its figure, or draw one`)
		);
	}
	if (report.usage.steps > RUN_LIMITS.stepsMax / 2) {
		faults.push(faultAt(fence.line, 'it needs more than half of the steps that a run may use: shorten it'));
	}
	return faults;
}

async function predictionFaults(
	runJob: RunJob,
	prose: Prose,
	fence: FencedBlock,
	faultAt: FaultAt
): Promise<SourceFault[]> {
	const prediction = predictionIn(fence);
	if (typeof prediction === 'string') return [faultAt(fence.line, prediction)];
	const { code, choices } = prediction;
	const correct = choices.find((choice) => choice.correct);
	if (code === undefined) return [];
	const report = await runJob(proseJob({ ...prose.files, 'main.ts': code }, {}, 1));
	if (report.stopped) return [faultAt(fence.line, `its code is stopped: ${report.stopped.message}`)];
	const printed = linesOf(report).join('\n');
	return printed === correct?.prints
		? []
		: [
				faultAt(
					fence.line,
					`its code prints ${words(printed)} where the right choice says ${words(correct?.prints)}`
				)
			];
}

/** Or what is wrong with it. */
function predictionIn(fence: FencedBlock): ReturnType<typeof predictionOf> | string {
	try {
		return predictionOf(fence);
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

function runSnippet(runJob: RunJob, prose: Prose, fence: FencedBlock): Promise<Report> {
	const { code, imports } = snippetFiles(fence, prose.readAsset);
	const harness = Object.fromEntries(imports.map(({ path, text }) => [path, text]));
	const path = snippetPath(fence);
	return runJob({
		...proseJob({ ...prose.files, [path]: code }, harness, Number(fence.options['seed'] ?? 1)),
		entries: [fence.options['entry'] ?? path]
	});
}

function proseJob(files: FileTree, harnessFiles: FileTree, seed: number) {
	return {
		id: 'verify/prose',
		files,
		harnessFiles,
		entries: ['main.ts'],
		seed,
		limits: RUN_LIMITS
	};
}

function linesOf(report: Report): string[] {
	return report.output
		.map(({ values }) => values.map(({ text }) => text).join(' '))
		.flatMap((text) => text.split('\n'));
}

function words(line: string | undefined): string {
	return line === undefined ? 'nothing' : `“${line}”`;
}
