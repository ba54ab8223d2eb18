import type { RequestHandler } from './$types';

/** Everything may be read by everyone but what belongs to one person. */
export const GET: RequestHandler = ({ url }) =>
	new Response(
		[
			'User-agent: *',
			'Disallow: /account',
			'Disallow: /api/',
			'Disallow: /setup/',
			'',
			`Sitemap: ${url.origin}/sitemap.xml`,
			''
		].join('\n'),
		{ headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'max-age=3600' } }
	);
