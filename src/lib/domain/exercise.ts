import * as v from 'valibot';
import type { FileTree } from './files.ts';
import { LAB, RUN_LIMITS, type RunLimits } from './limits.ts';
import type { Verdict } from './verdict.ts';

export const EXERCISE_KINDS = [
	'implement',
	'fix',
	'break',
	'predict',
	'types',
	'tune',
	'examples-first'
] as const;
export type ExerciseKind = (typeof EXERCISE_KINDS)[number];

const slug = v.pipe(
	v.string(),
	v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens'),
	v.maxLength(80)
);
const seeds = v.pipe(
	v.array(v.pipe(v.number(), v.integer(), v.minValue(1))),
	v.minLength(1),
	v.maxLength(10)
);

/** `exercise.yaml`: the facts of an exercise. Unknown keys are refused, because they are typing mistakes. */
export const exerciseFactsSchema = v.strictObject({
	title: v.pipe(v.string(), v.minLength(3), v.maxLength(80)),
	kind: v.picklist(EXERCISE_KINDS),
	concepts: v.pipe(v.array(slug), v.minLength(1)),
	modules: v.optional(v.array(v.string()), []),
	minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)),
	seeds: v.optional(
		v.strictObject({
			visible: v.optional(seeds, [1]),
			hidden: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)), 1),
			explore: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 20)
		}),
		{}
	),
	/** How many schedules of the lab `checks/schedules.ts` is run under; 0 for exercises without it. */
	schedules: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAB.schedulesMaxCount)), 0),
	limits: v.optional(
		v.partial(
			v.strictObject({
				stepsMax: v.pipe(v.number(), v.integer(), v.minValue(1)),
				memoryBytesMax: v.pipe(v.number(), v.integer(), v.minValue(1))
			})
		),
		{}
	),
	review: v.optional(v.strictObject({ reseed: v.boolean() }), { reseed: true })
});

export type ExerciseFacts = v.InferOutput<typeof exerciseFactsSchema>;

/** An instructor's solution, right or wrong, with the verdict it must get. */
export interface SampleSubmission {
	/** The folder under the verdict: `canonical-json`. */
	name: string;
	verdict: Verdict;
	files: FileTree;
	/** Of wrong ones only, from the header comment of the first file. */
	misconception: { text: string; failsCheckTitle: string; message: string } | null;
}

/** Everything an instructor wrote for one exercise, as read from its folder. */
export interface ExerciseSource {
	slug: string;
	facts: ExerciseFacts;
	/** Markdown. */
	statement: string;
	/** Per task, the ladder of hints, shown one at a time. */
	hints: { task: number; rungs: { kind: 'concept' | 'where' | 'partial'; text: string }[] }[];
	starter: FileTree;
	/** `checks/visible.ts`. */
	visibleChecks: string;
	/** `checks/hidden.ts`; stays on the server. */
	hiddenChecks: string;
	/** `checks/schedules.ts`: its checks are run once for each schedule; empty when there are none. Shown to learners. */
	scheduleChecks: string;
	/** `checks/types.ts`, optional: what is demanded of types, read by the compiler; empty when nothing is. */
	typeChecks: string;
	samples: SampleSubmission[];
	/** `figure.ts`, optional: imports the learner's files and calls `draw()`; run beside the visible checks, never judged. */
	figure: string | null;
}

export function limitsOf(facts: ExerciseFacts): RunLimits {
	return { ...RUN_LIMITS, ...facts.limits };
}
