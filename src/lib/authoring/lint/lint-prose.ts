import MarkdownIt from 'markdown-it';
import type { ExerciseSource } from '../../domain/exercise.ts';
import { isSafeLink } from '../../domain/safe-link.ts';
import { sampleFolder } from '../reading/parse-samples.ts';
import type { SourceFault } from '../source-fault.ts';

/** What reads well and works: sections, tasks with hints, links, alternative texts, no word that belittles. */
export function lintProse(source: ExerciseSource): SourceFault[] {
	const hints = source.hints.flatMap(({ task, rungs }) =>
		rungs.flatMap((rung) =>
			lintText(rung.text).map((each) => hintFault(`task ${task}, [${rung.kind}]: ${each.message}`))
		)
	);
	const messages = source.samples.flatMap((sample) =>
		sample.misconception === null
			? []
			: lintText(`${sample.misconception.text}\n${sample.misconception.message}`).map(({ message }) => ({
					gate: 1 as const,
					file: sampleFolder(sample),
					line: null,
					message
				}))
	);
	return [
		...lintSections(source.statement),
		...lintText(source.statement).map(({ line, message }) => statementFault(line, message)),
		...lintHints(source),
		...hints,
		...messages
	];
}

/** How many tasks a statement sets: headings `## 1. …`, else the items of the list below `## Task`. */
export function tasksCount(statement: string): number {
	const numbered = statement.match(/^## \d+\. /gm)?.length ?? 0;
	if (numbered > 0) return numbered;
	const section = /^## Tasks?\b[^\n]*\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(statement)?.[1] ?? '';
	return section.match(/^\d+\. /gm)?.length ?? 0;
}

function lintSections(statement: string): SourceFault[] {
	const faults: SourceFault[] = [];
	const heading = statement.split('\n').findIndex((line) => /^# /.test(line));
	if (heading !== -1) {
		faults.push(
			statementFault(
				heading + 1,
				'the title stands in exercise.yaml: begin with a paragraph, and headings with ##'
			)
		);
	}
	if (!/^[^#\s]/.test(statement.trimStart())) {
		faults.push(
			statementFault(
				1,
				'begin with a paragraph that says what goes wrong without this, before the first heading'
			)
		);
	}
	if (tasksCount(statement) === 0) {
		faults.push(
			statementFault(null, 'set at least one task: a heading "## 1. …", or a numbered list below "## Task"')
		);
	}
	if (!/^## What (?:will be|is|we) run\b/im.test(statement)) {
		faults.push(statementFault(null, 'say what the checks do, below a heading "## What will be run"'));
	}
	return faults;
}

function lintHints({ statement, hints }: ExerciseSource): SourceFault[] {
	const count = tasksCount(statement);
	const tasks = hints.map(({ task }) => task);
	const faults = tasks
		.filter((task, index) => task < 1 || task > count || tasks.indexOf(task) !== index)
		.map((task) => hintFault(`"## Task ${task}": the statement has no such task, or it stands here twice`));
	for (let task = 1; task <= count; task += 1) {
		const rungs = hints.find((each) => each.task === task)?.rungs ?? [];
		if (rungs.length === 0)
			faults.push(hintFault(`task ${task} has no hint: give it at least one rung below "## Task ${task}"`));
	}
	return faults;
}

const BELITTLING = /\b(just|simply|obviously)\b/i;
const parser = new MarkdownIt({ html: true });
// A link the renderer would leave as text has to be found, too.
parser.validateLink = () => true;

/** Lines count from the start of the text. */
function lintText(text: string): { line: number | null; message: string }[] {
	const faults: { line: number | null; message: string }[] = [];
	for (const block of parser.parse(text, {})) {
		const line = block.map === null ? null : block.map[0] + 1;
		if (block.type === 'html_block') faults.push({ line, message: 'HTML is shown as text: write Markdown' });

		for (const [index, token] of (block.children ?? []).entries()) {
			const at = line === null ? null : line + breaksBefore(block.children ?? [], index);
			if (token.type === 'html_inline')
				faults.push({ line: at, message: `${token.content} is shown as text: write Markdown` });
			if (token.type === 'image' && token.content.trim() === '') {
				faults.push({
					line: at,
					message: 'the image has no alternative text: say what it shows between the brackets'
				});
			}
			const target = String(token.attrGet('href') ?? token.attrGet('src') ?? '');
			if (target !== '' && !isSafeLink(target)) {
				faults.push({
					line: at,
					message: `the link ${target} leads nowhere: write https://… or a path of this site that begins with /`
				});
			}
			if (token.type === 'image' && !target.startsWith('/')) {
				faults.push({
					line: at,
					message: `browsers load no image from elsewhere: serve ${target} from this site, with a path that begins with /`
				});
			}
			const word = token.type === 'text' ? BELITTLING.exec(token.content)?.[1] : undefined;
			if (word)
				faults.push({
					line: at,
					message: `"${word}" tells a reader who struggles that they should not: leave it out`
				});
		}
	}
	return faults;
}

function breaksBefore(tokens: readonly { type: string }[], index: number): number {
	return tokens.slice(0, index).filter(({ type }) => type === 'softbreak' || type === 'hardbreak').length;
}

function statementFault(line: number | null, message: string): SourceFault {
	return { gate: 1, file: 'statement.md', line, message };
}

function hintFault(message: string): SourceFault {
	return { gate: 1, file: 'hints.md', line: null, message };
}
