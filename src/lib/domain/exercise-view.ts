import type { ExerciseKind, ExerciseSource } from './exercise.ts';
import { limitsOf } from './exercise.ts';
import type { FileTree } from './files.ts';
import type { RunLimits } from './limits.ts';

/**
 * What a learner's browser may know of an exercise. This function is the only way from a source to
 * a browser, so hidden checks and sample submissions cannot leave by another door.
 */
export interface ExerciseView {
	slug: string;
	revisionId: string;
	revisionNumber: number;
	title: string;
	kind: ExerciseKind;
	concepts: string[];
	minutes: number;
	statementHtml: string;
	hints: { task: number; rungs: { kind: 'concept' | 'where' | 'partial'; html: string }[] }[];
	starter: FileTree;
	/** Per starter file, the line ranges a learner may change; null when the whole file is theirs. */
	editable: Record<string, { fromLine: number; toLine: number }[] | null>;
	visibleChecks: string;
	/** Shown like the visible ones; run once under each of `schedulesCount` schedules. Empty without any. */
	scheduleChecks: string;
	schedulesCount: number;
	/** Shown like the visible ones; looked at when the work is submitted. Empty without any. */
	typeChecks: string;
	figure: string | null;
	/** Ids of the visible checks, in order; and how many more the judge asks. */
	checkIds: string[];
	hiddenChecksCount: number;
	typeChecksCount: number;
	seed: number;
	limits: RunLimits;
}

export interface RenderedMarkdown {
	statementHtml: string;
	hints: ExerciseView['hints'];
}

export function exerciseViewOf(
	source: ExerciseSource,
	revision: {
		id: string;
		number: number;
		visibleCheckIds: readonly string[];
		hiddenCheckIds: readonly string[];
		typeCheckIds: readonly string[];
	},
	rendered: RenderedMarkdown
): ExerciseView {
	return {
		slug: source.slug,
		revisionId: revision.id,
		revisionNumber: revision.number,
		title: source.facts.title,
		kind: source.facts.kind,
		concepts: source.facts.concepts,
		minutes: source.facts.minutes,
		statementHtml: rendered.statementHtml,
		hints: rendered.hints,
		starter: source.starter,
		editable: Object.fromEntries(
			Object.entries(source.starter).map(([path, text]) => [path, editableRanges(text)])
		),
		visibleChecks: source.visibleChecks,
		scheduleChecks: source.scheduleChecks,
		schedulesCount: source.facts.schedules,
		typeChecks: source.typeChecks,
		figure: source.figure,
		checkIds: [...revision.visibleCheckIds],
		hiddenChecksCount: revision.hiddenCheckIds.length,
		typeChecksCount: revision.typeCheckIds.length,
		seed: source.facts.seeds.visible?.[0] ?? 1,
		limits: limitsOf(source.facts)
	};
}

/**
 * The lines between `// region edit` and `// endregion`, exclusive; null without any region.
 * A file whose first line begins with `// read-only` has no line to change.
 */
export function editableRanges(text: string): { fromLine: number; toLine: number }[] | null {
	if (/^\/\/ read-only\b/.test(text)) return [];
	const ranges: { fromLine: number; toLine: number }[] = [];
	let open: number | null = null;
	text.split('\n').forEach((line, index) => {
		if (/^\s*\/\/\s*region edit\b/.test(line)) open = index + 2;
		else if (/^\s*\/\/\s*endregion\b/.test(line) && open !== null) {
			ranges.push({ fromLine: open, toLine: index });
			open = null;
		}
	});
	return ranges.length > 0 ? ranges : null;
}
