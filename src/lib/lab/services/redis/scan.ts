/**
 * One page of an iteration that survives changes: names are visited in the order of their hash, and the
 * cursor is the next hash to visit. What stays throughout is seen exactly once.
 * What fits into one page comes in its own order, as Redis keeps small collections.
 */
export function scanPage(names: Iterable<string>, cursor: number, count: number): [string, string[]] {
	const all = [...names];
	if (cursor === 0 && all.length <= count) return ['0', all];
	const hashed = Array.from(all, (name) => ({ name, hash: hashOf(name) }))
		.filter(({ hash }) => hash >= cursor)
		.sort((a, b) => a.hash - b.hash);
	let end = Math.min(count, hashed.length);
	while (end < hashed.length && hashed[end]?.hash === hashed[end - 1]?.hash) end++;
	return [String(hashed[end]?.hash ?? 0), hashed.slice(0, end).map(({ name }) => name)];
}

/** FNV-1a, never zero, because a cursor of zero is the start. */
function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return (hash >>> 0) + 1;
}
