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
/* @misconception A batch that is not full is the end.
 * @fails "2. In batches > each batch is told when it is committed and cleaned up, one after the other"
 * @message The last batch removed events too, and they were neither counted nor told nor cleaned up. Look at the number after dealing with the batch, or go on until a batch is empty. */
/** Removes the events of days before `before` that nobody holds, and gives their number. */
export async function purge(client: Client, { before, batchRows, onBatch }: Purge): Promise<number> {
	let removed = 0;
	for (;;) {
		const { rowCount } = await client.query(
			`delete from events where id in (
				select id from events where happened_on < $1 and not held limit $2)`,
			[before, batchRows]
		);
		const rows = rowCount ?? 0;
		if (rows < batchRows) return removed;
		removed += rows;
		await client.query('vacuum events');
		await onBatch?.(rows);
	}
}
// endregion
