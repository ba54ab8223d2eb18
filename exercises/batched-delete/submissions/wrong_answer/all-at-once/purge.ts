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
/* @misconception One statement is the simplest, and it is atomic.
 * @fails "2. In batches > no transaction removes more than a batch"
 * @message All events went in one transaction. While it runs it holds the horizon for every table, and a crash at its end has removed nothing. Let each statement remove a batch. */
/** Removes the events of days before `before` that nobody holds, and gives their number. */
export async function purge(client: Client, { before, batchRows, onBatch }: Purge): Promise<number> {
	const { rowCount } = await client.query('delete from events where happened_on < $1 and not held', [before]);
	const rows = rowCount ?? 0;
	await client.query('vacuum events');
	if (rows > 0) await onBatch?.(rows);
	return batchRows > 0 ? rows : 0;
}
// endregion
