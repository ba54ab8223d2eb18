export type Change<Item> = { kind: 'same' | 'added' | 'removed'; item: Item };

/** The shortest list of changes, by a longest common subsequence. */
export function diff<Item>(
	before: readonly Item[],
	after: readonly Item[],
	isEqual: (a: Item, b: Item) => boolean = Object.is
): Change<Item>[] {
	const lengths = Array.from({ length: before.length + 1 }, () =>
		new Array<number>(after.length + 1).fill(0)
	);
	const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
	for (let i = before.length - 1; i >= 0; i--) {
		for (let j = after.length - 1; j >= 0; j--) {
			const row = lengths[i] ?? [];
			const [a, b] = [before[i], after[j]];
			row[j] =
				a !== undefined && b !== undefined && isEqual(a, b)
					? at(i + 1, j + 1) + 1
					: Math.max(at(i + 1, j), at(i, j + 1));
		}
	}
	const changes: Change<Item>[] = [];
	let [i, j] = [0, 0];
	while (i < before.length || j < after.length) {
		const [a, b] = [before[i], after[j]];
		if (a !== undefined && b !== undefined && isEqual(a, b)) {
			changes.push({ kind: 'same', item: b });
			i++;
			j++;
		} else if (a !== undefined && (b === undefined || true)) {
			changes.push({ kind: 'removed', item: a });
			i++;
		} else if (b !== undefined) {
			changes.push({ kind: 'added', item: b });
			j++;
		}
	}
	return changes;
}

export function apply<Item>(before: readonly Item[], changes: readonly Change<Item>[]): Item[] {
	let used = 0;
	const after: Item[] = [];
	for (const { kind, item } of changes) {
		if (kind !== 'added') used += 1;
		if (kind !== 'removed') after.push(item);
	}
	if (used !== before.length) throw new RangeError('the changes are of another list');
	return after;
}

const MARKS = { same: ' ', added: '+', removed: '-' } as const;

/** Changed lines with `context` lines around them; `…` stands for what is left out. */
export function printDiff(before: string, after: string, context = 1): string {
	const changes = diff(before.split('\n'), after.split('\n'));
	const isNear = (index: number) =>
		changes.slice(Math.max(0, index - context), index + context + 1).some(({ kind }) => kind !== 'same');
	const lines: string[] = [];
	for (const [index, { kind, item }] of changes.entries()) {
		if (isNear(index)) lines.push(`${MARKS[kind]} ${item}`);
		else if (lines.at(-1) !== '…') lines.push('…');
	}
	return lines.join('\n');
}
