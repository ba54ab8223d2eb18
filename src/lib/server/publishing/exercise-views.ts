import type { Kysely } from 'kysely';
import { exerciseViewOf, type ExerciseView, type RenderedMarkdown } from '../../domain/exercise-view.ts';
import type { ExerciseSource } from '../../domain/exercise.ts';
import * as exercises from '../db/exercises.ts';
import type { Tables } from '../db/tables.ts';
import { renderMarkdown } from '../markdown/render-markdown.ts';
import type { Services } from '../services.ts';

/**
 * What a learner's browser may know of an exercise; null when there is none of that name.
 * Revisions never change, so each is rendered once in the life of a server.
 */
export async function findExerciseView(
	{ db }: Pick<Services, 'db'>,
	slug: string
): Promise<ExerciseView | null> {
	const revisionId = await exercises.findCurrentRevisionId(db, slug);
	if (revisionId === null) return null;

	const known = viewsOf(db);
	const view = known.get(revisionId) ?? renderView(db, revisionId);
	known.set(revisionId, view);
	// A failure is not an answer to keep.
	view.catch(() => known.delete(revisionId));
	return view;
}

/** Ids are unique within one database only. */
const viewsByDatabase = new WeakMap<Kysely<Tables>, Map<string, Promise<ExerciseView>>>();

function viewsOf(db: Kysely<Tables>): Map<string, Promise<ExerciseView>> {
	const views = viewsByDatabase.get(db) ?? new Map<string, Promise<ExerciseView>>();
	viewsByDatabase.set(db, views);
	return views;
}

async function renderView(db: Kysely<Tables>, revisionId: string): Promise<ExerciseView> {
	const { source, verification, id, number } = await exercises.getRevision(db, revisionId);
	const { visibleCheckIds, hiddenCheckIds, typeCheckIds } = verification;
	return exerciseViewOf(
		source,
		{ id, number, visibleCheckIds, hiddenCheckIds, typeCheckIds },
		await renderedMarkdown(source)
	);
}

/** Statement and hints as HTML that is safe to show. */
export async function renderedMarkdown({ statement, hints }: ExerciseSource): Promise<RenderedMarkdown> {
	return {
		statementHtml: await renderMarkdown(statement),
		hints: await Promise.all(
			hints.map(async ({ task, rungs }) => ({
				task,
				rungs: await Promise.all(
					rungs.map(async ({ kind, text }) => ({ kind, html: await renderMarkdown(text) }))
				)
			}))
		)
	};
}
