import type { Client } from 'pg';

export interface Holder {
	kind: 'session' | 'prepared' | 'slot' | 'standby';
	name: string;
	/** In transactions. */
	age: number;
}

export interface Released {
	committed: string[];
	rolledBack: string[];
}

// region edit
/* @misconception A prepared transaction that nobody has written about is an orphan.
 * @fails "2. End the right ones, and clean > a young one that nobody has written about is left"
 * @message A transaction of 20 minutes was rolled back. Its coordinator prepares first and writes its decision afterwards, so it may be about to. */
const HOLDERS = `select * from (
	select 'session' as kind, pid::text as name, greatest(age(backend_xid), age(backend_xmin)) as age
	from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
	union all select 'prepared', gid, age(transaction) from pg_prepared_xacts where database = current_database()
	union all select 'slot', slot_name, age(xmin) from pg_replication_slots
	union all select 'standby', application_name, age(backend_xmin) from pg_stat_replication
) holders where age is not null order by age desc`;

const DECISIONS = `select gid, case when state = 'commit' then 'commit' else 'rollback' end as decision
	from pg_prepared_xacts left join coordinator_log using (gid)
	where database = current_database()
	and (state in ('commit', 'rollback') or state is null)`;

/** What keeps VACUUM from cleaning in this database, the oldest first. */
export async function holdersOf(client: Client): Promise<Holder[]> {
	const { rows } = await client.query<Holder>(HOLDERS);
	return rows;
}

/** Ends the prepared transactions that nobody will end, and vacuums articles. */
export async function release(client: Client): Promise<Released> {
	const { rows } = await client.query<{ gid: string; decision: 'commit' | 'rollback' }>(DECISIONS);
	const released: Released = { committed: [], rolledBack: [] };
	for (const { gid, decision } of rows) {
		await client.query(`${decision} prepared ${client.escapeLiteral(gid)}`);
		released[decision === 'commit' ? 'committed' : 'rolledBack'].push(gid);
	}
	await client.query('vacuum articles');
	return released;
}
// endregion
