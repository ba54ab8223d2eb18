import * as v from 'valibot';

/** What the head of a lesson file says about it. */
export interface LessonFacts {
	objectives: string[];
	prerequisites: string[];
	outOfScope: string[];
	sources: { title: string; url: string }[];
}

const lines = v.optional(v.array(v.string()), []);

const factsSchema = v.object({
	objectives: lines,
	prerequisites: lines,
	outOfScope: lines,
	sources: v.optional(v.array(v.object({ title: v.string(), url: v.string() })), [])
});

export function lessonFactsFrom(metadata: unknown): LessonFacts {
	return v.parse(factsSchema, metadata ?? {});
}
