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
/* @misconception It does not matter where a condition stands.
 * @fails "1. Only what may go > old events are gone, held and young ones are not"
 * @message The first batch holds only events that may not go, so it removes none, and the loop takes that for the end. Choose among those that may go: put `not held` into the inner query. */
/** Removes the events of days before `before` that nobody holds, and gives their number. */
export async function purge(client: Client, { before, batchRows, onBatch }: Purge): Promise<number> {
	let removed = 0;
	for (;;) {
		const { rowCount } = await client.query(
			`delete from events where id in (
				select id from events where happened_on < $1 order by id limit $2) and not held`,
			[before, batchRows]
		);
		const rows = rowCount ?? 0;
		if (rows === 0) return removed;
		removed += rows;
		await client.query('vacuum events');
		await onBatch?.(rows);
	}
}
// endregion
