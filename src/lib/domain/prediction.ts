import * as v from 'valibot';

/**
 * A predict-before-run prompt, written in a lesson as a fence: ```` ```predict id=avalanche ````.
 * `code` is run by the page and by a test; the correct choice is the one whose `prints` it prints.
 */
export const predictionSchema = v.strictObject({
	question: v.pipe(v.string(), v.minLength(10)),
	code: v.optional(v.string()),
	choices: v.pipe(
		v.array(
			v.strictObject({
				id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
				text: v.string(),
				/** What `code` prints when this choice is right. */
				prints: v.optional(v.string()),
				correct: v.optional(v.literal(true)),
				/** Why it is right, or which misconception it shows. */
				why: v.pipe(v.string(), v.minLength(10))
			})
		),
		v.minLength(2),
		v.maxLength(5),
		v.check(
			(choices) => choices.filter((choice) => choice.correct).length === 1,
			'exactly one choice is correct'
		)
	)
});

export type Prediction = v.InferOutput<typeof predictionSchema>;
