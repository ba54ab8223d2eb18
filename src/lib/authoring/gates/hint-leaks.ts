import type ts from 'typescript';
import { editableRanges } from '../../domain/exercise-view.ts';
import type { ExerciseSource } from '../../domain/exercise.ts';
import type { FileTree } from '../../domain/files.ts';
import { isReadOnly } from '../../domain/submittable-files.ts';
import { judgingSeeds, type RunJob } from '../run-submission.ts';
import { sampleFolder } from '../reading/parse-samples.ts';
import type { SourceFault } from '../source-fault.ts';
import { checksJob } from './checks-job.ts';

/** So many tokens in a row, at least half of them words or numbers, are code of the solution. */
const RUN_TOKENS = 8;
const RUN_WORDS = 4;

/**
 * Gate 9: what a learner reads before the rung [partial] does not solve the task. It holds no run of
 * a right sample's code that neither starter nor statement shows, and its code, put into the starter,
 * does not make the checks of its task pass.
 */
export async function checkHintLeaks(runJob: RunJob, source: ExerciseSource): Promise<SourceFault[]> {
	const { default: typescript } = await import('typescript');
	const rungs = source.hints.flatMap(({ task, rungs: all }) =>
		all.filter(({ kind }) => kind !== 'partial').map(({ kind, text }) => ({ task, kind, text }))
	);
	const pasted = await Promise.all(
		rungs.map(async (rung) => ((await solvesItsTask(runJob, typescript, source, rung)) ? [rung] : []))
	);
	return [
		...rungs.flatMap((rung) => quotedCode(typescript, source, rung)),
		...pasted.flat().map((rung) => fault(rung, 'its code, pasted in, makes the checks of the task pass'))
	];
}

interface Rung {
	task: number;
	kind: string;
	text: string;
}

function fault({ task, kind }: Rung, message: string): SourceFault {
	const remedy = 'say where to look, and keep the code for [partial]';
	return { gate: 9, file: 'hints.md', line: null, message: `task ${task}, [${kind}]: ${message}: ${remedy}` };
}

function quotedCode(typescript: typeof ts, source: ExerciseSource, rung: Rung): SourceFault[] {
	const shown = [
		source.statement,
		source.visibleChecks,
		source.typeChecks,
		...Object.values(source.starter)
	].map(tokensOf);
	const rungTokens = tokensOf(rung.text);
	for (const sample of source.samples.filter(({ verdict }) => verdict === 'accepted')) {
		for (const text of Object.values(sample.files)) {
			const code = tokensOf(withoutComments(typescript, text));
			const run = sharedRun(rungTokens, code, shown);
			if (run) return [fault(rung, `it quotes “${run.join(' ')}” of ${sampleFolder(sample)}`)];
		}
	}
	return [];
}

/** Words, numbers and signs, each as they are written. */
function tokensOf(text: string): string[] {
	return text.match(/[\p{L}_$#][\p{L}\d_$]*|\d[\d_.a-z]*|[=<>!&|?*+-]+|[^\s]/gu) ?? [];
}

/** The first run of tokens that both have and nothing shown has. */
function sharedRun(
	rung: readonly string[],
	code: readonly string[],
	shown: readonly (readonly string[])[]
): string[] | null {
	const inCode = runsOf(code);
	const inShown = new Set(shown.flatMap((tokens) => [...runsOf(tokens)]));
	for (let start = 0; start + RUN_TOKENS <= rung.length; start += 1) {
		const run = rung.slice(start, start + RUN_TOKENS);
		const words = run.filter((token) => /[\p{L}\d]/u.test(token));
		const key = run.join(' ');
		if (words.length >= RUN_WORDS && inCode.has(key) && !inShown.has(key)) return run;
	}
	return null;
}

function runsOf(tokens: readonly string[]): Set<string> {
	return new Set(tokens.map((_, start) => tokens.slice(start, start + RUN_TOKENS).join(' ')));
}

function withoutComments(typescript: typeof ts, text: string): string {
	const file = typescript.createSourceFile('code.ts', text, typescript.ScriptTarget.ES2024, true);
	return typescript.createPrinter({ removeComments: true }).printFile(file);
}

/** All checks of the task pass; of an exercise whose groups are not numbered, all checks. */
async function solvesItsTask(
	runJob: RunJob,
	typescript: typeof ts,
	source: ExerciseSource,
	rung: Rung
): Promise<boolean> {
	const fences = [...rung.text.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].map(([, body = '']) => body);
	const candidates = fences.flatMap((fence) => pastedInto(typescript, source.starter, fence));
	const [seed = 1] = judgingSeeds(source);
	for (const files of candidates) {
		const report = await runJob(checksJob(source, files, { seed }));
		if (report.stopped) continue;
		const ofTask = report.checks.filter(({ id }) => id.startsWith(`${rung.task}. `));
		const asked = ofTask.length > 0 ? ofTask : report.checks;
		if (asked.length > 0 && asked.every(({ outcome }) => outcome === 'accepted')) return true;
	}
	return false;
}

/** A whole function takes the place of the starter's; other code becomes the body of each function in turn. */
function pastedInto(typescript: typeof ts, starter: FileTree, fence: string): FileTree[] {
	const theirs = functionsIn(typescript, fence).filter((each) => typescript.isFunctionDeclaration(each));
	return Object.entries(starter)
		.filter(([, text]) => !isReadOnly(text))
		.flatMap(([path, text]): FileTree[] => {
			const ours = functionsIn(typescript, text).filter((each) => isEditable(text, each));
			const pasted = theirs.length > 0 ? [withFunctions(text, ours, theirs)] : withBodies(text, ours, fence);
			return pasted.filter((each) => each !== text).map((each) => ({ [path]: each }));
		});
}

/** From the last to the first, so that places stay where they are. */
function withFunctions(text: string, ours: readonly Code[], theirs: readonly Code[]): string {
	return ours.toReversed().reduce((whole, each) => {
		const name = each.name?.getText() ?? '';
		const replacement = theirs.find((other) => other.name?.getText() === name);
		if (name === '' || !replacement) return whole;
		const isExported = each.getText().startsWith('export ') && !replacement.getText().startsWith('export ');
		return spliced(whole, each, `${isExported ? 'export ' : ''}${replacement.getText()}`);
	}, text);
}

function withBodies(text: string, ours: readonly Code[], fence: string): string[] {
	const isExpression = /^[^;{}]+$/.test(fence);
	const body = `{ ${isExpression ? 'return ' : ''}${fence} }`;
	return ours.flatMap((each) => (each.body ? [spliced(text, each.body, body)] : []));
}

type Code = ts.FunctionDeclaration | ts.MethodDeclaration | ts.ArrowFunction;

/** Functions, methods and arrow functions, but for those within them. */
function functionsIn(typescript: typeof ts, text: string): Code[] {
	const file = typescript.createSourceFile('code.ts', text, typescript.ScriptTarget.ES2024, true);
	const found: Code[] = [];
	const visit = (node: ts.Node): void => {
		const isCode =
			typescript.isFunctionDeclaration(node) ||
			typescript.isMethodDeclaration(node) ||
			typescript.isArrowFunction(node);
		if (isCode) found.push(node);
		else typescript.forEachChild(node, visit);
	};
	visit(file);
	return found;
}

function isEditable(text: string, node: ts.Node): boolean {
	const line = text.slice(0, node.getStart()).split('\n').length;
	const ranges = editableRanges(text);
	return ranges === null || ranges.some(({ fromLine, toLine }) => line >= fromLine && line <= toLine);
}

function spliced(text: string, place: ts.Node, replacement: string): string {
	return text.slice(0, place.getStart()) + replacement + text.slice(place.end);
}
