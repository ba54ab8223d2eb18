import { lessonPath, lessonsOf, type Catalog, type Lesson, type Series } from '../../domain/catalog.ts';
import {
	lessonProgress,
	nextLesson,
	type LearningRecord,
	type LessonProgress,
	type LessonState
} from '../../domain/progress.ts';

/** One thing on a line: a lesson of a series, or an exercise of a collection. */
export interface LineNode {
	slug: string;
	title: string;
	state: LessonState;
	/** The one lesson "Continue" leads to; drawn in ember, and only one in the whole catalogue. */
	isNext: boolean;
}

/** A series or a collection as a line with nodes. */
export interface LinePicture {
	slug: string;
	path: string;
	title: string;
	summary: string;
	nodes: LineNode[];
	/** What a node is. */
	noun: 'lesson' | 'exercise';
	/** Of all nodes, written or not. */
	completedCount: number;
}

/** A lesson as a node on the line of its series: all that the lists and lines of the catalogue show. */
export interface LessonNode extends LineNode {
	number: number;
	summary: string;
	seriesSlug: string;
	seriesTitle: string;
	/** Null while in preparation: there is nothing to open. */
	path: string | null;
	minutes: number | null;
	exercisesCount: number;
	exercisesAcceptedCount: number;
}

export interface SeriesPicture extends LinePicture {
	nodes: LessonNode[];
}

/** The catalogue as one learner sees it. The same picture stands on `/`, `/series` and `/progress`. */
export function picturesOf(catalog: Catalog, record: LearningRecord): SeriesPicture[] {
	const nextSlug = nextLesson(catalog, record)?.lesson.slug ?? null;
	return catalog.series.map((series) => pictureOf(series, record, nextSlug));
}

/** Any choice of lessons in the order given, as on a tag's page. */
export function nodesOf(lessons: Lesson[], catalog: Catalog, record: LearningRecord): LessonNode[] {
	const nodeBySlug = new Map(
		picturesOf(catalog, record).flatMap(({ nodes }) => nodes.map((node) => [node.slug, node] as const))
	);
	return lessons.flatMap(({ slug }) => nodeBySlug.get(slug) ?? []);
}

/** `3 of 7 completed`, or what there is instead. */
export function summaryOf({
	nodes,
	noun,
	completedCount
}: Pick<LinePicture, 'nodes' | 'noun' | 'completedCount'>): string {
	if (completedCount > 0) return `${completedCount} of ${nodes.length} completed`;
	const readyCount = nodes.filter(({ state }) => state !== 'in_preparation').length;
	const all = nodes.length === 1 ? `1 ${noun}` : `${nodes.length} ${noun}s`;
	if (readyCount === nodes.length) return all;
	return readyCount === 0 ? `${all}, in preparation` : `${all}, ${readyCount} ready`;
}

/** How many of the thirty are done, for a line of progress over everything. */
export function totalsOf(catalog: Catalog, record: LearningRecord) {
	const all = lessonsOf(catalog).map((lesson) => lessonProgress(lesson, record));
	const ready = all.filter(({ state }) => state !== 'in_preparation');
	return {
		lessonsCount: all.length,
		lessonsReadyCount: ready.length,
		lessonsCompletedCount: ready.filter(({ state }) => state === 'completed').length,
		exercisesCount: ready.reduce((sum, { lesson }) => sum + lesson.exerciseSlugs.length, 0),
		exercisesAcceptedCount: ready.reduce((sum, { exercisesAcceptedCount }) => sum + exercisesAcceptedCount, 0)
	};
}

function pictureOf(series: Series, record: LearningRecord, nextSlug: string | null): SeriesPicture {
	const nodes = series.lessons.map((lesson) => nodeFrom(lessonProgress(lesson, record), series, nextSlug));
	return {
		slug: series.slug,
		path: `/series/${series.slug}`,
		title: series.title,
		summary: series.summary,
		nodes,
		noun: 'lesson',
		completedCount: nodes.filter(({ state }) => state === 'completed').length
	};
}

function nodeFrom(progress: LessonProgress, series: Series, nextSlug: string | null): LessonNode {
	const { lesson, state, exercisesAcceptedCount } = progress;
	return {
		number: lesson.number,
		slug: lesson.slug,
		title: lesson.title,
		summary: lesson.summary,
		seriesSlug: series.slug,
		seriesTitle: series.title,
		path: lesson.isPublished ? lessonPath(lesson) : null,
		minutes: lesson.minutes ?? null,
		state,
		isNext: lesson.slug === nextSlug,
		exercisesCount: lesson.exerciseSlugs.length,
		exercisesAcceptedCount
	};
}
