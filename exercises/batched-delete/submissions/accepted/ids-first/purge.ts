import type { Client } from 'pg';

export interface Purge {
	/** The first day that stays: `2023-11-07`. */
	before: string;
	/** The most events that one transaction may remove. */
	batchRows: number;
	/** Told how many events a batch has removed, when it is committed and cleaned up. */
	onBatch?: (rows: number) => Promise<void>;
}

// region edit
/** Removes the events of days before `before` that nobody holds, and gives their number. */
export async function purge(client: Client, { before, batchRows, onBatch }: Purge): Promise<number> {
	const next = async (): Promise<number[]> => {
		const { rows } = await client.query<{ id: number }>(
			'select id from events where happened_on < $1 and not held order by id limit $2',
			[before, batchRows]
		);
		return rows.map(({ id }) => id);
	};
	let removed = 0;
	for (let ids = await next(); ids.length > 0; ids = await next()) {
		// equivalent: await → nothing because a client sends its statements one after the other, and the next one is awaited
		await client.query('delete from events where id = any($1)', [ids]);
		await client.query('vacuum events');
		if (onBatch) await onBatch(ids.length);
		removed += ids.length;
	}
	return removed;
}
// endregion
