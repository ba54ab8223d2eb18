import type { Heap, Tuple } from './heap.ts';
import type { Compiled } from './scope.ts';
import type { LockTag } from './lock-manager.ts';
import type { Transaction, TransactionLog } from './transactions.ts';
import type { ColumnType, Value } from './values.ts';

export interface Column {
	name: string;
	type: ColumnType;
	isNotNull: boolean;
	/** What a row gets that does not name the column. */
	default: Compiled | null;
	/** Of a column that numbers itself; ALWAYS refuses other values. */
	sequence: Sequence | null;
	isAlwaysGenerated: boolean;
}

export interface Sequence {
	name: string;
	next: bigint;
	isCalled: boolean;
}

export interface Check {
	name: string;
	expression: Compiled;
}

export interface Index {
	name: string;
	oid: number;
	/** Numbers of columns, from 0. */
	columns: number[];
	kind: 'primary key' | 'unique constraint' | 'unique' | 'plain';
	/** Of a partial index. */
	predicate: Compiled | null;
	/** Unique ones: versions by key, also those nobody sees any more. */
	entries: Map<string, Tuple[]>;
	createdBy: number;
	droppedBy: number;
}

export interface ForeignKey {
	name: string;
	columns: number[];
	parent: Table;
	parentColumns: number[];
}

export interface Table {
	name: string;
	oid: number;
	columns: Column[];
	checks: Check[];
	indexes: Index[];
	foreignKeys: ForeignKey[];
	/** Of other tables to this one. */
	referencedBy: { child: Table; key: ForeignKey }[];
	heap: Heap;
	createdBy: number;
	/** 0 while nobody drops it. */
	droppedBy: number;
}

const FIRST_OID = 16_384;

/** Tables and sequences; what an unfinished transaction made or dropped only that transaction sees so. */
export class Catalog {
	readonly tables: Table[] = [];
	readonly sequences = new Map<string, Sequence>();
	#nextOid = FIRST_OID;
	readonly #log: TransactionLog;

	constructor(log: TransactionLog) {
		this.#log = log;
	}

	newOid(): number {
		return this.#nextOid++;
	}

	findTable(name: string, transaction: Transaction): Table | null {
		return this.tables.find((table) => table.name === name && this.exists(table, transaction)) ?? null;
	}

	findIndex(name: string, transaction: Transaction): { table: Table; index: Index } | null {
		for (const table of this.tables) {
			if (!this.exists(table, transaction)) continue;
			const index = table.indexes.find((one) => one.name === name && this.exists(one, transaction));
			if (index) return { table, index };
		}
		return null;
	}

	exists(item: { createdBy: number; droppedBy: number }, transaction: Transaction): boolean {
		return this.#holds(item.createdBy, transaction) && !this.#holds(item.droppedBy, transaction);
	}

	/** Another transaction that is about to make something of this name. */
	makerOf(name: string, transaction: Transaction): number | null {
		const made = this.tables
			.flatMap((table) => [table, ...table.indexes])
			.find(
				(item) =>
					item.name === name &&
					this.#log.isRunning(item.createdBy) &&
					!this.#log.isOwn(item.createdBy, transaction)
			);
		return made?.createdBy ?? null;
	}

	#holds(xid: number, transaction: Transaction): boolean {
		if (xid === 0) return false;
		return this.#log.isOwn(xid, transaction) || this.#log.stateOf(xid) === 'committed';
	}
}

/** Indexes that others must keep up, also while who made them has not committed. */
export function liveIndexes(table: Table, log: TransactionLog): Index[] {
	return table.indexes.filter(
		(index) =>
			log.stateOf(index.createdBy) !== 'aborted' &&
			(index.droppedBy === 0 || log.stateOf(index.droppedBy) !== 'committed')
	);
}

export function isUnique(index: Index): boolean {
	return index.kind !== 'plain';
}

/** Null when a column is null: nulls are never equal. */
export function keyOf(index: Index, values: readonly Value[]): string | null {
	let key = '';
	for (const column of index.columns) {
		const value = values[column] ?? null;
		if (value === null) return null;
		const text = typeof value === 'object' ? `${Number(value.units) / 10 ** value.scale}` : String(value);
		key += `${text.length}:${text}`;
	}
	return key;
}

export function columnNumber(table: Table, name: string): number {
	return table.columns.findIndex((column) => column.name === name);
}

/** Columns other tables may refer to: changing them takes the strongest row lock. */
export function keyColumns(table: Table, log: TransactionLog): Set<number> {
	const unique = liveIndexes(table, log).filter((index) => isUnique(index) && index.predicate === null);
	return new Set(unique.flatMap((index) => index.columns));
}

export function tableTag(table: Table): LockTag {
	return {
		key: `table ${table.oid}`,
		spoken: `relation ${table.oid} of database 5`,
		image: `table ${table.name}`
	};
}

export function tupleTag(table: Table, tuple: Tuple): LockTag {
	const place = `(${tuple.block},${tuple.number})`;
	return {
		key: `tuple ${table.oid} ${place}`,
		spoken: `tuple ${place} of relation ${table.oid} of database 5`,
		image: `tuple ${table.name} ${place}`
	};
}

export function transactionTag(xid: number): LockTag {
	return { key: `transaction ${xid}`, spoken: `transaction ${xid}`, image: `transaction ${xid}` };
}
