// read-only
import { setTimeout as sleep } from 'node:timers/promises';
import { lab, type LabPostgres } from 'lab';
import pg, { type Client } from 'pg';

/** A transaction that was prepared some time ago, and what its coordinator has written about it, if anything. */
export interface Prepared {
	gid: string;
	minutesAgo: number;
	log?: 'open' | 'commit' | 'rollback';
}

/** What the checks put into the views of the server, because this PostgreSQL has no second of its kind. */
export interface Recorded {
	sessions?: readonly { pid: number; database: string | null; xid?: number; xmin?: number }[];
	slots?: readonly { name: string; xmin?: number; catalogXmin?: number }[];
	standbys?: readonly { name: string; xmin?: number }[];
	/** Prepared in another database of the same server. */
	elsewhere?: readonly { gid: string; xid: number }[];
}

export const ARTICLES_COUNT = 500;

const SETUP = [
	'create table articles (id int primary key, views int not null)',
	`insert into articles select id, 0 from generate_series(1, ${ARTICLES_COUNT}) id`,
	'create table transfers (gid text primary key)',
	"create table coordinator_log (gid text primary key, state text not null check (state in ('open', 'commit', 'rollback')))",
	'create table accounts (name text primary key)'
];

/**
 * A server on which transactions were prepared, the one longest ago first. All articles are updated once before the first of
 * them and once after each. Then `act` has a client, and its answer is given back.
 */
export async function withServer<Answer>(
	prepared: readonly Prepared[],
	act: (client: Client, db: LabPostgres) => Promise<Answer>
): Promise<{ answer: Answer; db: LabPostgres }> {
	const db = lab.postgres({ setup: SETUP });
	const run: { end: (() => Answer) | null } = { end: null };
	lab.process('admin', async () => {
		const client = new pg.Client({ host: 'postgres' });
		await client.connect();
		await prepare(client, prepared);
		await act(client, db).then(
			(answer) => (run.end = () => answer),
			(error: unknown) => {
				run.end = () => {
					throw error;
				};
			}
		);
	});
	await lab.run({ forMs: 24 * 3_600_000, until: () => run.end !== null });
	if (run.end === null) throw new Error('After a day the function had not ended.');
	return { answer: run.end(), db };
}

async function prepare(client: Client, prepared: readonly Prepared[]): Promise<void> {
	const oldestFirst = prepared.toSorted((a, b) => b.minutesAgo - a.minutesAgo);
	await client.query('update articles set views = views + 1');
	for (const [index, { gid, minutesAgo, log }] of oldestFirst.entries()) {
		await client.query('begin');
		await client.query('insert into transfers values ($1)', [gid]);
		await client.query(`prepare transaction ${client.escapeLiteral(gid)}`);
		if (log) await client.query('insert into coordinator_log values ($1, $2)', [gid, log]);
		await client.query('update articles set views = views + 1');
		const next = oldestFirst[index + 1]?.minutesAgo ?? 0;
		await sleep((minutesAgo - next) * 60_000);
	}
}

/** Lets this client see more in the views of the server than is there. */
export async function record(client: Client, recorded: Recorded): Promise<void> {
	const { sessions = [], slots = [], standbys = [], elsewhere = [] } = recorded;
	const rows = {
		pg_stat_activity: sessions.map(({ pid, database, xid, xmin }) => ({
			pid,
			datname: database,
			backend_type: database === null ? 'walsender' : 'client backend',
			backend_xid: xid,
			backend_xmin: xmin
		})),
		pg_replication_slots: slots.map(({ name, xmin, catalogXmin }) => ({
			slot_name: name,
			xmin,
			catalog_xmin: catalogXmin
		})),
		pg_stat_replication: standbys.map(({ name, xmin }) => ({ application_name: name, backend_xmin: xmin })),
		pg_prepared_xacts: elsewhere.map(({ gid, xid }) => ({
			gid,
			transaction: xid,
			prepared: '2023-11-01T00:00:00Z',
			database: 'billing'
		}))
	};
	await client.query('create schema recorded');
	for (const [view, more] of Object.entries(rows))
		await client.query(`create view recorded.${view} as select * from pg_catalog.${view} union all
			select * from jsonb_populate_recordset(null::pg_catalog.${view}, ${client.escapeLiteral(JSON.stringify(more))})`);
	await client.query('set search_path = recorded, pg_catalog, public');
}

/** What is on the pages of articles. */
export function pagesOf(db: LabPostgres): { versions: number; deadPointers: number; pages: number } {
	const [row] = db.query<{ versions: number; dead: number; pages: number }>(
		`select count(*) filter (where lp_flags = 1)::int as versions, count(*) filter (where lp_flags = 3)::int as dead,
			(pg_relation_size('public.articles') / 8192)::int as pages
		from generate_series(0, pg_relation_size('public.articles') / 8192 - 1) page,
			public.heap_page_items(public.get_raw_page('public.articles', page::int))`
	);
	return { versions: row?.versions ?? 0, deadPointers: row?.dead ?? 0, pages: row?.pages ?? 0 };
}
