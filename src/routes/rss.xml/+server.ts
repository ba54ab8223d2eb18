import { lessonPath, lessonsOf, type Lesson } from '#lib/domain/catalog.ts';
import { SITE_DESCRIPTION, SITE_NAME } from '#lib/ui/shell/site.ts';
import { escapeXml } from '../escape-xml.ts';
import type { RequestHandler } from './$types';

/** RSS 2.0 of the lessons that have a text, the one changed last first. */
export const GET: RequestHandler = ({ locals, url }) => {
	const lessons = lessonsOf(locals.services.catalog)
		.filter((lesson) => lesson.isPublished)
		.toSorted((a, b) => (b.updatedOn ?? '').localeCompare(a.updatedOn ?? '') || a.number - b.number);
	const latest = lessons.find(({ updatedOn }) => updatedOn !== null)?.updatedOn;

	const feed = [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">',
		'<channel>',
		`<title>${escapeXml(SITE_NAME)}</title>`,
		`<link>${escapeXml(url.origin)}/</link>`,
		`<description>${escapeXml(SITE_DESCRIPTION)}</description>`,
		'<language>en</language>',
		`<atom:link href="${escapeXml(url.origin)}/rss.xml" rel="self" type="application/rss+xml" />`,
		...(latest ? [`<lastBuildDate>${dateOf(latest)}</lastBuildDate>`] : []),
		...lessons.map((lesson) => itemOf(lesson, url.origin)),
		'</channel>',
		'</rss>'
	].join('\n');

	return new Response(`${feed}\n`, {
		headers: { 'content-type': 'application/rss+xml', 'cache-control': 'max-age=3600' }
	});
};

function itemOf(lesson: Lesson, origin: string): string {
	const address = escapeXml(origin + lessonPath(lesson));
	return [
		'<item>',
		`<title>${escapeXml(lesson.title)}</title>`,
		`<link>${address}</link>`,
		`<guid isPermaLink="true">${address}</guid>`,
		`<description>${escapeXml(lesson.summary)}</description>`,
		...lesson.tags.map((tag) => `<category>${escapeXml(tag)}</category>`),
		...(lesson.updatedOn ? [`<pubDate>${dateOf(lesson.updatedOn)}</pubDate>`] : []),
		'</item>'
	].join('\n');
}

/** An ISO date as RFC 822 wants it. */
function dateOf(isoDate: string): string {
	return new Date(isoDate).toUTCString();
}
