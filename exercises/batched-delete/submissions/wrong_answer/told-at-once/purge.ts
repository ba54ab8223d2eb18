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
/* @misconception Who is told need not be waited for.
 * @fails "2. In batches > each batch is told when it is committed and cleaned up, one after the other"
 * @message The next batch began while the call for the one before was going on. That call may be what slows you down on purpose: await it. */
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
		if (rows === 0) return removed;
		removed += rows;
		await client.query('vacuum events');
		void onBatch?.(rows);
	}
}
// endregion
