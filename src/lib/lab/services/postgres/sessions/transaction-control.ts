import { SqlError, syntaxError } from './sql-error.ts';
import {
	currentLevel,
	newLevel,
	topXid,
	type Isolation,
	type Level,
	type Transaction
} from './transactions.ts';
import type { Shared, WorkSession } from './work.ts';

/** A session's transaction: its beginning, its savepoints, its end. */
export class TransactionControl {
	current: Transaction | null = null;
	/** Between BEGIN and COMMIT; `failed` after an error, when only ROLLBACK is heard. */
	block: 'none' | 'open' | 'failed' = 'none';
	ended: 'commit' | 'rollback' | null = null;
	readonly #shared: Shared;
	readonly #session: WorkSession;
	readonly #publish: (notifications: Level['notifications']) => void;

	constructor(
		shared: Shared,
		session: WorkSession,
		publish: (notifications: Level['notifications']) => void
	) {
		this.#shared = shared;
		this.#session = session;
		this.#publish = publish;
	}

	begin(isolation: Isolation, isReadOnly: boolean): Transaction {
		this.current ??= {
			...{ holder: this.#session, isolation, isReadOnly, snapshot: null, levels: [newLevel(null)] },
			...{ command: 0, startedAtMicros: this.#shared.nowMicros(), serializable: null }
		};
		return this.current;
	}

	/** READ COMMITTED takes a new one for each statement, the others one for the transaction. */
	takeSnapshot(): void {
		const transaction = this.#required();
		const { command } = transaction;
		if (transaction.snapshot !== null && transaction.isolation !== 'read committed') {
			transaction.snapshot = { ...transaction.snapshot, command };
			return;
		}
		transaction.snapshot = this.#shared.log.take(command);
		if (transaction.isolation === 'serializable') this.#shared.predicates.begin(transaction);
	}

	/** Throws when SERIALIZABLE finds a danger: the transaction is then rolled back. */
	commit(): void {
		const transaction = this.#required();
		this.#shared.predicates.prepare(transaction);
		for (const xid of this.#shared.log.runningOf(transaction)) this.#shared.log.end(xid, 'committed');
		this.#shared.predicates.end(transaction, true);
		this.#publish(transaction.levels.flatMap((level) => level.notifications));
		this.#finish(transaction, 'commit');
	}

	rollback(): void {
		const transaction = this.current;
		if (transaction === null) return;
		while (transaction.levels.length > 0) this.#abortLevel(transaction);
		this.#shared.predicates.end(transaction, false);
		this.#finish(transaction, 'rollback');
	}

	/** What an error leaves: in a block the innermost savepoint's work is undone, and nothing else is heard. */
	fail(): void {
		if (this.block === 'none') {
			this.rollback();
			return;
		}
		const transaction = this.current;
		this.block = 'failed';
		if (transaction === null) return;
		const level = currentLevel(transaction);
		this.#undo(level);
		if (transaction.levels.length === 1) this.#shared.predicates.end(transaction, false);
	}

	savepoint(name: string): void {
		this.#required().levels.push(newLevel(name));
	}

	rollbackTo(name: string): void {
		const transaction = this.#required();
		const depth = this.#depthOf(name);
		while (transaction.levels.length > depth) this.#abortLevel(transaction);
		transaction.levels.push(newLevel(name));
		this.block = 'open';
	}

	release(name: string): void {
		const transaction = this.#required();
		const depth = this.#depthOf(name);
		const released = transaction.levels.splice(depth);
		const outer = currentLevel(transaction);
		for (const level of released) {
			outer.undo.push(...level.undo);
			outer.notifications.push(...level.notifications);
			this.#shared.locks.moveOwner(level, outer);
		}
	}

	#depthOf(name: string): number {
		const depth = this.#required().levels.findLastIndex((level) => level.savepoint === name);
		if (depth > 0) return depth;
		throw new SqlError('3B001', `savepoint "${name}" does not exist`);
	}

	#abortLevel(transaction: Transaction): void {
		const level = transaction.levels.pop();
		if (level) this.#undo(level);
	}

	#undo(level: Level): void {
		for (const undo of level.undo.splice(0).reverse()) undo();
		const { log } = this.#shared;
		if (level.xid !== 0) for (const xid of log.runningBelow(level.xid).reverse()) log.end(xid, 'aborted');
		this.#shared.locks.releaseOwner(level);
	}

	#finish(transaction: Transaction, ended: 'commit' | 'rollback'): void {
		this.ended = ended;
		this.current = null;
		this.block = 'none';
		for (const level of transaction.levels) this.#shared.locks.releaseOwner(level);
	}

	#required(): Transaction {
		if (this.current === null) throw syntaxError(null);
		return this.current;
	}
}

export function numberOf(transaction: Transaction | null): number | null {
	return transaction === null || topXid(transaction) === 0 ? null : topXid(transaction);
}
