// read-only
import type pg from 'pg';

/** Bits of `t_infomask`; src/include/access/htup_details.h of PostgreSQL 18. */
export const HEAP_XMAX_LOCK_ONLY = 0x0080;
/** Notes of those who have asked the commit log before, to spare others the way. Where there is none, nobody has asked. */
export const HEAP_XMIN_COMMITTED = 0x0100;
export const HEAP_XMIN_INVALID = 0x0200;
export const HEAP_XMAX_COMMITTED = 0x0400;
export const HEAP_XMAX_INVALID = 0x0800;

/** One version of a row, as it stands on the page. */
export interface Version {
	/** Its ctid, as SELECT shows it: `(0,1)`. */
	place: string;
	id: number;
	/** The transaction that inserted it. */
	xmin: number;
	/** The transaction that deleted it, put another version in its place, or locked it; 0 when none has. */
	xmax: number;
	infomask: number;
}

/** What a look is allowed to see. */
export interface Snapshot {
	/** Transactions from this one on had not ended when the snapshot was taken. */
	xmax: number;
	/** Transactions below `xmax` that were in progress at that moment. */
	inProgress: number[];
	/** The transaction that looks; null as long as it has changed nothing. */
	own: number | null;
}

/** What has become of a transaction by now. */
export type Status = 'committed' | 'aborted' | 'in progress';

/** Asks the commit log. It throws for a number that stands for no transaction. */
export type StatusOf = (xid: number) => Status;

/** The versions on the first page of a table whose first column is an int, read past all visibility. */
export async function readVersions(client: pg.Client, table: string): Promise<Version[]> {
	const { rows } = await client.query(
		`select lp, t_data, t_xmin::text, t_xmax::text, t_infomask
		from heap_page_items(get_raw_page($1, 0)) where lp_flags = 1 order by lp`,
		[table]
	);
	return rows.map(({ lp, t_data, t_xmin, t_xmax, t_infomask }) => ({
		place: `(0,${lp})`,
		id: t_data.readInt32LE(0),
		xmin: Number(t_xmin),
		xmax: Number(t_xmax),
		infomask: t_infomask
	}));
}

/** The snapshot with which the client would look now. */
export async function readSnapshot(client: pg.Client): Promise<Snapshot> {
	const { rows } = await client.query(
		'select pg_current_snapshot()::text as snapshot, pg_current_xact_id_if_assigned()::text as own'
	);
	const [, xmax, inProgress = ''] = rows[0].snapshot.split(':');
	return {
		xmax: Number(xmax),
		inProgress: inProgress === '' ? [] : inProgress.split(',').map(Number),
		own: rows[0].own === null ? null : Number(rows[0].own)
	};
}

/** What the commit log says now of the transactions that have left a number on these versions. */
export async function readLog(client: pg.Client, versions: readonly Version[]): Promise<StatusOf> {
	const xids = new Set(versions.flatMap(({ xmin, xmax }) => [xmin, xmax]));
	xids.delete(0);
	const { rows } = await client.query(
		'select xid, pg_xact_status(xid::text::xid8) as status from unnest($1::int[]) as xid',
		[[...xids]]
	);
	const statuses = new Map<number, Status>(rows.map(({ xid, status }) => [xid, status]));
	return (xid) => {
		const status = statuses.get(xid);
		if (status) return status;
		throw new RangeError(`The commit log has nothing about transaction ${xid}.`);
	};
}
