export type Settled<Value> = { ok: true; value: Value } | { ok: false; error: unknown };

/** Runs `work` for each item, at most `limit` at a time; results stand in the order of the items. */
export async function mapPool<Item, Value>(
	items: Iterable<Item>,
	limit: number,
	work: (item: Item, index: number) => Promise<Value>
): Promise<Settled<Value>[]> {
	if (!(limit >= 1)) throw new RangeError('limit must be 1 or more');
	const results: Settled<Value>[] = [];
	const entries = [...items].entries();

	async function lane(): Promise<void> {
		for (const [index, item] of entries) {
			try {
				results[index] = { ok: true, value: await work(item, index) };
			} catch (error) {
				results[index] = { ok: false, error };
			}
		}
	}
	await Promise.all(Array.from({ length: limit }, lane));
	return results;
}

export async function firstOk<Value>(attempts: readonly (() => Promise<Value>)[]): Promise<Value> {
	const errors: unknown[] = [];
	for (const attempt of attempts) {
		try {
			return await attempt();
		} catch (error) {
			errors.push(error);
		}
	}
	throw new AggregateError(errors, `all ${errors.length} attempts failed`);
}
