import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { seriesSchema, type Catalog, type Lesson, type Series } from '../../domain/catalog.ts';
import { lessonOutline } from '../../domain/lesson-outline.ts';

/**
 * The catalogue, from the texts of `content/series`. Paths may begin with anything before
 * `content/series/`, as `import.meta.glob` and a folder give them differently. Throws with a sentence that names the file, because a site
 * with half a catalogue must not start.
 */
export function catalogFrom(files: Readonly<Record<string, string>>): Catalog {
	const texts = new Map(Object.entries(files).map(([file, text]) => [belowSeries(file), text]));
	const series = [...texts]
		.filter(([file]) => /^[^/]+\/series\.yaml$/.test(file))
		.map(([file, text]) => seriesFrom(file, text, texts))
		.toSorted((a, b) => a.position - b.position);
	refuseRepeats(series);
	return { series };
}

/** The same for Node: reads `content` itself. */
export async function readContentFolder(folder: string): Promise<Catalog> {
	const root = path.join(folder, 'series');
	const entries = await readdir(root, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile() && /\.svx$|^series\.yaml$/.test(entry.name))
		.map((entry) => path.join(entry.parentPath, entry.name));
	const texts = files.map(async (file) => {
		const name = path.relative(root, file).replaceAll(path.sep, '/');
		return [`content/series/${name}`, await readFile(file, 'utf8')] as const;
	});
	return catalogFrom(Object.fromEntries(await Promise.all(texts)));
}

function belowSeries(file: string): string {
	return file.replaceAll('\\', '/').replace(/^.*?content\/series\//, '');
}

function seriesFrom(file: string, text: string, texts: ReadonlyMap<string, string>): Series {
	const slug = file.split('/')[0] ?? '';
	const parsed = v.safeParse(seriesSchema, parse(text));
	if (!parsed.success) {
		const [issue] = parsed.issues;
		throw new Error(`content/series/${file}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
	}
	const { title, summary, position, lessons } = parsed.output;
	return {
		slug,
		title,
		summary,
		position,
		lessons: lessons.map((post) => lessonFrom(slug, post, texts))
	};
}

/** A post without a text is in preparation. */
function lessonFrom(
	seriesSlug: string,
	post: v.InferOutput<typeof seriesSchema>['lessons'][number],
	texts: ReadonlyMap<string, string>
): Lesson {
	const found = [...texts].find(([file]) => lessonSlugOf(file, seriesSlug) === post.slug);
	if (!found) {
		const empty = { exerciseSlugs: [], predictionIds: [], sections: [], updatedOn: null };
		return { ...post, seriesSlug, isPublished: false, ...empty };
	}
	const [file, text] = found;
	try {
		const { minutes, ...outline } = lessonOutline(text);
		return { ...post, seriesSlug, isPublished: true, ...outline, minutes: minutes ?? post.minutes };
	} catch (error) {
		throw new Error(`content/series/${file}: its front matter cannot be read`, { cause: error });
	}
}

/** `from-scratch/01-blockchain-from-scratch.svx`; null for what is no lesson of the series. */
function lessonSlugOf(file: string, seriesSlug: string): string | null {
	const match = /^([^/]+)\/\d\d-([a-z0-9-]+)\.svx$/.exec(file);
	return match?.[1] === seriesSlug ? (match[2] ?? null) : null;
}

/** Drafts and answers are kept under a lesson's slug, so two lessons must not share one. */
function refuseRepeats(series: readonly Series[]): void {
	const slugs = series.flatMap(({ lessons }) => lessons.map(({ slug }) => slug));
	const repeated = slugs.find((slug, index) => slugs.indexOf(slug) !== index);
	if (repeated) throw new Error(`content/series: two lessons have the slug ${repeated}`);
}
