// read-only
import type { LabPostgres } from 'lab';

export const EVENTS_COUNT = 2_000;
/** The first ones. */
export const HELD_COUNT = 120;
export const BATCH_ROWS = 100;
/** Six of eight days go. */
export const BEFORE = '2023-11-07';
export const OLD_COUNT = 1_500 - HELD_COUNT;

const NOTE = "repeat('n', 60)";

/** The table, its events, and a note of each transaction that removes some. */
export const SETUP = [
	`create table events (
		id int generated always as identity primary key,
		happened_on date not null,
		held boolean not null default false,
		note text not null
	)`,
	'create index events_of_day on events (happened_on)',
	`insert into events (happened_on, held, note)
	select date '2023-11-01' + (i - 1) / 250, i <= ${HELD_COUNT}, ${NOTE} from generate_series(1, ${EVENTS_COUNT}) i`,
	'create table removals (transaction text not null, events int not null)',
	`create function note_removal() returns trigger language plpgsql as $$
	begin
		insert into removals select pg_current_xact_id()::text, count(*) from gone;
		return null;
	end $$`,
	`create trigger note_removal after delete on events
	referencing old table as gone for each statement execute function note_removal()`,
	'vacuum analyze events'
];

/** What arrives while old events go. */
export const ARRIVE = `insert into events (happened_on, note) select '2023-11-09', ${NOTE} from generate_series(1, $1::int)`;

/** How many events each transaction has removed. */
export function removedIn(db: LabPostgres): number[] {
	const rows = db.query<{ events: number }>(
		'select sum(events)::int as events from removals group by transaction having sum(events) > 0 order by transaction::int'
	);
	return rows.map(({ events }) => events);
}

export function eventsIn(db: LabPostgres): { old: number; held: number; all: number } {
	const [row] = db.query<{ old: number; held: number; all: number }>(
		`select count(*) filter (where happened_on < '${BEFORE}' and not held)::int as old,
			count(*) filter (where held)::int as held, count(*)::int as all from events`
	);
	return row ?? { old: 0, held: 0, all: 0 };
}

/** What is on the pages of the table: tuples, line pointers of dead ones, and which file it is. */
export function pagesOf(db: LabPostgres): { tuples: number; dead: number; pages: number; file: number } {
	const [row] = db.query<{ tuples: number; dead: number; pages: number; file: number }>(
		`select count(*) filter (where lp_flags = 1)::int as tuples, count(*) filter (where lp_flags = 3)::int as dead,
			(pg_relation_size('events') / 8192)::int as pages, pg_relation_filenode('events')::int as file
		from generate_series(0, pg_relation_size('events') / 8192 - 1) page,
			heap_page_items(get_raw_page('events', page::int))`
	);
	return row ?? { tuples: 0, dead: 0, pages: 0, file: 0 };
}
