const DOCS = 'https://www.postgresql.org/docs/18';

export const EXPLAIN_DOCS = `${DOCS}/using-explain.html`;
const ANALYZE = `${EXPLAIN_DOCS}#USING-EXPLAIN-ANALYZE`;
const BASICS = `${EXPLAIN_DOCS}#USING-EXPLAIN-BASICS`;
const BUFFERS = `${DOCS}/sql-explain.html`;

/** What a field of EXPLAIN says, and where PostgreSQL 18 tells more; names as in FORMAT JSON. */
export const PLAN_FIELDS: Readonly<Record<string, readonly [words: string, href: string]>> = {
	'Index Cond': ['what it looks up in the index', BASICS],
	'Recheck Cond': ['asked again of the rows of a page that the bitmap knows only as a whole', BASICS],
	Filter: ['asked of each row after it was read', BASICS],
	'Hash Cond': ['what must be equal, looked up in a hash table', BASICS],
	'Merge Cond': ['what must be equal, in two inputs of the same order', BASICS],
	'Join Filter': ['asked of each pair of rows', BASICS],
	'Sort Key': ['what it sorts by', ANALYZE],
	'Group Key': ['rows with the same make one', `${DOCS}/queries-table-expressions.html#QUERIES-GROUP`],
	'Startup Cost': ['the planner’s units of work before the first row; no time', BASICS],
	'Total Cost': ['the planner’s units of work until the last row; no time', BASICS],
	'Plan Width': ['bytes of a row, as expected', BASICS],
	'Shared Hit Blocks': ['pages found in shared buffers, each time they were asked for', BUFFERS],
	'Shared Read Blocks': ['pages that had to be read from outside', BUFFERS],
	'Shared Dirtied Blocks': ['pages it was the first to change', BUFFERS],
	'Shared Written Blocks': ['changed pages it wrote out to make room', BUFFERS],
	'Temp Read Blocks': ['pages of temporary files read back', BUFFERS],
	'Temp Written Blocks': ['pages of temporary files: work_mem was too small', BUFFERS],
	'Rows Removed by Filter': ['read for nothing', ANALYZE],
	'Rows Removed by Join Filter': ['pairs looked at for nothing', ANALYZE],
	'Rows Removed by Index Recheck': ['on pages that the bitmap knew only as a whole', ANALYZE],
	'Heap Fetches': [
		'rows for which it had to look in the table: their page was not all-visible',
		`${DOCS}/indexes-index-only-scans.html`
	],
	'Exact Heap Blocks': ['pages of which the bitmap knew the rows', ANALYZE],
	'Lossy Heap Blocks': ['pages the bitmap knew only as a whole: work_mem was too small', ANALYZE],
	'Index Searches': ['descents from the root of the index', ANALYZE],
	'Sort Method': ['quicksort and top-N stay in memory, external merge goes to disk', ANALYZE],
	'Hash Batches': ['more than one: the hash table did not fit into memory', ANALYZE],
	'Inner Unique': ['each outer row has one match at most', BUFFERS]
};
