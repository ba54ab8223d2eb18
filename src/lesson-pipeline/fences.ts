import { parse } from 'yaml';
import * as v from 'valibot';
import { predictionSchema } from '../lib/domain/prediction.ts';
import { isTraceView, TRACE_VIEWS, type TraceView } from '../lib/domain/trace-view.ts';
import { highlight } from './highlight.ts';
import { inlineMarkdown } from './inline-markdown.ts';

/** A fenced block of a lesson that becomes a component, and the props it gets. */
export interface Fence {
	component: 'Snippet' | 'Prediction' | 'ExpectedOutput' | 'CodeTabs';
	props: Record<string, unknown>;
}

/** A fenced block as written. */
export interface FencedBlock {
	language: string;
	options: Record<string, string>;
	body: string;
	/** Line of the opening fence in the file, from 1. */
	line: number;
}

/** Reads a file of the lesson's own folder: `content/series/<series>/<lesson>/<name>`. */
export type ReadAsset = (name: string) => string;

const FENCE = /^```([a-z]+)[ \t]*([^\n`]*)\n([\s\S]*?)^```[ \t]*$/gm;

/** Finds the fences that become components: `ts run`, `predict`, `output`, and those with `tab=`. */
export function interactiveFences(text: string): (FencedBlock & { start: number; end: number })[] {
	return [...text.matchAll(FENCE)]
		.map((match) => ({
			language: match[1] ?? '',
			options: optionsOf(match[2] ?? ''),
			body: match[3] ?? '',
			line: text.slice(0, match.index).split('\n').length,
			start: match.index,
			end: match.index + match[0].length
		}))
		.filter(
			({ language, options }) =>
				'run' in options || 'tab' in options || language === 'predict' || language === 'output'
		);
}

/** Blocks with `tab=` that follow each other, with nothing but empty lines between, are one choice of languages. */
export function groupedFences<Block extends FencedBlock & { start: number; end: number }>(
	text: string,
	blocks: readonly Block[]
): Block[][] {
	const groups: Block[][] = [];
	for (const block of blocks) {
		const last = groups.at(-1)?.at(-1);
		const isNext = last !== undefined && 'tab' in block.options && 'tab' in last.options;
		if (isNext && text.slice(last.end, block.start).trim() === '') groups.at(-1)?.push(block);
		else groups.push([block]);
	}
	return groups;
}

/** One block, or one choice of languages, as a component. */
export async function fenceOfGroup(
	blocks: readonly FencedBlock[],
	lessonSlug: string,
	readAsset: ReadAsset
): Promise<Fence> {
	const [first] = blocks;
	if (first && !('tab' in first.options)) return fenceOf(first, lessonSlug, readAsset);
	const tabs = blocks.map(async (block) => ({
		label: required(block, 'tab').replaceAll('_', ' '),
		...('run' in block.options
			? { snippet: (await fenceOf(block, lessonSlug, readAsset)).props }
			: { html: await highlight(block.body, block.language) })
	}));
	return { component: 'CodeTabs', props: { tabs: await Promise.all(tabs) } };
}

export async function fenceOf(block: FencedBlock, lessonSlug: string, readAsset: ReadAsset): Promise<Fence> {
	if (block.language === 'predict') return predictionFence(block, lessonSlug);
	if (block.language === 'output') {
		return {
			component: 'ExpectedOutput',
			props: { of: required(block, 'of'), html: await highlight(block.body, 'text') }
		};
	}
	const { code, imports } = snippetFiles(block, readAsset);
	return {
		component: 'Snippet',
		props: {
			id: required(block, 'id'),
			lessonSlug,
			path: snippetPath(block),
			lineCount: code.split('\n').length,
			html: await highlight(code, block.language),
			imports,
			seed: Number(block.options['seed'] ?? 1),
			entry: block.options['entry'] ?? null,
			schedules: Number(block.options['schedules'] ?? 0),
			figure: block.options['figure'] ?? null,
			trace: traceViewOf(block)
		}
	};
}

/** `trace`, or `trace=log`: what happens in the lab is shown under the program, and which view of it first. */
function traceViewOf({ options, line }: FencedBlock): TraceView | null {
	const view = options['trace'];
	if (view === undefined) return null;
	if (view === '') return 'swimlane';
	if (!isTraceView(view)) {
		throw new Error(
			`the fence at line ${line} has trace=${view}; there are ${Object.keys(TRACE_VIEWS).join(', ')}`
		);
	}
	return view;
}

/** The name of a runnable fence's own file. */
export function snippetPath({ language, options }: FencedBlock): string {
	return options['file'] ?? (language === 'sql' ? 'main.sql' : 'main.ts');
}

/** The text of a runnable fence and the read-only files beside it. */
export function snippetFiles(
	block: FencedBlock,
	readAsset: ReadAsset
): { code: string; imports: { path: string; text: string }[] } {
	const file = block.options['file'];
	const code = (file && block.body.trim() === '' ? readAsset(file) : block.body).trimEnd();
	const names = block.options['import']?.split(',') ?? [];
	return { code, imports: names.map((path) => ({ path, text: readAsset(path) })) };
}

/** The YAML of a `predict` fence; a mistake names the line of the fence. */
export function predictionOf(block: FencedBlock): v.InferOutput<typeof predictionSchema> {
	const parsed = v.safeParse(predictionSchema, parse(block.body));
	if (!parsed.success) {
		const [issue] = parsed.issues;
		throw new Error(`prediction at line ${block.line}: ${v.getDotPath(issue) ?? ''} ${issue.message}`);
	}
	return parsed.output;
}

async function predictionFence(block: FencedBlock, lessonSlug: string): Promise<Fence> {
	const prediction = predictionOf(block);
	const code = prediction.code?.trimEnd() ?? null;
	return {
		component: 'Prediction',
		props: {
			id: required(block, 'id'),
			lessonSlug,
			question: inlineMarkdown(prediction.question),
			code,
			codeHtml: code === null ? null : await highlight(code, 'ts'),
			choices: prediction.choices.map(({ id, text, why, prints, correct }) => ({
				id,
				html: inlineMarkdown(text),
				whyHtml: inlineMarkdown(why),
				prints: prints ?? null,
				isCorrect: correct === true
			}))
		}
	};
}

function required(block: FencedBlock, option: string): string {
	const value = block.options[option];
	if (!value) throw new Error(`the fence at line ${block.line} needs ${option}=…`);
	return value;
}

function optionsOf(text: string): Record<string, string> {
	const words = text.trim().split(/\s+/).filter(Boolean);
	return Object.fromEntries(
		words.map((word) => {
			const [name = '', ...value] = word.split('=');
			return [name, value.join('=')];
		})
	);
}
