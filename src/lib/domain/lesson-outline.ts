import { parse } from 'yaml';
import * as v from 'valibot';

/** What the catalogue knows of a lesson's text, without rendering it. */
export interface LessonOutline {
	/** From the front matter. */
	minutes: number | null;
	/** `2026-11-23`. */
	updatedOn: string | null;
	/** In order of appearance. */
	exerciseSlugs: string[];
	predictionIds: string[];
	/** The headings of the second level, with the ids they get in the page. */
	sections: { id: string; title: string }[];
}

/** The text of a lesson (`.svx`). Throws with a sentence when the front matter cannot be read. */
export function lessonOutline(text: string): LessonOutline {
	const { frontMatter, body } = split(text);
	const facts = v.parse(frontMatterSchema, parse(frontMatter) ?? {});
	const prose = withoutFences(body);
	return {
		minutes: facts.minutes ?? null,
		updatedOn: facts.updated ?? null,
		exerciseSlugs: unique([...prose.matchAll(/<Exercise\s[^>]*?\bslug=["']([a-z0-9-]+)["']/g)]),
		predictionIds: unique([...body.matchAll(/^```predict\b[^\n]*?\bid=([a-zA-Z0-9_-]+)/gm)]),
		sections: sectionsOf(prose)
	};
}

const frontMatterSchema = v.object({
	minutes: v.optional(v.pipe(v.number(), v.integer())),
	updated: v.optional(v.pipe(v.string(), v.isoDate('`updated` is a day like 2026-11-23')))
});

function split(text: string): { frontMatter: string; body: string } {
	const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text);
	return match
		? { frontMatter: match[1] ?? '', body: text.slice(match[0].length) }
		: { frontMatter: '', body: text };
}

/** A heading or a tag inside code is code. */
function withoutFences(body: string): string {
	return body.replace(/^(```+)[^\n]*\n[\s\S]*?^\1[ \t]*$/gm, '');
}

/** Headings of every level take part in numbering ids that would be the same, as in the page. */
function sectionsOf(prose: string): { id: string; title: string }[] {
	const used = new Map<string, number>();
	return [...prose.matchAll(/^(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$/gm)].flatMap(
		([, marks = '', heading = '']) => {
			const title = plainText(heading);
			const id = uniqueId(slugOf(title), used);
			return marks === '##' ? [{ id, title }] : [];
		}
	);
}

/** What a heading says, without its marks. */
function plainText(markdown: string): string {
	return markdown
		.replace(/`([^`]*)`/g, '$1')
		.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/(\*\*|__|\*|~~)(.+?)\1/g, '$2')
		.trim();
}

/** As github-slugger makes it, which names the headings of the page. */
function slugOf(title: string): string {
	return title
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
		.replaceAll(' ', '-');
}

function uniqueId(slug: string, used: Map<string, number>): string {
	let id = slug;
	while (used.has(id)) {
		const count = (used.get(slug) ?? 0) + 1;
		used.set(slug, count);
		id = `${slug}-${count}`;
	}
	used.set(id, 0);
	return id;
}

function unique(matches: RegExpExecArray[]): string[] {
	return [...new Set(matches.map((match) => match[1] ?? ''))];
}
