import * as v from 'valibot';

const slug = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));

/** One of the thirty posts. `number` is its place on the tag page, newest first. */
export const postSchema = v.strictObject({
	number: v.pipe(v.number(), v.integer(), v.minValue(1)),
	slug,
	title: v.pipe(v.string(), v.minLength(3)),
	summary: v.pipe(v.string(), v.minLength(20), v.maxLength(300)),
	tags: v.array(slug),
	minutes: v.optional(v.pipe(v.number(), v.integer()))
});

/** `content/series/<series>/series.yaml`. Lessons stand in reading order. */
export const seriesSchema = v.strictObject({
	title: v.string(),
	summary: v.pipe(v.string(), v.minLength(20)),
	position: v.pipe(v.number(), v.integer()),
	lessons: v.pipe(v.array(postSchema), v.minLength(1))
});

export interface Lesson extends v.InferOutput<typeof postSchema> {
	seriesSlug: string;
	/** False while a post has no text yet: it is listed as in preparation, never linked. */
	isPublished: boolean;
	/** In order of appearance; empty while in preparation. */
	exerciseSlugs: string[];
	predictionIds: string[];
	sections: { id: string; title: string }[];
	updatedOn: string | null;
}

export interface Series {
	slug: string;
	title: string;
	summary: string;
	position: number;
	lessons: Lesson[];
}

export interface Catalog {
	/** By position. */
	series: Series[];
}

export function lessonsOf(catalog: Catalog): Lesson[] {
	return catalog.series.flatMap((series) => series.lessons);
}

export function lessonsTagged(catalog: Catalog, tag: string): Lesson[] {
	return lessonsOf(catalog)
		.filter((lesson) => lesson.tags.includes(tag))
		.toSorted((a, b) => a.number - b.number);
}

export function findLesson(catalog: Catalog, seriesSlug: string, lessonSlug: string): Lesson | null {
	return lessonsOf(catalog).find((l) => l.seriesSlug === seriesSlug && l.slug === lessonSlug) ?? null;
}

export function lessonPath(lesson: Pick<Lesson, 'seriesSlug' | 'slug'>): `/series/${string}/${string}` {
	return `/series/${lesson.seriesSlug}/${lesson.slug}`;
}
