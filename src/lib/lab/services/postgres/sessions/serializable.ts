import type { Index, Table } from './catalog.ts';
import { changeOf, type Tuple } from './heap.ts';
import { serializationFailure } from './sql-error.ts';
import type { Snapshot, Transaction, TransactionLog } from './transactions.ts';

/** What serializable snapshot isolation knows of a transaction (`SERIALIZABLEXACT` of predicate.c). */
export interface SerializableState {
	transaction: Transaction;
	/** Transactions that read what this one wrote over, and those whose writes this one did not see. */
	readBy: Set<SerializableState>;
	readsPast: Set<SerializableState>;
	reads: Set<string>;
	isDoomed: boolean;
	hasWritten: boolean;
	isReadOnly: boolean;
	/** Numbers of commits, 0 before. */
	preparedAt: number;
	committedAt: number;
	/** The last commit before its snapshot. */
	snapshotAt: number;
	/** When it committed it had read past somebody who had committed before. */
	hasConflictOut: boolean;
	hasEnded: boolean;
}

/**
 * SERIALIZABLE: each transaction's reads are remembered, by row where a unique index led to it and by
 * table else, and a dangerous pair of read-write conflicts ends one of them.
 * https://www.postgresql.org/docs/18/transaction-iso.html#XACT-SERIALIZABLE
 * https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/storage/lmgr/README-SSI
 */
export class Predicates {
	readonly #states = new Set<SerializableState>();
	readonly #log: TransactionLog;
	#commits = 1;

	constructor(log: TransactionLog) {
		this.#log = log;
	}

	begin(transaction: Transaction): void {
		const state: SerializableState = {
			...{ transaction, readBy: new Set(), readsPast: new Set(), reads: new Set() },
			...{ isDoomed: false, hasWritten: false, isReadOnly: transaction.isReadOnly },
			...{ preparedAt: 0, committedAt: 0, snapshotAt: this.#commits, hasConflictOut: false, hasEnded: false }
		};
		transaction.serializable = state;
		this.#states.add(state);
	}

	readTable(transaction: Transaction, table: Table): void {
		transaction.serializable?.reads.add(`table ${table.oid}`);
	}

	/** The leaf page of an index guards the gaps: small indexes have one. */
	readIndex(transaction: Transaction, index: Index): void {
		transaction.serializable?.reads.add(`index ${index.oid}`);
	}

	/** `CheckForSerializableConflictOut`, and the lock on the row it may need. */
	readTuple(transaction: Transaction, table: Table, tuple: Tuple, isSeen: boolean): void {
		const me = transaction.serializable;
		if (me === null) return;
		if (me.isDoomed)
			throw serializationFailure('Canceled on identification as a pivot, during conflict out checking.');
		if (isSeen) me.reads.add(rowKey(table, tuple));
		const change = changeOf(tuple, this.#log);
		const writer = isSeen
			? change?.xid
			: this.#log.stateOf(tuple.xmin) === 'aborted'
				? undefined
				: tuple.xmin;
		if (writer !== undefined && !this.#log.isOwn(writer, transaction)) this.#conflictOut(me, writer);
	}

	#conflictOut(me: SerializableState, xid: number): void {
		const writer = this.#log.transactionOf(xid)?.serializable ?? null;
		if (writer === null || writer === me || writer.isDoomed) return;
		const snapshot = me.transaction.snapshot;
		if (snapshot === null || !isConcurrent(xid, snapshot) || me.readsPast.has(writer)) return;
		this.#flag(me, writer, me);
	}

	/** Before a change: who has read what it changes (`CheckForSerializableConflictIn`). */
	write(transaction: Transaction, target: { table: Table; tuple?: Tuple; index?: Index }): void {
		const me = transaction.serializable;
		if (me === null) return;
		if (me.isDoomed)
			throw serializationFailure('Canceled on identification as a pivot, during conflict in checking.');
		me.hasWritten = true;
		const keys = target.index
			? [`index ${target.index.oid}`]
			: [...(target.tuple ? [rowKey(target.table, target.tuple)] : []), `table ${target.table.oid}`];
		for (const reader of this.#states) {
			if (reader === me || reader.isDoomed || !keys.some((key) => reader.reads.has(key))) continue;
			if (reader.committedAt !== 0 && reader.committedAt <= me.snapshotAt) continue;
			if (!reader.readsPast.has(me)) this.#flag(reader, me, me);
		}
	}

	/** `OnConflict_CheckForSerializationFailure`, then the conflict is kept. */
	#flag(reader: SerializableState, writer: SerializableState, me: SerializableState): void {
		if (this.#isDangerous(reader, writer)) {
			if (me === writer) {
				throw serializationFailure('Canceled on identification as a pivot, during write.');
			}
			if (writer.preparedAt !== 0) {
				const xid = writer.transaction.levels[0]?.xid ?? 0;
				throw serializationFailure(`Canceled on conflict out to pivot ${xid}, during read.`);
			}
			writer.isDoomed = true;
		}
		reader.readsPast.add(writer);
		writer.readBy.add(reader);
	}

	#isDangerous(reader: SerializableState, writer: SerializableState): boolean {
		if (writer.committedAt !== 0 && writer.hasConflictOut) return true;
		for (const first of writer.readsPast) {
			if (first.preparedAt === 0) continue;
			const beforeReader = reader.committedAt === 0 || first.preparedAt <= reader.committedAt;
			const beforeWriter = writer.committedAt === 0 || first.preparedAt <= writer.committedAt;
			const counts = !reader.isReadOnly || first.preparedAt <= reader.snapshotAt;
			if (beforeReader && beforeWriter && counts) return true;
		}
		if (writer.preparedAt === 0 || reader.isReadOnly) return false;
		for (const zero of reader.readBy) {
			if (zero.isDoomed) continue;
			const isLate = zero.committedAt === 0 || zero.committedAt >= writer.preparedAt;
			if (isLate && (!zero.isReadOnly || zero.snapshotAt >= writer.preparedAt)) return true;
		}
		return false;
	}

	/** `PreCommit_CheckForSerializationFailure`. */
	prepare(transaction: Transaction): void {
		const me = transaction.serializable;
		if (me === null) return;
		if (me.isDoomed)
			throw serializationFailure('Canceled on identification as a pivot, during commit attempt.');
		for (const near of me.readBy) {
			if (near.committedAt !== 0 || near.isDoomed) continue;
			for (const far of near.readBy) {
				if (far === me || (far.committedAt === 0 && !far.isReadOnly && !far.isDoomed)) {
					if (near.preparedAt !== 0) {
						throw serializationFailure('Canceled on commit attempt with conflict in from prepared pivot.');
					}
					near.isDoomed = true;
					break;
				}
			}
		}
		me.preparedAt = ++this.#commits;
	}

	end(transaction: Transaction, isCommitted: boolean): void {
		const me = transaction.serializable;
		if (me === null || me.hasEnded) return;
		me.hasEnded = true;
		if (isCommitted) {
			me.committedAt = ++this.#commits;
			if (!me.hasWritten) me.isReadOnly = true;
			me.hasConflictOut = !me.isReadOnly && [...me.readsPast].some((other) => other.committedAt !== 0);
		} else this.#forget(me);
		this.#forgetOld();
	}

	#forget(state: SerializableState): void {
		this.#states.delete(state);
		for (const other of state.readBy) other.readsPast.delete(state);
		for (const other of state.readsPast) other.readBy.delete(state);
	}

	/** Who ended before all that run began can do no harm any more. */
	#forgetOld(): void {
		const running = [...this.#states].filter((state) => !state.hasEnded);
		const oldest = Math.min(...running.map((state) => state.snapshotAt), this.#commits);
		for (const state of this.#states) {
			if (state.hasEnded && state.committedAt <= oldest) this.#states.delete(state);
		}
	}
}

function rowKey(table: Table, tuple: Tuple): string {
	return `row ${table.oid} ${tuple.block} ${tuple.number}`;
}

function isConcurrent(xid: number, snapshot: Snapshot): boolean {
	return xid >= snapshot.xmax || snapshot.running.has(xid);
}
