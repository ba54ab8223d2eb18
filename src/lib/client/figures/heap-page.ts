import * as v from 'valibot';
import type {
	HeapPageImage,
	LinePointerImage,
	SnapshotImage,
	TupleImage
} from '#lib/domain/postgres-images.ts';

const whole = v.pipe(v.number(), v.finite());

const tupleSchema: v.GenericSchema<unknown, TupleImage> = v.object({
	offset: whole,
	bytes: whole,
	xmin: whole,
	xmax: whole,
	ctid: v.object({ block: whole, number: whole }),
	flags: v.array(v.string()),
	values: v.record(v.string(), v.nullable(v.string()))
});

/** Foreign code may have written it: what does not fit is not drawn. */
export const heapPageSchema: v.GenericSchema<unknown, HeapPageImage> = v.object({
	table: v.string(),
	block: whole,
	lower: whole,
	upper: whole,
	pageBytes: v.pipe(whole, v.minValue(1)),
	isAllVisible: v.boolean(),
	linePointers: v.array(
		v.object({
			number: whole,
			state: v.picklist(['unused', 'normal', 'redirect', 'dead']),
			redirectsTo: v.nullable(whole),
			tuple: v.nullable(tupleSchema)
		})
	)
});

export const snapshotSchema: v.GenericSchema<unknown, SnapshotImage> = v.object({
	xmin: whole,
	xmax: whole,
	running: v.array(whole),
	aborted: v.array(whole),
	own: v.nullable(whole),
	scope: v.picklist(['statement', 'transaction'])
});

/**
 * `visible` to the snapshot · `coming`: its transaction has not committed for it · `dead`: deleted or replaced for it ·
 * `removable`: so for every snapshot there is · `aborted`: never was · `shared`: several hold it, and which of them has
 * replaced it is not written on this page.
 */
export type Visibility = 'visible' | 'coming' | 'dead' | 'removable' | 'aborted' | 'shared';

/** How a line pointer is drawn: by its tuple when it has one. `present`: nobody's eyes are known. */
export type Look = Visibility | 'present' | 'redirect' | 'unused' | 'dead-pointer';

/** With whose eyes a page is seen, and before which transaction nobody looks back any more. */
export interface Eyes {
	snapshot: SnapshotImage;
	horizon: number;
}

type Fate = 'committed' | 'running' | 'aborted';

export function lookOf({ state, tuple }: LinePointerImage, page: HeapPageImage, eyes: Eyes | null): Look {
	if (state === 'dead') return 'dead-pointer';
	if (!tuple) return state === 'redirect' ? 'redirect' : 'unused';
	if (!eyes) return 'present';
	const updater = updaterOf(tuple, page);
	if (updater === null) return 'shared';
	const visibility = visibilityOf({ ...tuple, xmax: updater }, eyes.snapshot);
	return visibility === 'dead' && updater < eyes.horizon ? 'removable' : visibility;
}

/**
 * Who has deleted or replaced a tuple: its xmax; 0 when it is only locked. A multixact hides who, but the next version
 * names them, when it stands on the same page; else null.
 */
function updaterOf({ xmax, ctid, flags, xmin }: TupleImage, page: HeapPageImage): number | null {
	if (!flags.includes('HEAP_XMAX_IS_MULTI') || flags.includes('HEAP_XMAX_INVALID')) return xmax;
	if (flags.includes('HEAP_XMAX_LOCK_ONLY')) return 0;
	if (ctid.block !== page.block) return null;
	const next = page.linePointers.find(({ number }) => number === ctid.number)?.tuple;
	return next && next.xmin !== xmin ? next.xmin : null;
}

/** The oldest transaction that any of the snapshots still has to ask about; what ended before is the same for all. */
export function horizonOf(snapshots: readonly SnapshotImage[]): number {
	return Math.min(...snapshots.map(({ xmin }) => xmin));
}

/**
 * Whether a snapshot sees a tuple, as `HeapTupleSatisfiesMVCC` decides it
 * (src/backend/access/heap/heapam_visibility.c). Commands within one transaction are not told apart.
 */
export function visibilityOf({ xmin, xmax, flags }: TupleImage, snapshot: SnapshotImage): Visibility {
	const has = (flag: string) => flags.includes(flag);
	const isFrozen = has('HEAP_XMIN_COMMITTED') && has('HEAP_XMIN_INVALID');
	if (!isFrozen && xmin !== snapshot.own) {
		if (has('HEAP_XMIN_INVALID') || snapshot.aborted.includes(xmin)) return 'aborted';
		if (fateOf(xmin, snapshot) === 'running') return 'coming';
	}
	const isOnlyLocked = has('HEAP_XMAX_LOCK_ONLY') || has('HEAP_XMAX_INVALID') || xmax === 0;
	if (isOnlyLocked || snapshot.aborted.includes(xmax)) return 'visible';
	return xmax === snapshot.own || fateOf(xmax, snapshot) === 'committed' ? 'dead' : 'visible';
}

/** What the snapshot knows of a transaction. */
function fateOf(transaction: number, { xmin, xmax, running, aborted }: SnapshotImage): Fate {
	if (aborted.includes(transaction)) return 'aborted';
	if (transaction >= xmax || (transaction >= xmin && running.includes(transaction))) return 'running';
	return 'committed';
}

/** Where the next version of a row is. */
export interface NextVersion {
	block: number;
	number: number;
	/** On this page without a new index entry, by a redirect, or as a version with index entries of its own. */
	how: 'hot' | 'redirect' | 'version';
}

/** A row that moved to another partition leads to this block, which no table has (storage/itemptr.h). */
const NO_BLOCK = 0xffffffff;

/** Where the chain of versions goes on; null at its end, also where the update was rolled back and a hint says so. */
export function nextOf({ number, redirectsTo, tuple }: LinePointerImage, block: number): NextVersion | null {
	if (redirectsTo !== null) return { block, number: redirectsTo, how: 'redirect' };
	if (!tuple || tuple.flags.includes('HEAP_XMAX_INVALID') || tuple.ctid.block === NO_BLOCK) return null;
	const { ctid, flags } = tuple;
	if (ctid.block === block && ctid.number === number) return null;
	return { ...ctid, how: ctid.block === block && flags.includes('HEAP_HOT_UPDATED') ? 'hot' : 'version' };
}

/** All line pointers of the chain of versions that one belongs to, on this page, the oldest first. */
export function chainOf({ linePointers, block }: HeapPageImage, number: number): number[] {
	const nextByNumber = new Map(
		linePointers.flatMap((pointer) => {
			const next = nextOf(pointer, block);
			return next?.block === block ? [[pointer.number, next.number] as const] : [];
		})
	);
	const beforeByNumber = new Map([...nextByNumber].map(([before, next]) => [next, before]));
	const chain = new Set([number]);
	for (let at = beforeByNumber.get(number); at !== undefined && !chain.has(at); at = beforeByNumber.get(at))
		chain.add(at);
	const fromOldest = new Set([...chain].toReversed());
	for (let at = nextByNumber.get(number); at !== undefined && !fromOldest.has(at); at = nextByNumber.get(at))
		fromOldest.add(at);
	return [...fromOldest];
}

/** What a look means, in the words of the rows and of the legend. */
export const LOOK_WORDS: Readonly<Record<Look, string>> = {
	visible: 'visible',
	coming: 'not committed yet',
	dead: 'dead',
	removable: 'dead to all',
	aborted: 'rolled back',
	shared: 'held by several',
	present: 'a version',
	redirect: 'leads on',
	unused: 'unused',
	'dead-pointer': 'dead pointer'
};

/** The page in a sentence, for who does not see it. */
export function pageSentence(page: HeapPageImage, eyes: Eyes | null): string {
	const counts = new Map<string, number>();
	for (const pointer of page.linePointers) {
		const name = LOOK_WORDS[lookOf(pointer, page, eyes)];
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	const parts = [...counts].map(([name, count]) => `${count} ${name}`);
	return `Page ${page.block} of ${page.table}: ${[...parts, `${freeBytes(page)} bytes free`].join(', ')}.`;
}

/** What a snapshot knows, in words. */
export function snapshotWords({ xmin, running, own, scope, xmax }: SnapshotImage): string {
	const others = running.filter((transaction) => transaction !== own);
	return [
		`transactions before ${xmin} have ended, those from ${xmax} on had not begun`,
		others.length > 0 ? `${others.join(', ')} ${others.length === 1 ? 'was' : 'were'} running` : '',
		own === null ? '' : `its own is ${own}`,
		scope === 'transaction' ? 'kept for the whole transaction' : 'taken for one statement'
	]
		.filter(Boolean)
		.join('; ');
}

export function freeBytes({ lower, upper }: HeapPageImage): number {
	return Math.max(0, upper - lower);
}
