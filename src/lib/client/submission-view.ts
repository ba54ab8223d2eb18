import * as v from 'valibot';
import type { SubmissionView } from '../domain/submission.ts';
import { traceSchema } from '../domain/trace-schema.ts';
import { VERDICTS, type Verdict } from '../domain/verdict.ts';

const locationFields = { path: v.string(), line: v.number(), column: v.number() };

const stopSchema = v.object({
	verdict: v.picklist(
		VERDICTS.filter(
			(verdict): verdict is Exclude<Verdict, 'accepted' | 'wrong_answer'> =>
				verdict !== 'accepted' && verdict !== 'wrong_answer'
		)
	),
	message: v.string(),
	error: v.nullable(
		v.object({
			name: v.string(),
			message: v.string(),
			frames: v.array(v.object({ ...locationFields, functionName: v.string() }))
		})
	),
	location: v.nullable(v.object(locationFields))
});

const scheduleSchema = v.object({
	seed: v.number(),
	onlyFaults: v.optional(v.array(v.string()))
});

const explorationSchema = v.object({
	results: v.array(
		v.object({ seed: v.number(), verdict: v.picklist(VERDICTS), message: v.nullable(v.string()) })
	),
	smallest: v.nullable(
		v.object({ schedule: scheduleSchema, message: v.string(), trace: v.nullable(traceSchema) })
	)
});

const viewSchema = v.object({
	id: v.string(),
	exerciseSlug: v.string(),
	revisionNumber: v.number(),
	submittedAt: v.string(),
	state: v.picklist(['queued', 'judging', 'judged']),
	verdict: v.nullable(v.picklist(VERDICTS)),
	stopped: v.nullable(stopSchema),
	checks: v.array(
		v.object({
			id: v.string(),
			title: v.string(),
			groups: v.array(v.string()),
			outcome: v.picklist([...VERDICTS, 'skipped']),
			message: v.nullable(v.string()),
			expected: v.nullable(v.string()),
			actual: v.nullable(v.string()),
			isHidden: v.boolean()
		})
	),
	exploration: v.nullable(explorationSchema),
	misconception: v.nullable(v.object({ idea: v.string(), message: v.string() }))
});

/** A submission as the server tells of it; null for anything else, such as a proxy's error page. */
export function submissionViewFrom(value: unknown): SubmissionView | null {
	const parsed = v.safeParse(viewSchema, value);
	return parsed.success ? parsed.output : null;
}

/** The learner's own submissions to one exercise, as `GET /api/submissions` lists them. */
export function submissionViewsFrom(value: unknown): SubmissionView[] {
	const parsed = v.safeParse(v.object({ submissions: v.array(viewSchema) }), value);
	return parsed.success ? parsed.output.submissions : [];
}

/** The files of one submission, where it was asked for with them. */
export function submittedFilesFrom(value: unknown): Record<string, string> | null {
	const parsed = v.safeParse(v.object({ files: v.record(v.string(), v.string()) }), value);
	return parsed.success ? parsed.output.files : null;
}
