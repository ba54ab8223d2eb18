import { lessonPath, lessonsOf } from '#lib/domain/catalog.ts';
import { collectionPath } from '#lib/domain/collection.ts';
import { publishedCollections } from '#lib/server/catalog/collections.ts';
import { escapeXml } from '../escape-xml.ts';
import type { RequestHandler } from './$types';

const FIXED_PATHS = ['/', '/series', '/collections', '/about'];

/** Every page worth finding: the fixed ones, series, tags, the lessons that have a text, and collections. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { catalog } = locals.services;
	const tags = new Set(lessonsOf(catalog).flatMap((lesson) => lesson.tags));
	const published = lessonsOf(catalog).filter((lesson) => lesson.isPublished);
	const collections = await publishedCollections(locals.services);
	const entries = [
		...FIXED_PATHS.map((path) => ({ path, updatedOn: null })),
		...catalog.series.map(({ slug }) => ({ path: `/series/${slug}`, updatedOn: null })),
		...[...tags].map((tag) => ({ path: `/tags/${tag}`, updatedOn: null })),
		...published.map((lesson) => ({ path: lessonPath(lesson), updatedOn: lesson.updatedOn })),
		...collections.map(({ slug, publishedAt }) => ({
			path: collectionPath(slug),
			updatedOn: publishedAt.toISOString().slice(0, 10)
		}))
	];
	const lines = entries.map(({ path, updatedOn }) => {
		const modified = updatedOn ? `<lastmod>${escapeXml(updatedOn)}</lastmod>` : '';
		return `\t<url><loc>${escapeXml(url.origin + path)}</loc>${modified}</url>`;
	});

	return new Response(
		`<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('\n')}\n</urlset>\n`,
		{ headers: { 'content-type': 'application/xml', 'cache-control': 'max-age=3600' } }
	);
};
