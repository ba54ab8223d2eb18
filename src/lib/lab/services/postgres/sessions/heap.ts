import type { RowLockMode } from './lock-modes.ts';
import type { Snapshot, Transaction, TransactionLog } from './transactions.ts';
import { isDecimal } from './decimal.ts';
import type { ColumnType, Value } from './values.ts';

/** Somebody's mark in `xmax`: a lock, or a change that is also the strongest lock it needs. */
export interface Mark {
	xid: number;
	mode: RowLockMode;
	change: 'none' | 'update' | 'delete';
}

/** One version of a row. */
export interface Tuple {
	values: readonly Value[];
	xmin: number;
	cmin: number;
	/** As the system column shows it: of a transaction, or of several (`isMulti`). */
	xmax: number;
	cmax: number;
	isMulti: boolean;
	marks: readonly Mark[];
	/** The version an update made of it. */
	next: Tuple | null;
	block: number;
	number: number;
	bytes: number;
	offset: number;
	/** A version no index points to: it is found from the one before. */
	isHeapOnly: boolean;
	isHotUpdated: boolean;
}

export type LinePointer =
	| { state: 'unused' }
	| { state: 'dead' }
	| { state: 'redirect'; to: number }
	| { state: 'normal'; tuple: Tuple };

export interface Page {
	block: number;
	lines: LinePointer[];
	freeBytes: number;
	isAllVisible: boolean;
}

export const PAGE_BYTES = 8192;
const HEADER_BYTES = 24;
const LINE_BYTES = 4;
const TUPLE_HEADER_BYTES = 24;

/**
 * The pages of a table: versions are added where the last page has room and stay where they are,
 * until VACUUM gives their place back.
 * https://www.postgresql.org/docs/18/storage-page-layout.html
 */
export class Heap {
	pages: Page[] = [];
	readonly #types: readonly ColumnType[];
	readonly onTouch: ((page: Page) => void) | null;

	constructor(types: readonly ColumnType[], onTouch: ((page: Page) => void) | null) {
		this.#types = types;
		this.onTouch = onTouch;
	}

	/** An update looks first for room on the page of the version it replaces. */
	add(values: readonly Value[], xmin: number, cmin: number, near: Tuple | null): Tuple {
		const bytes = this.#bytesOf(values);
		const page = this.#pageWithRoom(bytes, near);
		const tuple: Tuple = {
			...{ values, xmin, cmin, xmax: 0, cmax: 0, isMulti: false, marks: [], next: null },
			...{ block: page.block, number: 0, bytes, offset: 0, isHeapOnly: false, isHotUpdated: false }
		};
		const unused = page.lines.findIndex((line) => line.state === 'unused');
		const index = unused === -1 ? page.lines.length : unused;
		tuple.number = index + 1;
		if (unused === -1) page.freeBytes -= LINE_BYTES;
		page.freeBytes -= bytes;
		page.lines[index] = { state: 'normal', tuple };
		page.isAllVisible = false;
		this.touch(tuple);
		return tuple;
	}

	/** In the order of their places, which is the order of a sequential scan. */
	*tuples(): Generator<Tuple> {
		for (const page of this.pages) {
			for (const line of page.lines) if (line.state === 'normal') yield line.tuple;
		}
	}

	touch(tuple: Tuple): void {
		if (!this.onTouch) return;
		const page = this.pages[tuple.block];
		if (page) this.onTouch(page);
	}

	#pageWithRoom(bytes: number, near: Tuple | null): Page {
		const needed = bytes + LINE_BYTES;
		const same = near === null ? undefined : this.pages[near.block];
		if (same && same.freeBytes >= needed) return same;
		const last = this.pages.findLast((page) => page.freeBytes >= needed);
		if (last) return last;
		const page: Page = {
			block: this.pages.length,
			lines: [],
			freeBytes: PAGE_BYTES - HEADER_BYTES,
			isAllVisible: false
		};
		this.pages.push(page);
		return page;
	}

	#bytesOf(values: readonly Value[]): number {
		let at = 0;
		for (const [i, type] of this.#types.entries()) {
			const value = values[i] ?? null;
			if (value === null) continue;
			const [size, alignment] = sizeOf(value, type);
			at = Math.ceil(at / alignment) * alignment + size;
		}
		const bitmap = values.includes(null) && values.length > 8 ? Math.ceil(values.length / 64) * 8 : 0;
		return TUPLE_HEADER_BYTES + bitmap + Math.ceil(at / 8) * 8;
	}
}

function sizeOf(value: Value, type: ColumnType): [number, number] {
	if (type.name === 'bool') return [1, 1];
	if (type.name === 'int2') return [2, 2];
	if (type.name === 'int4') return [4, 4];
	if (type.name === 'interval') return [16, 8];
	if (typeof value === 'number' || typeof value === 'bigint') return [8, 8];
	if (isDecimal(value)) return [3 + 2 * Math.ceil((String(value.units).length + 3) / 4), 1];
	const length = String(value).length;
	return length < 126 ? [length + 1, 1] : [length + 4, 4];
}

/** Tuples whose line pointers VACUUM has freed get their bytes back with it. */
export function giveBack(page: Page, tuple: Tuple): void {
	page.freeBytes += tuple.bytes;
}

export function tidText(tuple: Tuple): string {
	return `(${tuple.block},${tuple.number})`;
}

/** The mark of who has updated or deleted it, unless that was rolled back. */
export function changeOf(tuple: Tuple, log: TransactionLog): Mark | null {
	if (tuple.marks.length === 0) return null;
	for (const mark of tuple.marks) {
		if (mark.change !== 'none' && log.stateOf(mark.xid) !== 'aborted') return mark;
	}
	return null;
}

/** `HeapTupleSatisfiesMVCC`. */
export function isVisible(
	tuple: Tuple,
	snapshot: Snapshot,
	transaction: Transaction,
	log: TransactionLog
): boolean {
	if (log.isOwn(tuple.xmin, transaction)) {
		if (tuple.cmin >= snapshot.command) return false;
	} else if (!log.isCommittedIn(tuple.xmin, snapshot)) return false;
	const change = changeOf(tuple, log);
	if (change === null) return true;
	if (log.isOwn(change.xid, transaction)) return tuple.cmax >= snapshot.command;
	return !log.isCommittedIn(change.xid, snapshot);
}
