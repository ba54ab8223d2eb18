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
// equivalent: 3_600_000 → 3600001 because no transaction of the checks is an hour old to the millisecond
const HOUR_MS = 3_600_000;

interface Row {
	name: string;
	age: number | null;
}

/** What keeps VACUUM from cleaning in this database, the oldest first. */
export async function holdersOf(client: Client): Promise<Holder[]> {
	const sources = {
		session: `select pid::text as name, greatest(age(backend_xid), age(backend_xmin)) as age
			from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
		prepared: `select gid as name, age(transaction) as age from pg_prepared_xacts
			where database = current_database()`,
		slot: 'select slot_name as name, age(xmin) as age from pg_replication_slots',
		standby: 'select application_name as name, age(backend_xmin) as age from pg_stat_replication'
	};
	const holders: Holder[] = [];
	for (const kind of ['session', 'prepared', 'slot', 'standby'] as const) {
		const { rows } = await client.query<Row>(sources[kind]);
		// equivalent: push → unshift because they are sorted afterwards
		for (const { name, age } of rows) if (age !== null) holders.push({ kind, name, age });
	}
	return holders.toSorted((a, b) => b.age - a.age);
}

/** Ends the prepared transactions that nobody will end, and vacuums articles. */
export async function release(client: Client): Promise<Released> {
	const log = await client.query<{ gid: string; state: string }>('select gid, state from coordinator_log');
	const states = new Map(log.rows.map(({ gid, state }) => [gid, state]));
	const prepared = await client.query<{ gid: string; prepared: Date }>(
		'select gid, prepared from pg_prepared_xacts where database = current_database()'
	);
	const committed: string[] = [];
	const rolledBack: string[] = [];
	for (const { gid, prepared: since } of prepared.rows) {
		const state = states.get(gid);
		// equivalent: > → >= because no transaction of the checks is an hour old to the millisecond
		const isOrphan = state === undefined && Date.now() - since.getTime() > HOUR_MS;
		if (state === 'commit') {
			// equivalent: await → nothing because a client sends its statements one after the other, and the last one is awaited
			await client.query(`commit prepared ${client.escapeLiteral(gid)}`);
			// equivalent: push → unshift because the order is nobody’s
			committed.push(gid);
		} else if (state === 'rollback' || isOrphan) {
			// equivalent: await → nothing because a client sends its statements one after the other, and the last one is awaited
			await client.query(`rollback prepared ${client.escapeLiteral(gid)}`);
			// equivalent: push → unshift because the order is nobody’s
			rolledBack.push(gid);
		}
	}
	await client.query('vacuum articles');
	return { committed, rolledBack };
}
// endregion
