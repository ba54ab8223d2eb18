/** A field or a flag in words, and where PostgreSQL 18 tells more. */
export interface Explained {
	name: string;
	words: string;
	href: string;
}

const DOCS = 'https://www.postgresql.org/docs/18';
const SOURCE = 'https://github.com/postgres/postgres/blob/REL_18_STABLE/src';

export const PAGE_DOCS = `${DOCS}/storage-page-layout.html`;
export const HOT_DOCS = `${DOCS}/storage-hot.html`;

const ROW_LAYOUT = `${PAGE_DOCS}#STORAGE-TUPLE-LAYOUT`;
const ROW_LOCKS = `${DOCS}/explicit-locking.html#LOCKING-ROWS`;
const TOAST = `${DOCS}/storage-toast.html`;
const FREEZING = `${DOCS}/routine-vacuuming.html#VACUUM-FOR-WRAPAROUND`;
const MULTIXACTS = `${DOCS}/routine-vacuuming.html#VACUUM-FOR-MULTIXACT-WRAPAROUND`;
/** The documentation does not name these flags; the header file defines them. */
const FLAGS = `${SOURCE}/include/access/htup_details.h`;
const HOT_SOURCE = `${SOURCE}/backend/access/heap/README.HOT`;

/** The fields of a tuple's header that a page shows. */
export const TUPLE_FIELDS = {
	t_xmin: { words: 'the transaction that inserted this version', href: ROW_LAYOUT },
	t_xmax: { words: 'the transaction that deleted, replaced or locked it; 0 for none', href: ROW_LAYOUT },
	t_ctid: { words: 'this version itself, or the next: (page, line pointer)', href: ROW_LAYOUT },
	lp_off: { words: 'where it begins, in bytes from the beginning of the page', href: PAGE_DOCS },
	lp_len: { words: 'its bytes: a header of 23, nulls, then the values', href: ROW_LAYOUT }
} as const;

/** Names as `heap_tuple_infomask_flags` gives them: https://www.postgresql.org/docs/18/pageinspect.html */
const FLAG_WORDS: Readonly<Record<string, readonly [words: string, href: string]>> = {
	HEAP_HASNULL: ['a column is null', ROW_LAYOUT],
	HEAP_HASVARWIDTH: ['it has columns of varying length', ROW_LAYOUT],
	HEAP_HASEXTERNAL: ['a value is stored in the TOAST table', TOAST],
	HEAP_COMBOCID: ['one transaction both made and deleted it: its command numbers share a field', FLAGS],
	HEAP_XMIN_COMMITTED: ['a hint: xmin has committed, no need to look it up again', FLAGS],
	HEAP_XMIN_INVALID: ['a hint: xmin was rolled back', FLAGS],
	HEAP_XMIN_FROZEN: ['both hints on xmin at once: visible to all, whatever xmin is', FREEZING],
	HEAP_XMAX_COMMITTED: ['a hint: xmax has committed', FLAGS],
	HEAP_XMAX_INVALID: ['a hint: nobody has deleted it; xmax is 0, was rolled back or only held a lock', FLAGS],
	HEAP_XMAX_IS_MULTI: ['xmax is no transaction, but the number of a list of them', MULTIXACTS],
	HEAP_XMAX_LOCK_ONLY: ['xmax has locked it, not deleted it', ROW_LOCKS],
	HEAP_XMAX_KEYSHR_LOCK: ['locked FOR KEY SHARE', ROW_LOCKS],
	HEAP_XMAX_SHR_LOCK: ['locked FOR SHARE', ROW_LOCKS],
	HEAP_XMAX_EXCL_LOCK: ['locked FOR NO KEY UPDATE or FOR UPDATE', ROW_LOCKS],
	HEAP_UPDATED: ['an UPDATE made it: it has had an older version', FLAGS],
	HEAP_KEYS_UPDATED: ['deleted, or columns of a key changed, or locked FOR UPDATE', ROW_LOCKS],
	HEAP_HOT_UPDATED: ['its next version is on this page and needed no index entry', HOT_DOCS],
	HEAP_ONLY_TUPLE: ['no index entry leads here, only its older version does', HOT_SOURCE]
};

/** Two flags of which each says something else when it stands with the other. */
const TOGETHER = [
	['HEAP_XMIN_COMMITTED', 'HEAP_XMIN_INVALID', 'HEAP_XMIN_FROZEN'],
	['HEAP_XMAX_KEYSHR_LOCK', 'HEAP_XMAX_EXCL_LOCK', 'HEAP_XMAX_SHR_LOCK']
] as const;

/** The flags of a tuple, each with what it says; two that mean a third are told as that one. */
export function flagsInWords(flags: readonly string[]): Explained[] {
	let names = flags;
	for (const [one, other, both] of TOGETHER)
		if (names.includes(one) && names.includes(other))
			names = [...new Set(names.map((name) => (name === one || name === other ? both : name)))];
	return names.map((name) => {
		const [words = '', href = FLAGS] = FLAG_WORDS[name] ?? [];
		return { name, words, href };
	});
}
