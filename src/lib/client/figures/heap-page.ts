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

/** `visible` to the snapshot · `coming`: its transaction has not committed for it · `dead`: deleted or replaced for it · `aborted`: never was. */
export type Visibility = 'visible' | 'coming' | 'dead' | 'aborted';

type Fate = 'committed' | 'running' | 'aborted';

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

/** Where the chain of versions goes on: on the same page without a new index entry, elsewhere, or nowhere. */
export function nextOf(
	pointer: LinePointerImage,
	block: number
): { number: number; how: 'hot' | 'redirect' } | null {
	if (pointer.redirectsTo !== null) return { number: pointer.redirectsTo, how: 'redirect' };
	const { tuple } = pointer;
	if (!tuple?.flags.includes('HEAP_HOT_UPDATED') || tuple.ctid.block !== block) return null;
	return tuple.ctid.number === pointer.number ? null : { number: tuple.ctid.number, how: 'hot' };
}

/** What a flag of a tuple says; names as in src/include/access/htup_details.h. */
export const FLAG_WORDS: Readonly<Record<string, string>> = {
	HEAP_HASNULL: 'a column is null',
	HEAP_HASVARWIDTH: 'has columns of varying length',
	HEAP_HASEXTERNAL: 'a value is stored in the TOAST table',
	HEAP_XMIN_COMMITTED: 'hint: the inserting transaction has committed',
	HEAP_XMIN_INVALID: 'hint: the inserting transaction was rolled back',
	HEAP_XMAX_COMMITTED: 'hint: the deleting transaction has committed',
	HEAP_XMAX_INVALID: 'hint: nobody has deleted it',
	HEAP_XMAX_IS_MULTI: 'xmax stands for several transactions that hold a lock',
	HEAP_XMAX_LOCK_ONLY: 'xmax has locked it, not deleted it',
	HEAP_XMAX_KEYSHR_LOCK: 'locked FOR KEY SHARE',
	HEAP_XMAX_EXCL_LOCK: 'locked exclusively',
	HEAP_UPDATED: 'made by an UPDATE: it has an older version',
	HEAP_KEYS_UPDATED: 'its key was changed, or it was deleted',
	HEAP_HOT_UPDATED: 'replaced on this page without a new index entry',
	HEAP_ONLY_TUPLE: 'no index entry leads here, only its older version'
};

export const FLAGS_SOURCE =
	'https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/access/htup_details.h';

/** The page in a sentence, for who does not see it. */
export function pageSentence(page: HeapPageImage, snapshot: SnapshotImage | null): string {
	const counts = new Map<string, number>();
	for (const pointer of page.linePointers) {
		const name = pointer.tuple && snapshot ? visibilityOf(pointer.tuple, snapshot) : pointer.state;
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	const parts = [...counts].map(([name, count]) => `${count} ${name}`);
	return `Page ${page.block} of ${page.table}: ${parts.join(', ')}; ${freeBytes(page)} bytes are free.`;
}

export function freeBytes({ lower, upper }: HeapPageImage): number {
	return Math.max(0, upper - lower);
}
