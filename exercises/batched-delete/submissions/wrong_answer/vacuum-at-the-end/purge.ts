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
/* @misconception Cleaning once is enough.
 * @fails "3. With room for what comes > new events find the space of old ones"
 * @message VACUUM ran when all was over, and by then the new events had made the file longer. Run it after each batch, so that what arrives finds the space. */
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
		if (rows > 0) await onBatch?.(rows);
		else {
			await client.query('vacuum events');
			return removed;
		}
	}
}
// endregion
