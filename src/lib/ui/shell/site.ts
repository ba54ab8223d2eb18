/** What the site says of itself, once. */
export const SITE_NAME = 'Hotpath';
export const SITE_DESCRIPTION =
	'Thirty lessons in backend engineering where everything runs: TypeScript you change, break and submit in the page.';
