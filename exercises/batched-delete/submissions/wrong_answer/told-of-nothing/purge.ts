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
/* @misconception An empty batch is a batch.
 * @fails "2. In batches > where nothing is old, nothing is told"
 * @message A batch of no events was told. When nothing was removed, there is nothing to clean and nobody to tell: leave the loop first. */
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
		removed += rows;
		await client.query('vacuum events');
		await onBatch?.(rows);
		if (rows === 0) return removed;
	}
}
// endregion
