import type { LockHolder } from './lock-manager.ts';
import type { SerializableState } from './serializable.ts';

export type Isolation = 'read committed' | 'repeatable read' | 'serializable';

/** Which transactions had ended when it was taken, and how far the own one had come. */
export interface Snapshot {
	/** All before have ended. */
	xmin: number;
	/** The first that had not begun. */
	xmax: number;
	running: ReadonlySet<number>;
	/** What the own transaction did in this command or later is not seen. */
	command: number;
}

/** The transaction itself, then one for each savepoint. */
export interface Level {
	savepoint: string | null;
	/** 0 until it writes. */
	xid: number;
	/** What puts the catalog back when this level is rolled back, last first. */
	undo: (() => void)[];
	notifications: { channel: string; payload: string }[];
}

export interface Transaction {
	holder: LockHolder;
	isolation: Isolation;
	isReadOnly: boolean;
	/** Kept from the first on, unless READ COMMITTED takes one for each statement. */
	snapshot: Snapshot | null;
	levels: Level[];
	command: number;
	startedAtMicros: number;
	serializable: SerializableState | null;
}

export function newLevel(savepoint: string | null): Level {
	return { savepoint, xid: 0, undo: [], notifications: [] };
}

type State = 'running' | 'committed' | 'aborted';

interface Entry {
	state: State;
	transaction: Transaction;
	/** Of a savepoint's transaction the one around it. */
	parent: number;
}

/** The number a new cluster has come to when its first user arrives. */
const FIRST_XID = 750;

/**
 * The commit log: how each transaction ended, and what a snapshot therefore shows.
 * https://www.postgresql.org/docs/18/transaction-id.html
 */
export class TransactionLog {
	readonly #entries = new Map<number, Entry>();
	readonly #running = new Set<number>();
	#next = FIRST_XID;

	get nextXid(): number {
		return this.#next;
	}

	assign(transaction: Transaction, parent: number): number {
		const xid = this.#next++;
		this.#entries.set(xid, { state: 'running', transaction, parent });
		this.#running.add(xid);
		return xid;
	}

	stateOf(xid: number): State {
		return this.#entries.get(xid)?.state ?? 'committed';
	}

	isRunning(xid: number): boolean {
		return this.#running.has(xid);
	}

	parentOf(xid: number): number {
		return this.#entries.get(xid)?.parent ?? 0;
	}

	transactionOf(xid: number): Transaction | null {
		return this.#entries.get(xid)?.transaction ?? null;
	}

	/** Its number or a savepoint's, and not rolled back. */
	isOwn(xid: number, transaction: Transaction): boolean {
		return this.#running.has(xid) && this.#entries.get(xid)?.transaction === transaction;
	}

	end(xid: number, state: 'committed' | 'aborted'): void {
		const entry = this.#entries.get(xid);
		if (!entry || entry.state !== 'running') return;
		entry.state = state;
		this.#running.delete(xid);
	}

	/** A savepoint's number that outlived it ends with the transaction. */
	runningOf(transaction: Transaction): number[] {
		return [...this.#running].filter((xid) => this.#entries.get(xid)?.transaction === transaction);
	}

	/** A savepoint's number and those of the savepoints in it. */
	runningBelow(xid: number): number[] {
		return [...this.#running].filter((one) => {
			for (let at = one; at !== 0; at = this.parentOf(at)) if (at === xid) return true;
			return false;
		});
	}

	take(command: number): Snapshot {
		const running = new Set(this.#running);
		return { xmin: Math.min(this.#next, ...running), xmax: this.#next, running, command };
	}

	/** Whether the snapshot counts it as committed. */
	isCommittedIn(xid: number, snapshot: Snapshot): boolean {
		return xid < snapshot.xmax && !snapshot.running.has(xid) && this.stateOf(xid) === 'committed';
	}

	oldestRunning(): number {
		return Math.min(this.#next, ...this.#running);
	}

	aborted(): number[] {
		return [...this.#entries].filter(([, entry]) => entry.state === 'aborted').map(([xid]) => xid);
	}
}

export function topXid(transaction: Transaction): number {
	return transaction.levels[0]?.xid ?? 0;
}

export function currentLevel(transaction: Transaction): Level {
	const level = transaction.levels.at(-1);
	if (!level) throw new Error('a transaction has a level');
	return level;
}
