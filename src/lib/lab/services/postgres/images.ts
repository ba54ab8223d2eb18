import type {
	BTreeImage,
	BTreeItemImage,
	BTreePageImage,
	HeapPageImage,
	LinePointerImage,
	TupleImage
} from '../../../domain/postgres-images.ts';
import { attributeText } from './attribute-text.ts';

/** Rows as the server sends them: texts. */
type Row = readonly (string | null)[];

/** A column of a table: its name, and the oid of its type. */
export interface Column {
	name: string;
	typeId: number;
}

const POINTER_STATES = ['unused', 'normal', 'redirect', 'dead'] as const;

/**
 * What a figure draws of a page, from `pageinspect`.
 *
 * @param header `lower, upper, pagesize, flags & 4` of `page_header`.
 * @param items `lp, lp_off, lp_flags, lp_len, t_xmin, t_xmax, t_ctid`, the names of the flags and the attributes, of
 *   `heap_page_item_attrs`; lists are joined by commas.
 */
export function heapPageImage({
	table,
	block,
	header,
	items,
	columns
}: {
	table: string;
	block: number;
	header: Row;
	items: readonly Row[];
	columns: readonly Column[];
}): HeapPageImage {
	const [lower, upper, pageBytes, allVisible] = header.map(Number);
	return {
		table,
		block,
		lower: lower ?? 0,
		upper: upper ?? 0,
		pageBytes: pageBytes ?? 0,
		isAllVisible: (allVisible ?? 0) > 0,
		linePointers: items.map((item) => linePointer(item, columns))
	};
}

function linePointer(item: Row, columns: readonly Column[]): LinePointerImage {
	const [number = '0', offset = '0', flags = '0', bytes = '0', xmin, xmax, ctid, names, attributes] = item;
	const state = POINTER_STATES[Number(flags)] ?? 'unused';
	const tuple: TupleImage | null =
		state === 'normal' && xmin !== null && xmin !== undefined
			? {
					offset: Number(offset),
					bytes: Number(bytes),
					xmin: Number(xmin),
					xmax: Number(xmax),
					ctid: placeOf(ctid ?? '(0,0)'),
					flags: (names ?? '').split(',').filter(Boolean),
					values: valuesOf(attributes ?? '', columns)
				}
			: null;
	return {
		number: Number(number),
		state,
		redirectsTo: state === 'redirect' ? Number(offset) : null,
		tuple
	};
}

function placeOf(ctid: string): { block: number; number: number } {
	const [, block = '0', number = '0'] = /^\((\d+),(\d+)\)$/.exec(ctid) ?? [];
	return { block: Number(block), number: Number(number) };
}

function valuesOf(attributes: string, columns: readonly Column[]): Record<string, string | null> {
	const raw = attributes.split(',');
	return Object.fromEntries(
		columns.map(({ name, typeId }, index) => [name, attributeText(raw[index] ?? 'NULL', typeId)])
	);
}

/**
 * @param meta `root, level` of `bt_metap`.
 * @param pages for each page and each of its items: `blkno, level, next, itemoffset, ctid, dead, htid, tids, data`, and how
 *   many live items the page has.
 * @param keyType the oid of the type of the first column.
 */
export function btreeImage({
	index,
	table,
	meta,
	pages,
	keyType
}: {
	index: string;
	table: string;
	meta: Row;
	pages: readonly Row[];
	keyType: number;
}): BTreeImage {
	const byBlock = new Map<number, BTreePageImage>();
	for (const row of pages) {
		const [block, level, next, , , , , , , count] = row.map(Number);
		const page = byBlock.get(block ?? 0) ?? {
			block: block ?? 0,
			level: level ?? 0,
			next: next === 0 ? null : (next ?? null),
			items: [],
			omittedCount: count ?? 0
		};
		byBlock.set(page.block, page);
		if (row[3] === null) continue;
		page.items.push(indexItem(row, page, keyType));
		page.omittedCount--;
	}
	const [root, level] = meta.map(Number);
	return { index, table, root: root ?? 0, level: level ?? 0, pages: [...byBlock.values()] };
}

/** The first item of a page that is not the last of its level is its high key (nbtree/README). */
function indexItem(row: Row, page: BTreePageImage, keyType: number): BTreeItemImage {
	const [, , , offset, ctid, dead, htid, tids, data] = row;
	const isHighKey = page.next !== null && offset === '1';
	const isInner = page.level > 0;
	const bytes = (data ?? '').replaceAll(' ', '');
	return {
		key: bytes === '' ? null : attributeText(`\\x${bytes}`, keyType),
		child: isInner && !isHighKey ? placeOf(ctid ?? '').block : null,
		tuples: isInner || isHighKey ? [] : ((tids ?? htid ?? ctid ?? '').match(/\(\d+,\d+\)/g) ?? []),
		isHighKey,
		isDead: dead === 't'
	};
}
