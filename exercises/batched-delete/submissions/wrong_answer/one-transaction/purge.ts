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
/* @misconception Batches are about statements.
 * @fails "2. In batches > no transaction removes more than a batch"
 * @message There are many statements and one transaction around them. Nothing is committed, and nothing can be cleaned, before the last one. Leave out `begin` and `commit`. */
/** Removes the events of days before `before` that nobody holds, and gives their number. */
export async function purge(client: Client, { before, batchRows, onBatch }: Purge): Promise<number> {
	let removed = 0;
	await client.query('begin');
	for (;;) {
		const { rowCount } = await client.query(
			`delete from events where id in (
				select id from events where happened_on < $1 and not held limit $2)`,
			[before, batchRows]
		);
		const rows = rowCount ?? 0;
		if (rows === 0) break;
		removed += rows;
		await onBatch?.(rows);
	}
	await client.query('commit');
	await client.query('vacuum events');
	return removed;
}
// endregion
