import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export interface LessonVisit {
	lessonSlug: string;
	/** The section that was last at the top of the window. */
	sectionId: string | null;
	visitedAt: Date;
}

/** One row for each lesson: where the learner was last, on whichever device. */
export async function keep(db: Kysely<Tables>, accountId: string, visit: LessonVisit): Promise<void> {
	await db
		.insertInto('lesson_visit')
		.values({
			account_id: accountId,
			lesson_slug: visit.lessonSlug,
			section_id: visit.sectionId,
			visited_at: visit.visitedAt.getTime()
		})
		.onConflict((conflict) =>
			conflict
				.columns(['account_id', 'lesson_slug'])
				.doUpdateSet((set) => ({
					section_id: set.ref('excluded.section_id'),
					visited_at: set.ref('excluded.visited_at')
				}))
				.whereRef('lesson_visit.visited_at', '<=', 'excluded.visited_at')
		)
		.execute();
}

/** The latest first. */
export async function list(db: Kysely<Tables>, accountId: string): Promise<LessonVisit[]> {
	const rows = await db
		.selectFrom('lesson_visit')
		.selectAll()
		.where('account_id', '=', accountId)
		.orderBy('visited_at', 'desc')
		.orderBy('lesson_slug')
		.execute();
	return rows.map((row) => ({
		lessonSlug: row.lesson_slug,
		sectionId: row.section_id,
		visitedAt: new Date(row.visited_at)
	}));
}
