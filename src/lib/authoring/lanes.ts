/**
 * Does the same for each item, so many at a time, and keeps the order of the answers. A pool of
 * machines has a queue with an end, and others wait in it.
 */
export async function inLanes<Item, Answer>(
	items: readonly Item[],
	lanesCount: number,
	work: (item: Item, index: number) => Promise<Answer>
): Promise<Answer[]> {
	const entries = items.entries();
	const answers: { index: number; answer: Answer }[] = [];
	const lane = async () => {
		for (const [index, item] of entries) answers.push({ index, answer: await work(item, index) });
	};
	await Promise.all(Array.from({ length: lanesCount }, lane));
	return answers.toSorted((a, b) => a.index - b.index).map(({ answer }) => answer);
}
