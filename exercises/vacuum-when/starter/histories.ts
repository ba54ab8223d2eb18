// read-only
import { lab, type LabPostgres } from 'lab';
import pg, { type Client } from 'pg';

export const ORDERS_COUNT = 2_000;

const FILLED = [
	'create table orders (id int primary key, state text not null, note text not null)',
	`insert into orders select id, 'new', repeat('n', 60) from generate_series(1, ${ORDERS_COUNT}) id`
];

/** What has happened to each table. */
export const HISTORIES = {
	filled: [],
	'a tenth updated': ["update orders set state = 'paid' where id % 10 = 0"],
	'updated again and again': Array.from({ length: 2 }, () => "update orders set state = state || '.'"),
	'all locked': ['begin; select count(*) from (select from orders for update) locked; commit'],
	'a deletion rolled back': ['begin; delete from orders; rollback'],
	'an insertion rolled back': [
		"begin; insert into orders select id, 'new', repeat('n', 60) from generate_series(5001, 6000) id; rollback"
	],
	'374 deleted': ['delete from orders where id <= 374'],
	'375 deleted': ['delete from orders where id <= 375'],
	'half deleted': ['delete from orders where id % 2 = 0'],
	'nearly emptied': ['delete from orders where id % 10 > 0'],
	'emptied from its end': ['delete from orders where id > 150'],
	'nearly emptied, and somebody reads it': [
		'delete from orders where id % 10 > 0',
		'begin',
		'lock table orders in access share mode',
		"prepare transaction 'report'"
	],
	'nearly emptied, with an index that cannot be built anew': [
		"create function share(id int) returns int immutable language sql as 'select 100 / (id + 1)'",
		'create index on orders (share(id))',
		"create or replace function share(id int) returns int immutable language sql as 'select 100 / (id - id)'",
		'delete from orders where id % 10 > 0'
	]
} as const;

export type History = keyof typeof HISTORIES;

/** A server with a table that has this history, and a client of it. Who reads the table finds it as it stays. */
export async function serverWith(history: History): Promise<{ db: LabPostgres; client: Client }> {
	const db = lab.postgres({ setup: FILLED });
	const client = new pg.Client({ host: 'postgres' });
	await client.connect();
	for (const statement of HISTORIES[history]) await client.query(statement);
	for (const _ of [1, 2]) await client.query('select count(*) from orders');
	return { db, client };
}

/** What is on the pages, which file it is, and how many pages it has. */
export function pagesOf(db: LabPostgres): { tuples: number; pointers: number; pages: number; file: number } {
	const [row] = db.query<{ tuples: number; pointers: number; pages: number; file: number }>(
		`select count(*) filter (where lp_flags = 1)::int as tuples, count(*) filter (where lp_flags = 3)::int as pointers,
			(pg_relation_size('orders') / 8192)::int as pages, pg_relation_filenode('orders')::int as file
		from generate_series(0, pg_relation_size('orders') / 8192 - 1) page,
			heap_page_items(get_raw_page('orders', page::int))`
	);
	return row ?? { tuples: 0, pointers: 0, pages: 0, file: 0 };
}

export function rowsIn(db: LabPostgres): number {
	const [row] = db.query<{ rows: number }>('select count(*)::int as rows from orders');
	return row?.rows ?? 0;
}
