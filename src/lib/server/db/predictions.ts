import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export interface PredictionAnswer {
	lessonSlug: string;
	predictionId: string;
	choiceId: string;
	answeredAt: Date;
}

/** The latest answer counts; one that comes late from another device changes nothing. */
export async function keep(db: Kysely<Tables>, accountId: string, answer: PredictionAnswer): Promise<void> {
	await db
		.insertInto('prediction_answer')
		.values({
			account_id: accountId,
			lesson_slug: answer.lessonSlug,
			prediction_id: answer.predictionId,
			choice_id: answer.choiceId,
			answered_at: answer.answeredAt.getTime()
		})
		.onConflict((conflict) =>
			conflict
				.columns(['account_id', 'lesson_slug', 'prediction_id'])
				.doUpdateSet((set) => ({
					choice_id: set.ref('excluded.choice_id'),
					answered_at: set.ref('excluded.answered_at')
				}))
				.whereRef('prediction_answer.answered_at', '<=', 'excluded.answered_at')
		)
		.execute();
}

/** The latest first. */
export async function list(
	db: Kysely<Tables>,
	accountId: string,
	lessonSlug?: string
): Promise<PredictionAnswer[]> {
	const rows = await db
		.selectFrom('prediction_answer')
		.selectAll()
		.where('account_id', '=', accountId)
		.$if(lessonSlug !== undefined, (query) => query.where('lesson_slug', '=', lessonSlug ?? ''))
		.orderBy('answered_at', 'desc')
		.orderBy('prediction_id')
		.execute();
	return rows.map((row) => ({
		lessonSlug: row.lesson_slug,
		predictionId: row.prediction_id,
		choiceId: row.choice_id,
		answeredAt: new Date(row.answered_at)
	}));
}
