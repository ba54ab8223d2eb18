import { tableTag, type Table } from './catalog.ts';
import { changeOf, giveBack, type LinePointer, type Page, type Tuple } from './heap.ts';
import type { Waiting } from './suspension.ts';
import { lockFor, type Work } from './work.ts';

interface Counts {
	removed: number;
	remaining: number;
	/** Dead, but somebody's snapshot may still see them. */
	kept: number;
}

/**
 * VACUUM: versions that no snapshot can see give back their place. What is older than every snapshot
 * decides: one old transaction holds back the whole database.
 * https://www.postgresql.org/docs/18/routine-vacuuming.html#VACUUM-FOR-SPACE-RECOVERY
 */
export function* vacuumTable(work: Work, table: Table, isVerbose: boolean): Waiting<void> {
	yield* lockFor(work, tableTag(table), 'ShareUpdateExclusiveLock');
	const horizon = work.shared.horizon();
	const counts: Counts = { removed: 0, remaining: 0, kept: 0 };
	for (const page of table.heap.pages) vacuumPage(work, table, { page, horizon, counts });
	if (!isVerbose) return;
	const { nextXid } = work.shared.log;
	const name = `${work.session.database}.public.${table.name}`;
	const lines = [
		`finished vacuuming "${name}": index scans: ${counts.removed > 0 && table.indexes.length > 0 ? 1 : 0}`,
		`pages: 0 removed, ${table.heap.pages.length} remain, ${table.heap.pages.length} scanned (100.00% of total), 0 eagerly scanned`,
		`tuples: ${counts.removed} removed, ${counts.remaining} remain, ${counts.kept} are dead but not yet removable`,
		`removable cutoff: ${horizon}, which was ${nextXid - horizon} XIDs old when operation ended`
	];
	const info = (message: string) => work.session.notice({ severity: 'INFO', code: '00000', message });
	info(`vacuuming "${name}"`);
	info(lines.join('\n'));
}

type Verdict = 'live' | 'kept' | 'dead';

function verdictOn(work: Work, tuple: Tuple, horizon: number): Verdict {
	const { log } = work.shared;
	if (log.stateOf(tuple.xmin) === 'aborted') return 'dead';
	const change = changeOf(tuple, log);
	if (change === null || log.isRunning(change.xid)) return 'live';
	return change.xid < horizon ? 'dead' : 'kept';
}

function vacuumPage(
	work: Work,
	table: Table,
	{ page, horizon, counts }: { page: Page; horizon: number; counts: Counts }
): void {
	const dead = new Set<Tuple>();
	let isAllVisible = true;
	for (const line of page.lines) {
		if (line.state !== 'normal') continue;
		const verdict = verdictOn(work, line.tuple, horizon);
		if (verdict === 'dead') dead.add(line.tuple);
		else if (verdict === 'kept') counts.kept++;
		if (verdict !== 'dead') counts.remaining++;
		if (verdict === 'kept' || line.tuple.marks.length > 0 || line.tuple.xmin >= horizon) isAllVisible = false;
	}
	counts.removed += dead.size;
	page.lines = page.lines.map((line) => swept(line, dead, page));
	for (const tuple of dead) giveBack(page, tuple);
	for (const index of table.indexes) forgetDead(index.entries, dead);
	page.isAllVisible = isAllVisible;
	while (page.lines.at(-1)?.state === 'unused') page.lines.pop();
	table.heap.onTouch?.(page);
}

/** The first of a HOT chain keeps its pointer as a redirect: indexes point to it. */
function swept(line: LinePointer, dead: ReadonlySet<Tuple>, page: Page): LinePointer {
	if (line.state === 'redirect') {
		const target = page.lines[line.to - 1];
		if (target?.state !== 'normal') return { state: 'unused' };
		return redirectTo(target.tuple, dead);
	}
	if (line.state !== 'normal' || !dead.has(line.tuple))
		return line.state === 'dead' ? { state: 'unused' } : line;
	const { tuple } = line;
	if (tuple.isHeapOnly || !tuple.isHotUpdated || tuple.next === null) return { state: 'unused' };
	return redirectTo(tuple.next, dead);
}

function redirectTo(first: Tuple, dead: ReadonlySet<Tuple>): LinePointer {
	let tuple: Tuple | null = first;
	while (tuple && dead.has(tuple)) tuple = tuple.isHotUpdated ? tuple.next : null;
	return tuple ? { state: 'redirect', to: tuple.number } : { state: 'unused' };
}

function forgetDead(entries: Map<string, Tuple[]>, dead: ReadonlySet<Tuple>): void {
	for (const [key, tuples] of entries) {
		const kept = tuples.filter((tuple) => !dead.has(tuple));
		if (kept.length === 0) entries.delete(key);
		else if (kept.length < tuples.length) entries.set(key, kept);
	}
}
